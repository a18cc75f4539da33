import type { Row } from '../feed/row.js'
import { label } from '../nomenclature/index.js'
import { policyOf } from '../source-policies.js'
import { fold } from '../text/fold.js'
import type { ReadingContext } from './context.js'
import type { MailboxRecord } from './mailbox.js'
import { SkillFaults } from './savoir-faire-faults.js'

/** Where what is looked at stands, as the file names it. */
export interface CheckedColumns {
  readonly adresse: string
  readonly titulaire: string
  readonly prenom: string
  readonly profession: string
  readonly specialite: string
  readonly structure: string
  readonly service: string
}

type Checked = Pick<
  MailboxRecord,
  'source' | 'adresse' | 'type' | 'professionnel' | 'prenom' | 'profession' | 'specialite' | 'idStructure' | 'service'
>

const ORGANISATIONS: ReadonlySet<string> = new Set(['ORG', 'APP'])
const NOMINATIVE: ReadonlySet<string> = new Set(['PER', 'INT', 'MED'])

export function isOrganisation(type: string): boolean {
  return ORGANISATIONS.has(type)
}

export function isNominative(type: string): boolean {
  return NOMINATIVE.has(type)
}

/** What is remarked of any mailbox that is loaded, national or regional. */
export class MailboxChecks {
  readonly #context: ReadingContext
  readonly #columns: CheckedColumns
  readonly #skills = new SkillFaults()

  constructor(context: ReadingContext, columns: CheckedColumns) {
    this.#context = context
    this.#columns = columns
  }

  check(row: Row, mailbox: Checked): void {
    const context = this.#context
    const at = this.#columns
    const { type, profession, specialite } = mailbox
    if (mailbox.prenom === null && isNominative(type)) context.remark('PRENOM_ABSENT', row, at.prenom, '')
    if (profession !== null && !isKnownProfession(profession)) {
      context.remark('PROFESSION_INCONNUE', row, at.profession, profession)
    }
    this.#checkDomain(row, mailbox)
    const skill = this.skillFault(mailbox)
    if (skill !== null) context.remark(skill, row, at.specialite, specialite)
    if (isOrganisation(type)) {
      if (mailbox.idStructure === null) context.remark('ORG_SANS_STRUCTURE', row, at.structure, '')
      if (mailbox.service === null) context.remark('ORG_SANS_SERVICE', row, at.service, '')
    }
    const person = mailbox.professionnel
    if (type === 'PER' && person !== null && !context.situations.isActive(person)) {
      context.remark('TITULAIRE_SANS_ACTIVITE', row, at.titulaire, null)
    }
  }

  /** A domain that the white list lacks receives nothing; without a list nothing can be said. */
  #checkDomain(row: Row, { source, adresse, type }: Checked): void {
    const context = this.#context
    const operators = type === 'MED' ? null : context.domains.operatorsOf(adresse)
    if (operators === null) return
    if (operators.length === 0) context.remark('DOMAINE_HORS_LISTE_BLANCHE', row, this.#columns.adresse, adresse)
    const own = policyOf(source, context.policies).operateur
    if (own === null || operators.length === 0) return
    const names = operators.map(({ operateur }) => operateur)
    if (names.some((name) => fold(name) === fold(own))) return
    context.remark('DOMAINE_D_UN_AUTRE_OPERATEUR', row, this.#columns.adresse, adresse, names.slice(0, 3).join(', '))
  }

  skillFault({ profession, specialite }: Pick<Checked, 'profession' | 'specialite'>) {
    return this.#skills.of(profession, specialite)
  }

  /** @param boxes of the person so far, with this one */
  tooMany(row: Row, person: number, boxes: number, adresse: string): void {
    const mixed = this.#context.situations.isMixed(person)
    if (boxes <= (mixed ? 2 : 1)) return
    const detail = `la ${boxes}ᵉ du même titulaire${mixed ? ', salarié et libéral' : ''}`
    this.#context.remark('PLUSIEURS_BAL', row, this.#columns.adresse, adresse, detail)
  }
}

export function isKnownProfession(code: string): boolean {
  return label('profession', code) !== null
}
