import Database from 'better-sqlite3'
import { Client, type Entry, type Filter } from 'ldapts'
import { fold } from '../../src/text/fold.js'
import { CLIENT_FILTERS } from './completion-filters.js'
import { measuredGeneration } from './measured-generation.js'
import { startServer } from './search-server.js'

const BASE = 'dc=mssante,dc=fr'
const NAMES = 500
const LETTERS = [3, 4, 5, 6]
const FIRST = [10, 100]
/** Starts of which every entry is looked at for fragments that lie across two words. */
const COMMONEST = 200

/**
 * For the most common names: how many of the entries that a completion sends first bear a name that starts with what was
 * typed, out of as many as there are.
 */
export async function benchCompletion(args: readonly string[]): Promise<void> {
  const measured = measuredGeneration('completion', args)
  if (measured === null) return
  const { data, file } = measured
  const starts = startsOf(file)
  const commonest = new Set(
    [3, 4]
      .flatMap((letters) => [...starts.get(letters)!].sort((one, other) => other[1] - one[1]).slice(0, COMMONEST))
      .map(([start]) => start),
  )
  const server = await startServer(data)
  const client = new Client({ url: server.ldap })
  const heads = LETTERS.flatMap((letters) => FIRST.map((first) => `${letters} l., ${first} premières`))
  process.stdout.write(
    `| Client | ${heads.join(' | ')} | à cheval sur deux mots | médiane, p99 (ms) |\n|---|${'--:|'.repeat(heads.length + 2)}\n`,
  )
  try {
    for (const { name, filter } of CLIENT_FILTERS) {
      const cells: string[] = []
      const times: number[] = []
      let across = 0
      for (const letters of LETTERS) {
        const shares = FIRST.map(() => ({ right: 0, possible: 0 }))
        for (const [start, count] of starts.get(letters)!) {
          const began = performance.now()
          const shown = await firstEntries(client, filter(start))
          times.push(performance.now() - began)
          const names = shown.map(({ sn, givenName }) =>
            givenName === undefined ? '' : fold([sn].flat().join('')).toLowerCase(),
          )
          if (commonest.has(start)) across += shown.filter((entry) => !holdsInWords(entry, start)).length
          for (const [at, first] of FIRST.entries()) {
            shares[at]!.possible += Math.min(first, count)
            shares[at]!.right += names.slice(0, Math.min(first, count)).filter((one) => one.startsWith(start)).length
          }
        }
        cells.push(...shares.map(({ right, possible }) => percent(right / possible)))
      }
      process.stdout.write(`| ${name} | ${cells.join(' | ')} | ${across} | ${at(times, 0.5)}, ${at(times, 0.99)} |\n`)
    }
  } finally {
    await client.unbind()
    await server.stop()
  }
}

/** By number of letters: the starts of the most common names, and the mailboxes whose name starts so. */
function startsOf(generation: string): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const db = new Database(generation, { readonly: true, fileMustExist: true })
  try {
    const common = db
      .prepare(
        `SELECT nom_plie FROM bal WHERE source = 'national' AND nom_plie <> '' AND nom_plie NOT LIKE '%SAINT%'
        AND nom_plie NOT LIKE '%' || char(9) || '%' GROUP BY nom_plie ORDER BY count(*) DESC, nom_plie LIMIT ?`,
      )
      .pluck()
      .all(NAMES) as string[]
    const count = db
      .prepare(`SELECT count(*) FROM bal WHERE source = 'national' AND nom_plie >= ? AND nom_plie < ? || 'ZZZZ'`)
      .pluck()
    return new Map(
      LETTERS.map((letters) => {
        const starts = new Set(common.filter((name) => name.length >= letters).map((name) => name.slice(0, letters)))
        return [letters, new Map([...starts].map((start) => [start.toLowerCase(), count.get(start, start) as number]))]
      }),
    )
  } finally {
    db.close()
  }
}

/** The first entries, with what tells why they were found. */
async function firstEntries(client: Client, filter: Filter): Promise<readonly Entry[]> {
  const asked = { filter, scope: 'sub' as const, attributes: WORDED, paged: { pageSize: Math.max(...FIRST) } }
  for await (const { searchEntries } of client.searchPaginated(BASE, asked)) return searchEntries
  return []
}

const WORDED = ['mail', 'sn', 'givenName', 'cn', 'o', 'ou', 'title', 'description']

/** A word of a value holds what was typed, or what follows from the start of a word on does; in addresses any part. */
function holdsInWords(entry: Entry, typed: string): boolean {
  // The cn of a person joins a first name and a name, which stand alone too.
  const names = entry['givenName'] === undefined ? WORDED : WORDED.filter((name) => name !== 'cn')
  return names.some((name) =>
    [entry[name] ?? []].flat().some((value) => {
      const text = String(value).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
      if (name === 'mail') return text.includes(typed)
      return text.split(' – ').some((part) => {
        const words = part.split(/[^\p{L}\p{N}]+/u)
        return words.some((word, at) => word.includes(typed) || words.slice(at).join('').startsWith(typed))
      })
    }),
  )
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).replace('.', ',')} %`
}

function at(times: number[], share: number): string {
  const sorted = times.sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length * share)]!.toFixed(1).replace('.', ',')
}
