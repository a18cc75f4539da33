import type { Row } from '../feed/row.js'
import { policyOf } from '../source-policies.js'
import {
  foldAddress,
  isFrance,
  type Reading,
  readAddress,
  readCivilite,
  readFiness,
  readLine,
  readName,
  readPostcode,
  readProfession,
  readRank,
  readRegionalType,
  readSavoirFaire,
  readSiret,
  readStatus,
  readTelephones,
  readText,
} from '../values/index.js'
import { type ColumnMap, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { stageAccount } from './declared-account.js'
import { findDepartement } from './departement.js'
import { KnownAddresses } from './known.js'
import { unknownColumns } from './lettered-columns.js'
import { LineCells, type Normaliser } from './line-cells.js'
import type { LineReader } from './line-reader.js'
import { type MailboxRecord, stageMailbox } from './mailbox.js'
import { completedAddress, readMssanteAddress } from './mailbox-address.js'
import { type Holder, readHolder } from './mailbox-holder.js'
import { PublicationCells } from './publication.js'
import { RegionalChecks } from './regional-checks.js'
import { REGIONAL_COLUMNS, regionalNaming } from './regional-columns.js'
import { nationalOfAdeli, nationalOfRpps } from './regional-numbers.js'
import { joined } from './structure-cells.js'

/** A regional loaduser file: one line is one mailbox; MED accounts stay outside the MSSanté space. */
export class RegionalLineReader implements LineReader {
  readonly #at: ColumnMap<typeof REGIONAL_COLUMNS>
  readonly #context: ReadingContext
  readonly #columns: number
  readonly #source: string
  readonly #domain: string
  readonly #addresses = new KnownAddresses()
  readonly #accounts = new Set<string>()
  readonly #logins: { readonly row: Row; readonly accounts: readonly string[] }[] = []
  readonly #cells: LineCells
  readonly #publication: PublicationCells
  readonly #checks: RegionalChecks

  constructor(header: readonly string[], file: string, source: string, date: string, context: ReadingContext) {
    this.#at = resolveColumns(REGIONAL_COLUMNS, header, file, { context, near: true })
    this.#context = context
    const unknown = unknownColumns(header)
    if (unknown.length > 0) context.remark('COLONNES_PAR_LETTRE', { line: 1, cells: [] }, null, null)
    this.#columns = header.length
    this.#source = source
    this.#domain = policyOf(source, context.policies).domaine
    this.#cells = new LineCells(header, context)
    context.lines = context.lines.with(regionalNaming(this.#at, this.#domain))
    const columns = header.length
    this.#publication = new PublicationCells(this.#at, this.#cells, context, { source, columns, date, unknown })
    this.#checks = new RegionalChecks(this.#at, this.#cells, context)
  }

  get restrictions(): readonly string[] {
    return this.#publication.restrictions
  }

  read(row: Row): boolean {
    this.#cells.row = row
    this.#publication.note(row)
    const loaded = this.#load(row)
    if (!loaded) this.#publication.noteRefused(row)
    return loaded
  }

  #load(row: Row): boolean {
    const context = this.#context
    const at = this.#at
    const cells = this.#cells
    if (row.fault !== undefined) {
      return context.refuse(row.fault.code, row, row.fault.colonne, null, row.fault.detail)
    }
    if (!this.#isComplete(row)) return false
    const kind = cells.attempt(at.type, readRegionalType)
    const type = kind.value
    if (type === null) return context.refuse('BAL_TYPE_INCONNU', row, 'Type de BAL', cells.written(at.type), kind.fault)
    const adresse = this.#address(row, type)
    if (adresse === null) return false
    const state = cells.attempt(at.statut, readStatus)
    if (state.fault !== null)
      return context.refuse('STATUT_INCONNU', row, 'Statut', cells.written(at.statut), state.fault)
    const statut = state.value ?? 'VALIDE'
    const first = this.#addresses.lineOf(adresse)
    if (first !== null) {
      return context.refuse('BAL_DOUBLON', row, 'MSSanté adresse', adresse, `déjà fournie ligne ${first}`)
    }
    const nom = cells.text(at.nom, readName)
    const organisation = type === 'ORG' || type === 'APP'
    const prenom = cells.text(at.prenom, readName)
    const holder = this.#holder(row, type === 'PER', organisation ? null : nom, prenom)
    if (holder === null) return false
    if (!organisation && nom === null) return context.refuse('NOM_ABSENT', row, 'NOM', cells.written(at.nom))
    this.#addresses.take(adresse, row.line)
    this.#stage(row, { adresse, type, statut, nom, prenom, organisation, holder })
    return true
  }

  end(): void {
    for (const { row, accounts } of this.#logins) {
      const unknown = accounts.filter((account) => !this.#accounts.has(foldAddress(account)))
      if (unknown.length > 0) {
        this.#context.remark('COMPTE_CONNEXION_INCONNU', row, 'Compte(s) de connexion', unknown.join(';'))
      }
    }
  }

  /** Office suites leave out the empty cells at the end of a row: it is short only when a cell that it needs is missing. */
  #isComplete(row: Row): boolean {
    const { type, mail, nom } = this.#at
    const { length } = row.cells
    if (length <= this.#columns && length > Math.max(type, mail, nom)) return true
    const detail = `${this.#columns} valeurs attendues, ${length} trouvées`
    return this.#context.refuse('LIGNE_TRONQUEE', row, null, null, detail)
  }

  #stage(
    row: Row,
    given: {
      readonly adresse: string
      readonly type: string
      readonly statut: string
      readonly nom: string | null
      readonly prenom: string | null
      readonly organisation: boolean
      readonly holder: Holder
    },
  ): void {
    const { adresse, type, statut, nom, prenom, organisation, holder } = given
    const at = this.#at
    const cells = this.#cells
    const line = (column: number) => cells.text(column, readLine)
    const publication = this.#publication.of(row, statut)
    const pays = line(at.pays)
    const foreign = !isFrance(null, pays)
    const codePostal = cells.read(at.codePostal, (written) => readPostcode(written, foreign))
    const ville = cells.text(at.ville, readName)
    const finess = cells.read(at.finess, readFiness)
    const siret = cells.read(at.siret, readSiret)
    const telephones = [at.telephone, at.telephone2].flatMap(
      (column) => cells.read(column, (written) => readTelephones(written, foreign)) ?? [],
    )
    const adresse1 = cells.text(at.adresse, readText)
    const mail = this.#checks.reference(row)
    if (mail !== null) this.#accounts.add(foldAddress(mail))
    const mailbox: MailboxRecord = {
      source: this.#source,
      adresse,
      type,
      ...holder,
      civiliteExercice: cells.read(at.civilite, readCivilite),
      // The name of an organisational mailbox is its service's, not a person's (src/feed/FORMATS.md §5).
      nom: organisation ? null : nom,
      prenom: organisation ? null : prenom,
      profession: this.#code('profession', at.profession, readProfession, /^\d{2,3}$/),
      categorie: null,
      specialite: this.#code('savoir-faire', at.specialite, readSavoirFaire, /^[A-Z]{1,4}\d{1,5}$/),
      service: line(at.service) ?? (organisation ? joined(' ', [nom, prenom]) : null),
      description: cells.text(at.description, readText),
      responsable: line(at.responsable),
      dematerialisation: null,
      typeStructure: finess !== null ? 'FINESS' : siret !== null ? 'SIRET' : null,
      idStructure: finess ?? siret,
      raisonSociale: line(at.raisonSociale),
      enseigne: null,
      lignes: joined('\n', [adresse1, cells.text(at.adresse2, readText)]),
      voie: adresse1?.split('\n')[0] ?? null,
      codePostal,
      commune: ville,
      departement: this.#departement(row, pays, codePostal, ville),
      pays,
      telephones: joined('\n', telephones),
      statut,
      comptes: joined('\n', this.#accountsOf(row)),
      rangSource: cells.read(at.rang, readRank),
      ...publication,
    }
    stageMailbox(this.#context.batch, mailbox)
    stageAccount(this.#context.batch, row, this.#at, { mailbox, mail, nom, prenom })
    this.#checks.check(row, mailbox, mail)
  }

  /** A code that the nomenclature lacks is kept when it is written as its codes are, and reported once. */
  #code(nomenclature: string, column: number, normalise: Normaliser<string>, form: RegExp): string | null {
    const written = this.#cells.written(column).trim()
    if (written.length > LONGEST_NEW_CODE || !form.test(written) || normalise(written).value !== null) {
      return this.#cells.read(column, normalise)
    }
    this.#context.unlisted.note(nomenclature, written, this.#cells.row, this.#cells.name(column))
    return written
  }

  /** @returns null when the line has been refused */
  #holder(row: Row, personal: boolean, nom: string | null, prenom: string | null): Holder | null {
    const at = this.#at
    const cells = this.#cells
    const byRpps = cells.written(at.rpps).trim() !== ''
    const column = byRpps || cells.written(at.adeli).trim() === '' ? at.rpps : at.adeli
    const read = cells.attempt(column, byRpps ? nationalOfRpps : nationalOfAdeli)
    const colonne = column === at.adeli && column !== -1 ? 'ADELI' : 'RPPS'
    if (read.fault !== null) {
      this.#context.refuse('IDENTIFIANT_PP_MALFORME', row, colonne, cells.written(column), read.fault)
      return null
    }
    const [nomColonne, prenomColonne] = [cells.name(at.nom), cells.name(at.prenom)]
    const claim = { national: read.value ?? '', colonne, nom, prenom, nomColonne, prenomColonne, personal }
    return readHolder(row, claim, this.#context)
  }

  /** The accounts that may log in to the mailbox, of which those that are no address are left out. */
  #accountsOf(row: Row): string[] {
    const column = this.#at.comptes
    const text = this.#cells.text(column, readText)
    if (text === null) return []
    const accounts: string[] = []
    for (const part of text.split(/[;,\n]/).flatMap((one) => (one.includes('<') ? [one] : one.split(' ')))) {
      const { value, repaired, fault } = readAddress(part.trim())
      if (repaired !== null) this.#cells.repaired(column, repaired)
      if (fault !== null) this.#cells.fault(column, `« ${part.trim().slice(0, 60)} » : ${fault}`)
      if (value !== null) accounts.push(value)
    }
    if (accounts.length > 0) this.#logins.push({ row, accounts })
    return accounts
  }

  /** The mailbox's address, or null when the line has been refused. */
  #address(row: Row, type: string): string | null {
    const context = this.#context
    const at = this.#at
    const cells = this.#cells
    const refused = (column: number, read: Reading<string>, shown: string): null => {
      const code = read.fault === null ? 'BAL_ADRESSE_ABSENTE' : 'BAL_ADRESSE_MALFORMEE'
      context.refuse(code, row, shown, cells.written(column), read.fault)
      return null
    }
    if (type === 'MED') {
      const mail = cells.attempt(at.mail, readAddress)
      return mail.value ?? refused(at.mail, mail, 'Adresse mail')
    }
    const written = cells.written(at.mssante)
    const given = readLine(cells.written(at.domaine)).value
    const domain = given ?? this.#domain
    const read = cells.attempt(at.mssante, (cell) => completedAddress(cell ?? '', domain))
    if (read.value === null && read.fault === null) {
      const mail = readMssanteAddress(cells.written(at.mail))
      if (mail.value !== null) return mail.value
      if (at.mssante >= row.cells.length) {
        context.refuse(
          'LIGNE_TRONQUEE',
          row,
          null,
          null,
          `${this.#columns} valeurs attendues, ${row.cells.length} trouvées`,
        )
        return null
      }
    }
    if (read.value === null) return refused(at.mssante, read, 'MSSanté adresse')
    if (!written.includes('@') && given === null) {
      context.remark('DOMAINE_PAR_DEFAUT', row, 'MSSanté adresse', null, `domaine ${domain}`)
    }
    return read.value
  }

  #departement(row: Row, pays: string | null, codePostal: string | null, ville: string | null): string | null {
    const column = this.#at.departement
    const written = this.#cells.written(column)
    const where = { departement: written, codePays: null, pays, codeCommune: null, codePostal, commune: ville }
    const { departement, repaired, corrected, origin } = findDepartement(where)
    if (origin === 'contredit')
      this.#context.remark('DEPARTEMENT_CONTREDIT', row, this.#cells.name(column), written, `code postal ${codePostal}`)
    if (repaired !== null) this.#cells.repaired(column, repaired)
    if (corrected !== null)
      this.#context.remark('DEPARTEMENT_CORRIGE', row, this.#cells.name(column), written, corrected)
    if (origin === 'indetermine' && codePostal !== null) {
      this.#context.remark('DEPARTEMENT_INDETERMINE', row, 'Code postal', codePostal)
    }
    return departement
  }
}

/** No nomenclature has longer codes of these forms. */
const LONGEST_NEW_CODE = 9
