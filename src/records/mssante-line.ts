import type { Row } from '../feed/row.js'
import { departementByName } from '../nomenclature/index.js'
import type { NoticeCode } from '../notices/catalog.js'
import {
  isCleanText,
  isFrance,
  NATIONAL,
  readFiness,
  readLine,
  readName,
  readNationalType,
  readPostcode,
  readSiren,
  readSiret,
  readStructureType,
  readYesNo,
} from '../values/index.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { findDepartement } from './departement.js'
import { LineCells, LONGEST_CELL, type Normaliser } from './line-cells.js'
import type { LineReader } from './line-reader.js'
import { type MailboxRecord, stageMailbox } from './mailbox.js'
import { readMssanteAddress } from './mailbox-address.js'
import { MailboxChecks } from './mailbox-checks.js'
import { type Holder, readHolder } from './mailbox-holder.js'
import { Nameless } from './nameless.js'
import { readParts } from './person-cells.js'
import { joined } from './structure-cells.js'
import { MSSANTE_UNUSED } from './unused-columns.js'

const structure = (name: string) => ({ names: [`${name} structure BAL`], optional: true })

const COLUMNS = {
  type: { names: ['Type de BAL'] },
  adresse: { names: ['Adresse BAL'] },
  typeIdentifiant: { names: ['Type Identifiant PP'] },
  identifiant: { names: ['Identifiant PP'] },
  national: { names: ['Identification nationale PP'] },
  typeStructure: { names: ['Type identifiant structure'] },
  idStructure: { names: ['Identification Structure'] },
  service: { names: ['Service de rattachement'] },
  civiliteExercice: { names: ["Civilité d'exercice"], optional: true },
  nom: { names: ["Nom d'exercice"] },
  prenom: { names: ["Prénom d'exercice"] },
  categorie: { names: ['Catégorie profession'], optional: true },
  profession: { names: ['Code Profession'] },
  libelleProfession: { names: ['Libellé Profession'], optional: true },
  specialite: { names: ['Code savoir-faire'] },
  libelleSpecialite: { names: ['Libellé savoir-faire'], optional: true },
  dematerialisation: { names: ['Dématérialisation'], optional: true },
  raisonSociale: { names: ['Raison Sociale structure BAL'] },
  enseigne: structure('Enseigne commerciale'),
  complement: structure('L2COMPLEMENTLOCALISATION'),
  distribution: structure('L3COMPLEMENTDISTRIBUTION'),
  numero: structure('L4NUMEROVOIE'),
  indice: structure('L4COMPLEMENTNUMEROVOIE'),
  typeVoie: { names: ['NL4TYPEVOIE structure BAL', 'L4TYPEVOIE structure BAL'], optional: true },
  voie: structure('L4LIBELLEVOIE'),
  mention: structure('L5LIEUDITMENTION'),
  acheminement: structure('L6LIGNEACHEMINEMENT'),
  codePostal: { names: ['Code postal structure BAL'] },
  departement: { names: ['Département structure BAL'], optional: true },
  pays: structure('Pays'),
} as const satisfies ColumnSpec

/** Number of a structure, by its type; others have forms of their own. */
const STRUCTURE_NUMBERS: Readonly<Record<string, Normaliser<string>>> = {
  FINESS: readFiness,
  SIREN: readSiren,
  SIRET: readSiret,
}

/** Extraction_Correspondance_MSSante: one line is one national mailbox, its address is its only key. */
export class MssanteLineReader implements LineReader {
  readonly #at: ColumnMap<typeof COLUMNS>
  readonly #context: ReadingContext
  readonly #checks: MailboxChecks
  readonly #cells: LineCells
  readonly #nameless: Nameless
  /** Whether the texts of the line are surely as their normaliser leaves them. */
  #clean = false

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(COLUMNS, header, file, { context, silent: MSSANTE_UNUSED })
    this.#context = context
    this.#cells = new LineCells(header, context)
    this.#nameless = new Nameless(file)
    const { adresse, national, identifiant, idStructure } = this.#at
    context.lines = context.lines.with({
      own: [adresse, national, identifiant],
      holder: [national, identifiant],
      establishments: [idStructure],
      addresses: [adresse],
    })
    const name = (column: number) => this.#cells.name(column)
    this.#checks = new MailboxChecks(context, {
      adresse: name(this.#at.adresse),
      titulaire: name(this.#at.national),
      prenom: name(this.#at.prenom),
      profession: name(this.#at.profession),
      specialite: name(this.#at.specialite),
      structure: name(this.#at.idStructure),
      service: name(this.#at.service),
    })
  }

  read(row: Row): boolean {
    const context = this.#context
    const at = this.#at
    const cells = this.#cells
    if (!cells.take(row)) return false
    const joinedCells = row.cells.join('|')
    this.#clean = joinedCells.length <= LONGEST_CELL && isCleanText(joinedCells)
    const address = cells.attempt(at.adresse, readMssanteAddress)
    const adresse = address.value
    if (adresse === null) {
      const code = address.fault === null ? 'BAL_ADRESSE_ABSENTE' : 'BAL_ADRESSE_MALFORMEE'
      return context.refuse(code, row, 'Adresse BAL', cells.written(at.adresse), address.fault)
    }
    const kind = cells.attempt(at.type, readNationalType)
    const type = kind.value
    if (type === null) return context.refuse('BAL_TYPE_INCONNU', row, 'Type de BAL', cells.written(at.type), kind.fault)
    const first = context.nationalMailboxes.lineOf(adresse)
    if (first !== null) return context.refuse('BAL_DOUBLON', row, 'Adresse BAL', adresse, `déjà fournie ligne ${first}`)
    const personal = type === 'PER'
    const nom = this.#name(at.nom)
    if (personal) this.#nameless.count(nom !== null)
    const prenom = this.#name(at.prenom)
    const holder = this.#holder(row, personal, nom, prenom)
    if (holder === null) return false
    if (personal && nom === null) return context.refuse('NOM_ABSENT', row, cells.name(at.nom), cells.written(at.nom))
    const mailbox = this.#mailbox(row, { adresse, type, nom, prenom, ...holder })
    stageMailbox(context.batch, mailbox)
    this.#check(row, mailbox)
    return true
  }

  end(): void {
    this.#nameless.check()
  }

  #check(row: Row, mailbox: MailboxRecord): void {
    this.#context.nationalMailboxes.take(mailbox, row.line)
    this.#checks.check(row, mailbox)
    const { type, professionnel, adresse } = mailbox
    if (type !== 'PER' || professionnel === null) return
    this.#checks.tooMany(row, professionnel, this.#context.situations.addMailbox(professionnel), adresse)
  }

  #holder(row: Row, personal: boolean, nom: string | null, prenom: string | null): Holder | null {
    const at = this.#at
    const cells = this.#cells
    const read = readParts(cells.written(at.typeIdentifiant), cells.written(at.identifiant), cells.written(at.national))
    const colonne = 'Identification nationale PP'
    if (read.fault !== null) {
      const value = cells.written(at.national) || cells.written(at.identifiant)
      this.#context.refuse('IDENTIFIANT_PP_MALFORME', row, colonne, value, read.fault)
      return null
    }
    if (read.repaired !== null) cells.repaired(at.national, read.repaired)
    const [nomColonne, prenomColonne] = [cells.name(at.nom), cells.name(at.prenom)]
    const claim = { national: read.value ?? '', colonne, nom, prenom, nomColonne, prenomColonne, personal }
    return readHolder(row, claim, this.#context)
  }

  #mailbox(
    row: Row,
    known: Pick<
      MailboxRecord,
      'adresse' | 'type' | 'nom' | 'prenom' | 'identifiant' | 'professionnel' | 'anciensAdeli'
    >,
  ): MailboxRecord {
    const at = this.#at
    const cells = this.#cells
    const text = (column: number) => this.#text(column)
    const pays = text(at.pays)
    const codePostal = cells.read(at.codePostal, (written) => readPostcode(written, !isFrance(null, pays)))
    const acheminement = text(at.acheminement)
    const commune = acheminement?.replace(/^\d{5}\s{1,5}/, '') ?? null
    const voie = joined(' ', [joined('', [text(at.numero), text(at.indice)]), text(at.typeVoie), text(at.voie)])
    const typeStructure = cells.read(at.typeStructure, readStructureType)
    const number = typeStructure === null ? undefined : STRUCTURE_NUMBERS[typeStructure]
    return {
      source: NATIONAL,
      ...known,
      civiliteExercice: cells.code('civilite-exercice', at.civiliteExercice),
      profession: cells.code('profession', at.profession, at.libelleProfession),
      categorie: cells.code('categorie', at.categorie),
      specialite: cells.code('savoir-faire', at.specialite, at.libelleSpecialite),
      service: text(at.service),
      description: null,
      responsable: null,
      dematerialisation: cells.read(at.dematerialisation, readYesNo),
      typeStructure,
      idStructure: number === undefined ? text(at.idStructure) : cells.read(at.idStructure, number),
      raisonSociale: text(at.raisonSociale),
      enseigne: text(at.enseigne),
      lignes: joined('\n', [
        text(at.complement),
        text(at.distribution),
        voie,
        text(at.mention),
        acheminement?.includes('CEDEX') ? acheminement : null,
      ]),
      voie,
      codePostal,
      commune,
      departement: this.#departement(row, pays, codePostal, commune),
      pays,
      telephones: null,
      statut: 'VALIDE',
      comptes: null,
      rangSource: null,
      nonPubliee: null,
      expiration: null,
    }
  }

  #text(column: number): string | null {
    if (this.#clean) return this.#cells.written(column) || null
    return this.#cells.text(column, readLine)
  }

  #name(column: number): string | null {
    const written = this.#cells.written(column)
    if (this.#clean && /^[A-Za-z]/.test(written)) return written
    return this.#cells.text(column, readName)
  }

  #departement(row: Row, pays: string | null, codePostal: string | null, commune: string | null): string | null {
    const column = this.#at.departement
    const written = this.#cells.written(column)
    const found = findDepartement({
      departement: written,
      codePays: null,
      pays,
      codeCommune: null,
      codePostal,
      commune,
    })
    const remark = (code: NoticeCode, detail: string | null) =>
      this.#context.remark(code, row, 'Département structure BAL', written, detail)
    if (found.corrected !== null) remark('DEPARTEMENT_CORRIGE', found.corrected)
    // This file may write names, which are not repaired codes.
    if (found.repaired !== null && departementByName(written) === null) this.#cells.repaired(column, found.repaired)
    if (found.origin === 'deduit') remark('DEPARTEMENT_DEDUIT', null)
    else if (found.origin === 'indetermine') remark('DEPARTEMENT_INDETERMINE', null)
    else if (found.origin === 'contredit') remark('DEPARTEMENT_CONTREDIT', `code postal ${codePostal}`)
    return found.departement
  }
}
