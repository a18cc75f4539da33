import { setImmediate } from 'node:timers/promises'
import type { Criteria } from '../search/criteria.js'
import { type Driver, driverOf, type Kind } from './drivers.js'
import { compare, type Fragment, join, TRUE } from './fragments.js'
import type { Statements } from './statements.js'

/** A driver with no more ranks than this is read whole; a larger one is walked window by window. */
const SMALL = 4000
/** Ranks per window: small at first, because common criteria fill an answer at once. */
const FIRST_WINDOW = 4096
const LARGEST_WINDOW = 65_536
/** Other clients are let in after so many milliseconds. */
const SLICE_MS = 5

export interface RankSearch {
  readonly kind: Kind
  readonly criteria: Criteria
  /** The same criteria as a condition on `p` or `b`, with what the reader may see. */
  readonly condition: Fragment
  readonly after: number
  readonly limit: number
}

/**
 * The ranks that match, in order. The rarest index leads; without one, or when the rarest is common, the ranks are
 * walked in windows, and the event loop runs between them.
 */
export async function searchRanks(statements: Statements, search: RankSearch): Promise<number[]> {
  const { kind, criteria, condition, after, limit } = search
  if (criteria.kind === 'none' || limit <= 0) return []
  const conjuncts = criteria.kind === 'and' ? criteria.of : [criteria]
  const drivers = conjuncts.map((part) => driverOf(kind, part)).filter((driver) => driver !== null)
  const counted = drivers
    .map((driver) => ({ driver, size: size(statements, driver) }))
    .sort((one, other) => one.size - other.size)
  const rarest = counted[0]
  if (rarest !== undefined && rarest.size <= SMALL) {
    return rows(statements, kind, [inRanks(kind, union(rarest.driver, TRUE)), condition], after, limit)
  }
  const [low, high] = bounds(statements, kind, conjuncts, after)
  const lead =
    rarest === undefined || rarest.driver.branches.some((branch) => !branch.inRankOrder) ? null : rarest.driver
  return walk(statements, search, lead, low, high)
}

async function walk(
  statements: Statements,
  { kind, condition, limit }: RankSearch,
  lead: Driver | null,
  low: number,
  high: number,
): Promise<number[]> {
  const found: number[] = []
  const alias = aliasOf(kind)
  let window = FIRST_WINDOW
  let sliceEnd = performance.now() + SLICE_MS
  for (let from = low; from < high && found.length < limit; from += window, window = grown(window)) {
    const to = Math.min(from + window, high)
    const within = { sql: `${alias}.rang <= ?`, values: [to] }
    const leading = lead === null ? TRUE : inRanks(kind, union(lead, null, from, to))
    found.push(...rows(statements, kind, [leading, within, condition], from, limit - found.length))
    if (performance.now() > sliceEnd) {
      await setImmediate()
      sliceEnd = performance.now() + SLICE_MS
    }
  }
  return found
}

function grown(window: number): number {
  return Math.min(window * 2, LARGEST_WINDOW)
}

/** Ranks after `after` of the rows that satisfy every condition. */
function rows(
  statements: Statements,
  kind: Kind,
  conditions: readonly Fragment[],
  after: number,
  limit: number,
): number[] {
  const { sql, values } = join(
    'AND',
    conditions.filter((condition) => condition !== TRUE),
  )
  const alias = aliasOf(kind)
  const statement = statements.get(
    `SELECT ${alias}.rang FROM ${kind} ${alias} WHERE ${sql} AND ${alias}.rang > ? ORDER BY ${alias}.rang LIMIT ?`,
  )
  return statement.all(...values, after, limit) as number[]
}

function aliasOf(kind: Kind): string {
  return kind === 'bal' ? 'b' : 'p'
}

function inRanks(kind: Kind, ranks: Fragment): Fragment {
  return { sql: `${aliasOf(kind)}.rang IN (${ranks.sql})`, values: ranks.values }
}

/** Sub-select of a driver's ranks, within a window when `extra` is null. */
function union(driver: Driver, extra: Fragment | null, from = 0, to = 0): Fragment {
  if (driver.branches.length === 0) return { sql: 'SELECT 0 WHERE 0', values: [] }
  const parts = driver.branches.map((branch) => {
    const limits = extra ?? { sql: `${branch.rang} > ? AND ${branch.rang} <= ?`, values: [from, to] }
    const where = limits === TRUE ? branch.where : join('AND', [branch.where, limits])
    return { sql: `SELECT ${branch.rang} FROM ${branch.from} WHERE ${where.sql}`, values: where.values }
  })
  return { sql: parts.map((part) => part.sql).join(' UNION '), values: parts.flatMap((part) => part.values) }
}

/** Number of index entries of a driver, counted up to just above SMALL. */
function size(statements: Statements, driver: Driver): number {
  let total = 0
  for (const branch of driver.branches) {
    const statement = statements.get(
      `SELECT count(*) FROM (SELECT 1 FROM ${branch.from} WHERE ${branch.where.sql} LIMIT ${SMALL + 1})`,
    )
    total += statement.get(...branch.where.values) as number
    if (total > SMALL) break
  }
  return total
}

/** Ranks between which every answer lies: names are stored in rank order, so a prefix of the name is a range. */
function bounds(
  statements: Statements,
  kind: Kind,
  conjuncts: readonly Criteria[],
  after: number,
): readonly [number, number] {
  let low = after
  let high = statements.get(`SELECT ifnull(max(rang), 0) FROM ${kind}`).get() as number
  for (const part of conjuncts) {
    if (part.kind !== 'term' || part.field !== 'nom' || (part.match !== 'prefix' && part.match !== 'exact')) continue
    const { sql, values } = compare('nom_plie', part.match, part.value)
    const first = statements.get(`SELECT rang FROM ${kind} WHERE ${sql} ORDER BY nom_plie, rang LIMIT 1`)
    const last = statements.get(`SELECT rang FROM ${kind} WHERE ${sql} ORDER BY nom_plie DESC, rang DESC LIMIT 1`)
    low = Math.max(low, ((first.get(...values) as number | undefined) ?? 1) - 1)
    high = Math.min(high, (last.get(...values) as number | undefined) ?? 0)
  }
  return [low, high]
}
