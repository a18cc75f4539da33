import type { Row } from '../feed/row.js'
import type { ReadingContext } from './context.js'
import { parseIdentifier } from './identifier.js'
import type { MailboxRecord } from './mailbox.js'

/** A number of a professional among the words of a cell: RPPS, with or without its 8, or ADELI; ten digits are a telephone's. */
const NUMBER = /(?<!\w)(8?\d{11}|\d[\dA-Z]\d{7})(?!\w)/

/** Who answers for the mailbox of an organisation, and what it is for. */
export class ResponsibleCheck {
  readonly #context: ReadingContext
  readonly #columns: { readonly responsable: string | null; readonly description: string | null }
  #toldOfColumns = false

  /** @param columns as the file names them; null for one that it lacks */
  constructor(context: ReadingContext, columns: { responsable: string | null; description: string | null }) {
    this.#context = context
    this.#columns = columns
  }

  check(row: Row, { responsable, description }: MailboxRecord): void {
    const context = this.#context
    const columns = this.#columns
    if (!this.#toldOfColumns) this.#tellMissingColumns()
    if (description === null && columns.description !== null) {
      context.remark('ORG_SANS_DESCRIPTION', row, columns.description, '')
    }
    if (columns.responsable === null) return
    if (responsable === null) {
      context.remark('ORG_SANS_RESPONSABLE', row, columns.responsable, '')
      return
    }
    const number = NUMBER.exec(responsable)?.[1]
    if (number === undefined || context.people.size === 0) return
    const identifier = parseIdentifier(nationalOf(number))
    const person = identifier === null ? -1 : context.people.get(identifier.key)
    if (person === -1) context.remark('RESPONSABLE_INCONNU', row, columns.responsable, responsable)
    else if (!context.situations.isActive(person)) {
      context.remark('RESPONSABLE_NON_HABILITE', row, columns.responsable, responsable)
    }
  }

  /** A column that the whole file lacks is told once, and not of each line. */
  #tellMissingColumns(): void {
    this.#toldOfColumns = true
    const header = { line: 1, cells: [] }
    const detail = 'le fichier n’a pas cette colonne'
    if (this.#columns.responsable === null) {
      this.#context.remark('ORG_SANS_RESPONSABLE', header, 'Responsable', null, detail)
    }
    if (this.#columns.description === null) {
      this.#context.remark('ORG_SANS_DESCRIPTION', header, 'Description', null, detail)
    }
  }
}

/** With the digit of its type. */
function nationalOf(number: string): string {
  if (number.length === 11) return `8${number}`
  return number.length === 9 ? `0${number}` : number
}
