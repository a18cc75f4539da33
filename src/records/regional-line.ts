import type { Row } from '../feed/row.js'
import { departementOf } from '../nomenclature/index.js'
import { type ColumnMap, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { KnownAddresses } from './known-addresses.js'
import type { LineReader } from './line-reader.js'
import { MSSANTE_ADDRESS, stageMailbox } from './mailbox.js'
import { readHolder } from './mailbox-holder.js'
import { yesNo } from './mssante-line.js'
import { hasAllCells } from './person-cells.js'
import { REGIONAL_COLUMNS } from './regional-columns.js'
import { joined } from './structure-cells.js'

const TYPES: ReadonlySet<string> = new Set(['PER', 'ORG', 'APP', 'CAB', 'INT', 'MED'])
const STATUSES: ReadonlySet<string> = new Set(['PREINSCRIT', 'A VALIDER', 'VALIDE', 'REJETE'])
const MAIL = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/

/** A regional loaduser file: one line is one mailbox; MED accounts stay outside the MSSanté space. */
export class RegionalLineReader implements LineReader {
  readonly #at: ColumnMap<typeof REGIONAL_COLUMNS>
  readonly #context: ReadingContext
  readonly #columns: number
  readonly #source: string
  /** Date of the file, AAAA-MM-JJ: an account that expired before it is not published. */
  readonly #date: string
  readonly #addresses = new KnownAddresses()
  readonly #accounts = new Set<string>()
  readonly #logins: { readonly row: Row; readonly accounts: readonly string[] }[] = []

  constructor(header: readonly string[], file: string, source: string, date: string, context: ReadingContext) {
    this.#at = resolveColumns(REGIONAL_COLUMNS, header, file)
    this.#context = context
    this.#columns = header.length
    this.#source = source
    this.#date = date.slice(0, 10)
  }

  read(row: Row): boolean {
    const context = this.#context
    const at = this.#at
    if (!hasAllCells(row, this.#columns, context)) return false
    const cell = (index: number): string | null => (index === -1 ? null : row.cells[index]!.trim() || null)
    const type = cell(at.type)?.toUpperCase() ?? ''
    if (!TYPES.has(type)) return context.refuse('BAL_TYPE_INCONNU', row, 'Type de BAL', type)
    const adresse = this.#address(row, type, cell)
    if (adresse === null) return false
    const statut = (cell(at.statut) ?? 'VALIDE').toUpperCase().normalize('NFD').replace(/\p{M}/gu, '')
    if (!STATUSES.has(statut)) return context.refuse('STATUT_INCONNU', row, 'Statut', cell(at.statut))
    const first = this.#addresses.firstLine(adresse, row.line)
    if (first !== null)
      return context.refuse('BAL_DOUBLON', row, 'MSSanté adresse', adresse, `déjà fournie ligne ${first}`)
    const rpps = cell(at.rpps)
    const adeli = cell(at.adeli)
    const national = rpps !== null ? withType('8', 11, rpps) : adeli !== null ? withType('0', 9, adeli) : ''
    const holder = readHolder(
      row,
      rpps !== null || adeli === null ? 'RPPS' : 'ADELI',
      national,
      type === 'PER',
      context,
    )
    if (holder === null) return false
    if (!this.#isOrganisation(type) && cell(at.nom) === null) return context.refuse('NOM_ABSENT', row, 'NOM', '')
    const nonPubliee = this.#unpublished(row, statut, cell)
    const codePostal = cell(at.codePostal)
    const departement = departementOf({ codeCommune: null, codePostal, commune: null })
    if (codePostal !== null && departement === null) {
      context.remark('DEPARTEMENT_INDETERMINE', row, 'Code postal', codePostal)
    }
    const comptes = (cell(at.comptes) ?? '').split(/[;,\s]+/).filter((account) => account !== '')
    if (comptes.length > 0) this.#logins.push({ row, accounts: comptes })
    const mail = cell(at.mail)
    if (mail !== null) this.#accounts.add(mail.toLowerCase())
    const finess = cell(at.finess)
    const siret = cell(at.siret)
    stageMailbox(context.batch, {
      source: this.#source,
      adresse,
      type,
      ...holder,
      civiliteExercice: cell(at.civilite),
      // The name of an organisational mailbox is its service's, not a person's (seed 003, lines 4 and after).
      nom: this.#isOrganisation(type) ? null : cell(at.nom),
      prenom: this.#isOrganisation(type) ? null : cell(at.prenom),
      profession: cell(at.profession),
      categorie: null,
      specialite: cell(at.specialite),
      service: cell(at.service) ?? (this.#isOrganisation(type) ? joined(' ', [cell(at.nom), cell(at.prenom)]) : null),
      description: cell(at.description),
      responsable: cell(at.responsable),
      dematerialisation: null,
      typeStructure: finess !== null ? 'FINESS' : siret !== null ? 'SIRET' : null,
      idStructure: finess ?? siret,
      raisonSociale: cell(at.raisonSociale),
      enseigne: null,
      lignes: joined('\n', [cell(at.adresse), cell(at.adresse2)]),
      codePostal,
      commune: cell(at.ville),
      departement,
      pays: null,
      telephones: joined('\n', [cell(at.telephone), cell(at.telephone2)]),
      statut,
      comptes: joined('\n', comptes),
      nonPubliee,
    })
    return true
  }

  end(): void {
    for (const { row, accounts } of this.#logins) {
      const unknown = accounts.filter((account) => !this.#accounts.has(account.toLowerCase()))
      if (unknown.length > 0) {
        this.#context.remark('COMPTE_CONNEXION_INCONNU', row, 'Compte(s) de connexion', unknown.join(';'))
      }
    }
  }

  #isOrganisation(type: string): boolean {
    return type === 'ORG' || type === 'APP'
  }

  /** The mailbox's address, or null when the line has been refused. */
  #address(row: Row, type: string, cell: (index: number) => string | null): string | null {
    const context = this.#context
    const at = this.#at
    const mail = cell(at.mail)
    if (type === 'MED') {
      if (mail === null) context.refuse('BAL_ADRESSE_ABSENTE', row, 'Adresse mail', '')
      else if (MAIL.test(mail)) return mail
      else context.refuse('BAL_ADRESSE_MALFORMEE', row, 'Adresse mail', mail, 'une adresse de messagerie est attendue')
      return null
    }
    const written = cell(at.mssante)
    if (written === null && mail !== null && MSSANTE_ADDRESS.test(mail)) return mail
    if (written === null) {
      context.refuse('BAL_ADRESSE_ABSENTE', row, 'MSSanté adresse', '')
      return null
    }
    const adresse = written.includes('@') ? written : `${written}@${cell(at.domaine) ?? `${this.#source}.mssante.fr`}`
    if (MSSANTE_ADDRESS.test(adresse)) {
      if (!written.includes('@') && cell(at.domaine) === null) {
        context.remark('DOMAINE_PAR_DEFAUT', row, 'MSSanté adresse', null, `domaine ${this.#source}.mssante.fr`)
      }
      return adresse
    }
    context.refuse('BAL_ADRESSE_MALFORMEE', row, 'MSSanté adresse', adresse)
    return null
  }

  /** Why the mailbox is published nowhere (design.md §2, publication rule), or null. */
  #unpublished(row: Row, statut: string, cell: (index: number) => string | null): string | null {
    const at = this.#at
    const reasons: string[] = []
    if (yesNo(cell(at.listeRouge)) === true) reasons.push('liste rouge')
    if (yesNo(cell(at.test)) === true) reasons.push('compte de test')
    if (statut !== 'VALIDE') reasons.push(`statut ${statut}`)
    const expiry = cell(at.peremption)
    if (expiry !== null) {
      const date = isoDate(expiry)
      if (date === null) this.#context.remark('DATE_MALFORMEE', row, 'Date de péremption', expiry)
      else if (date < this.#date) reasons.push('compte expiré')
    }
    if (reasons.length === 0) return null
    this.#context.remark('BAL_NON_PUBLIEE', row, null, null, reasons.join(', '))
    return reasons.join(', ')
  }
}

function withType(type: string, length: number, number: string): string {
  return number.length === length ? `${type}${number}` : number
}

function isoDate(value: string): string | null {
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value)
  const iso = french === null ? value.slice(0, 10) : `${french[3]}-${french[2]}-${french[1]}`
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : null
}
