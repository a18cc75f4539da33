import type { NoticeCode } from '../../src/notices/catalog.js'

/** Above this number the manifest gives one example only. */
const LISTED = 50

/** One expectation of the manifest: that many notices (or, with a null code, that many lines with that trait). */
export interface Expectation {
  readonly code: NoticeCode | null
  /** What is counted when there is no notice for it, in French. */
  readonly nom?: string
  readonly fichier: string
  readonly nombre: number
  /** Rate asked for, or the share found when none was. */
  readonly taux: number
  /** The header is line 1; 0 when the notice tells no line. */
  readonly exempleLigne: number
  readonly lignes?: readonly number[]
}

interface Count {
  nombre: number
  readonly lignes: number[]
}

/** Counts what was put into one file. */
export class Tally {
  readonly #notices = new Map<NoticeCode, Count>()
  readonly #traits = new Map<string, Count>()

  notice(code: NoticeCode, line: number): void {
    add(this.#notices, code, line)
  }

  /** A notice that tells no line. */
  count(code: NoticeCode): void {
    const count = this.#notices.get(code) ?? { nombre: 0, lignes: [] }
    count.nombre++
    this.#notices.set(code, count)
  }

  trait(nom: string, line: number): void {
    add(this.#traits, nom, line)
  }

  expectations(fichier: string, lines: number, rates: ReadonlyMap<NoticeCode, number>): Expectation[] {
    const share = (count: Count) => Number((count.nombre / lines).toPrecision(4))
    return [
      ...[...this.#notices].map(([code, count]) => ({
        code,
        fichier,
        nombre: count.nombre,
        taux: rates.get(code) ?? share(count),
        exempleLigne: count.lignes[0] ?? 0,
        ...(count.lignes.length > 0 && count.nombre <= LISTED ? { lignes: count.lignes } : {}),
      })),
      ...[...this.#traits].map(([nom, count]) => ({
        code: null,
        nom,
        fichier,
        nombre: count.nombre,
        taux: share(count),
        exempleLigne: count.lignes[0]!,
      })),
    ]
  }
}

function add<K>(counts: Map<K, Count>, key: K, line: number): void {
  let count = counts.get(key)
  if (count === undefined) {
    count = { nombre: 0, lignes: [] }
    counts.set(key, count)
  }
  count.nombre++
  if (count.nombre <= LISTED) count.lignes.push(line)
}
