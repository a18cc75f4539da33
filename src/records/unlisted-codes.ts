import type { Row } from '../feed/row.js'

/** A code that the feed holds and its nomenclature lacks, and where it was met first. */
export interface UnlistedCode {
  readonly nomenclature: string
  readonly code: string
  readonly libelle: string | null
  /** Number of the file among those read. */
  readonly file: number
  readonly ligne: number
  readonly colonne: string
  /** Times that it was met in all files. */
  readonly nombre: number
}

/** So many are reported and served; a column that holds something else entirely would bring any number. */
const MOST = 2000

type Met = Omit<UnlistedCode, 'libelle' | 'nombre'> & { nombre: number }

/** Counts the codes that the nomenclatures lack, each reported once with the place where it was met first. */
export class UnlistedCodes {
  readonly #met = new Map<string, Met>()
  /** Those of the kind of line that is being read, and of the kinds that were: lines of a known kind are not read again. */
  #current: Met[] | null = null
  readonly #ofKinds = new Map<string, readonly Met[]>()
  /** Number of the file that is being read. */
  file = 0

  note(nomenclature: string, code: string, row: Row, colonne: string): void {
    const key = `${nomenclature}|${code}`
    let met = this.#met.get(key)
    if (met === undefined) {
      if (this.#met.size >= MOST) return
      const copied = Buffer.from(code).toString()
      met = { nomenclature, code: copied, file: this.file, ligne: row.line, colonne, nombre: 0 }
      this.#met.set(`${nomenclature}|${copied}`, met)
    }
    met.nombre++
    this.#current?.push(met)
  }

  /** What is noted from here on is of a kind of line that will come again. */
  startKind(): void {
    this.#current = []
  }

  endKind(kind: string, id: number): void {
    if (this.#current !== null && this.#current.length > 0) this.#ofKinds.set(`${kind} ${id}`, this.#current)
    this.#current = null
  }

  /** A kind of line was met again. */
  again(kind: string, id: number): void {
    if (this.#ofKinds.size === 0) return
    for (const met of this.#ofKinds.get(`${kind} ${id}`) ?? []) met.nombre++
  }

  /** @param labelOf the label that the feed gave */
  all(labelOf: (nomenclature: string, code: string) => string | null): readonly UnlistedCode[] {
    return [...this.#met.values()].map((met) => ({ ...met, libelle: labelOf(met.nomenclature, met.code) }))
  }
}
