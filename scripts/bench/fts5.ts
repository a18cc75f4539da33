import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createLog } from '../../src/log.js'
import type { Criteria } from '../../src/search/criteria.js'
import { and, or, term } from '../../src/search/terms.js'
import { ANONYMOUS } from '../../src/store/directory.js'
import { openDirectorySwitch } from '../../src/store/index.js'
import { drawMailboxes, type Mailbox } from './ldap-requests.js'
import { measuredGeneration } from './measured-generation.js'

const DRAWN = 400
const WANTED = 100
const LETTERS = [3, 4, 5, 6]

/**
 * SQLite's own index of fragments (FTS5, trigram) beside ours: the first hundred mailboxes, in the order of names, whose name, first
 * name or address contains what somebody typed. Both are asked in one process, in turns.
 */
export async function benchFts5(args: readonly string[]): Promise<void> {
  const measured = measuredGeneration('fts5', args)
  if (measured === null) return
  const { data, file } = measured
  const scratch = mkdtempSync(join(tmpdir(), 'annuaire-fts5-'))
  const directories = openDirectorySwitch(data, createLog())
  try {
    const began = performance.now()
    const path = join(scratch, 'fts5.sqlite')
    const db = indexed(path, file)
    const seconds = (performance.now() - began) / 1000
    const find = db.prepare('SELECT rowid FROM boite WHERE boite MATCH ? ORDER BY rowid LIMIT ?').pluck()
    const findThere = db
      .prepare(
        `SELECT b.rang FROM boite CROSS JOIN g.bal b ON b.rang = boite.rowid
        WHERE boite MATCH ? AND b.departement = ? ORDER BY boite.rowid LIMIT ?`,
      )
      .pluck()
    const source = new Database(file, { readonly: true })
    const drawn = drawMailboxes(source, DRAWN)
    source.close()
    const lines = [
      `Index FTS5 : construit en ${seconds.toFixed(0)} s, ${Math.round(statSync(path).size / 1e6)} Mo.`,
      '',
      '| lettres | annuaire, p50 / p99, ms | FTS5, p50 / p99, ms |',
      '|---|---:|---:|',
    ]
    const within = (criteria: Criteria) =>
      directories.read((directory) => directory.entrees(criteria, ANONYMOUS, { after: 0, limit: WANTED }))
    for (const letters of LETTERS) {
      const typed = ({ nom }: Mailbox): string => nom.slice(0, letters).toLowerCase()
      lines.push(
        `| ${letters} | ${await both(
          drawn,
          (one) => within(anywhere(typed(one))),
          async (one) => find.all(`"${typed(one)}"`, WANTED),
        )} |`,
        `| ${letters} et un département | ${await both(
          drawn,
          (one) => within(and([anywhere(typed(one)), term('departement', 'exact', one.departement ?? '75')])),
          async (one) => findThere.all(`"${typed(one)}"`, one.departement ?? '75', WANTED),
        )} |`,
      )
    }
    process.stdout.write(`${lines.join('\n')}\n`)
    db.close()
  } finally {
    directories.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

function anywhere(typed: string): Criteria {
  return or((['nom', 'prenom', 'nomComplet', 'adresse'] as const).map((field) => term(field, 'infix', typed)))
}

/** Each question twice, ours and theirs in turns; the second time counts. */
async function both(
  drawn: readonly Mailbox[],
  ours: (one: Mailbox) => Promise<unknown>,
  theirs: (one: Mailbox) => Promise<unknown>,
): Promise<string> {
  const times: [number[], number[]] = [[], []]
  for (const counted of [false, true]) {
    for (const one of drawn) {
      for (const [at, ask] of [ours, theirs].entries()) {
        const began = performance.now()
        await ask(one)
        if (counted) times[at]!.push(performance.now() - began)
      }
    }
  }
  return times.map(shown).join(' | ')
}

/** The same letters as our own index of fragments holds, by rank. */
function indexed(path: string, generation: string): Database.Database {
  const db = new Database(path)
  db.pragma('journal_mode = OFF')
  db.exec(
    `CREATE VIRTUAL TABLE boite USING fts5(nom, prenom, adresse, tokenize = 'trigram', content = '', columnsize = 0)`,
  )
  db.prepare('ATTACH ? AS g').run(generation)
  db.exec(`INSERT INTO boite (rowid, nom, prenom, adresse) SELECT rang, nom_plie, prenom_plie, adresse_pliee FROM g.bal;
    INSERT INTO boite (boite) VALUES ('optimize')`)
  return db
}

function shown(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(2)
  return `${at(0.5)} / ${at(0.99)}`
}
