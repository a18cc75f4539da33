import { label, mayHave } from '../nomenclature/index.js'
import type { NoticeCode } from '../notices/catalog.js'

/**
 * What is wrong with the savoir-faire of somebody of a profession.
 * @returns null when nothing is, or when the profession itself is unknown: that is told of its own cell
 */
export function skillFault(profession: string | null, code: string): NoticeCode | null {
  if (label('savoir-faire', code) === null) return 'SAVOIR_FAIRE_INCONNU'
  if (profession === null || label('profession', profession) === null) return null
  return mayHave(profession, code) ? null : 'SAVOIR_FAIRE_HORS_PROFESSION'
}

/** The same of pairs that come again and again, as mailboxes have them. */
export class SkillFaults {
  readonly #known = new Map<string, Map<string, NoticeCode | null>>()

  of(profession: string | null, code: string | null): NoticeCode | null {
    if (code === null) return null
    let codes = this.#known.get(profession ?? '')
    if (codes === undefined) {
      codes = new Map()
      this.#known.set(profession ?? '', codes)
    }
    let fault = codes.get(code)
    if (fault === undefined) {
      fault = skillFault(profession, code)
      if (codes.size < MOST) codes.set(code, fault)
    }
    return fault
  }
}

/** A column that holds something else entirely would bring any number. */
const MOST = 2000
