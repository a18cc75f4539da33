import { createHash, createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import { schemaFile } from './schema-file.js'

const FILE = 'adresses-masquees.sqlite'
const BYTES = 16
const MENDING =
  'Rétablissez-le d’une sauvegarde, ou supprimez-le puis importez de nouveau toutes les sources, ce qui en refait un.'

/** A state of a register: what a generation was built with, or what the register is now. */
export interface RegisterState {
  /** Of the register, as long as its file lives. */
  readonly identity: string
  /** It grows with each change: an older copy has a lower one. */
  readonly version: number
  /** Drawn at each change: what was computed from another edition is to be computed again. */
  readonly edition: string
}

export function registerPath(dataDir: string): string {
  return join(dataDir, FILE)
}

/**
 * The register of hidden addresses (schema/registre.sql): what each source hides, by its latest word. It is read when a
 * generation is opened and written when one is published.
 */
export class HiddenRegister {
  readonly #db: Database.Database
  readonly #key: Buffer

  /**
   * @returns null when nothing was ever hidden and the register is not to be made
   * @throws AnnuaireError INDISPONIBLE when the file is damaged: what it hides would be published
   */
  static open(dataDir: string, { create }: { readonly create: boolean }): HiddenRegister | null {
    const path = registerPath(dataDir)
    if (!create && !existsSync(path)) return null
    try {
      if (create) mkdirSync(dataDir, { recursive: true })
      const db = new Database(path, { readonly: !create, fileMustExist: !create })
      try {
        if (create) db.exec(schemaFile('registre.sql'))
        return new HiddenRegister(db, create)
      } catch (error) {
        db.close()
        throw error
      }
    } catch (error) {
      throw new AnnuaireError(
        'INDISPONIBLE',
        `Le registre des adresses masquées (${FILE}) est illisible ou abîmé : sans lui, des adresses en liste rouge pourraient reparaître. ${MENDING}`,
        [],
        { cause: error },
      )
    }
  }

  private constructor(db: Database.Database, create: boolean) {
    this.#db = db
    db.pragma('busy_timeout = 5000')
    if (create) {
      db.prepare("INSERT OR IGNORE INTO reglage (cle, valeur) VALUES ('cle', ?), ('version', '0')").run(
        randomBytes(32).toString('hex'),
      )
    }
    const key = db.prepare("SELECT valeur FROM reglage WHERE cle = 'cle'").pluck().get() as string | undefined
    if (key === undefined || !/^[0-9a-f]{64}$/.test(key)) throw new Error('the register has no key')
    this.#key = Buffer.from(key, 'hex')
  }

  get state(): RegisterState {
    const identity = createHash('sha256').update(this.#key).digest('hex').slice(0, 16)
    const setting = this.#db.prepare('SELECT valeur FROM reglage WHERE cle = ?').pluck()
    return { identity, version: Number(setting.get('version')), edition: String(setting.get('edition') ?? '') }
  }

  /** The state that the next change may leave. */
  nextState(): RegisterState {
    const { identity, version } = this.state
    return { identity, version: version + 1, edition: randomBytes(8).toString('hex') }
  }

  /** @param folded address as `foldAddress` makes it */
  fingerprint(folded: string): Buffer {
    return createHmac('sha256', this.#key).update(folded).digest().subarray(0, BYTES)
  }

  /** Fingerprints, in hexadecimal, of what some sources hide; of all sources but these when `except` is set. */
  hidden({ except = [] }: { readonly except?: readonly string[] } = {}): ReadonlySet<string> {
    const rows = this.#db.prepare('SELECT DISTINCT source, hex(empreinte) AS empreinte FROM masquee').all() as {
      source: string
      empreinte: string
    }[]
    return new Set(rows.filter(({ source }) => !except.includes(source)).map(({ empreinte }) => empreinte))
  }

  /** Number of addresses that each source hides. */
  counts(): ReadonlyMap<string, number> {
    return new Map(
      this.#db.prepare('SELECT source, count(*) FROM masquee GROUP BY source').raw().all() as [string, number][],
    )
  }

  /**
   * What some sources hide besides what they hid: to be called before a generation is published, so that whatever stops
   * the program then hides too much, never too little.
   * @param hidden fingerprints by source
   * @param next as `nextState` gave it
   */
  add(hidden: ReadonlyMap<string, readonly Buffer[]>, next: RegisterState): void {
    const insert = this.#db.prepare('INSERT OR IGNORE INTO masquee (empreinte, source) VALUES (?, ?)')
    this.#change(next, () => {
      for (const [source, fingerprints] of hidden) for (const one of fingerprints) insert.run(one, source)
    })
  }

  /**
   * The latest word of some sources: nothing else of them is hidden any more. What other sources hide stays. To be called
   * once the generation that says so is published.
   * @param shortening is called with the edition that comes, when something is to be shown again
   */
  keepOnly(hidden: ReadonlyMap<string, readonly Buffer[]>, shortening: (edition: string) => void = () => {}): void {
    const known = this.#db.prepare('SELECT empreinte FROM masquee WHERE source = ?').pluck()
    const remove = this.#db.prepare('DELETE FROM masquee WHERE source = ? AND empreinte = ?')
    const gone: [string, Buffer][] = []
    for (const [source, fingerprints] of hidden) {
      const kept = new Set(fingerprints.map(hexOf))
      for (const one of known.all(source) as Buffer[]) if (!kept.has(hexOf(one))) gone.push([source, one])
    }
    if (gone.length === 0) return
    const next = this.nextState()
    shortening(next.edition)
    this.#change(next, () => {
      for (const [source, one] of gone) remove.run(source, one)
    })
  }

  #change({ version, edition }: RegisterState, act: () => void): void {
    const set = this.#db.prepare('INSERT OR REPLACE INTO reglage (cle, valeur) VALUES (?, ?)')
    this.#db
      .transaction(() => {
        act()
        set.run('version', String(version))
        set.run('edition', edition)
      })
      .immediate()
  }

  close(): void {
    this.#db.close()
  }
}

/** A fingerprint as `hidden` gives it. */
export function hexOf(fingerprint: Buffer): string {
  return fingerprint.toString('hex').toUpperCase()
}

/**
 * @param built the state of the register with which a generation was built; null when it names none
 * @throws AnnuaireError INDISPONIBLE when the register is not that one, or an older copy: what it hid would be published
 */
export function checkRegister(register: HiddenRegister | null, built: RegisterState | null): void {
  if (built === null) return
  const state = register?.state ?? null
  if (state !== null && state.identity === built.identity && state.version >= built.version) return
  const why =
    state === null ? 'manque' : state.identity === built.identity ? 'est une copie trop ancienne' : 'est un autre'
  throw new AnnuaireError(
    'INDISPONIBLE',
    `Le registre des adresses masquées (${FILE}) ${why} : sans lui, des adresses en liste rouge pourraient reparaître. ${MENDING}`,
  )
}
