import type { Row } from '../feed/row.js'
import { departementCode, departementOf } from '../nomenclature/index.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { KnownAddresses } from './known-addresses.js'
import type { LineReader } from './line-reader.js'
import { MSSANTE_ADDRESS, stageMailbox, structureType } from './mailbox.js'
import { readHolder } from './mailbox-holder.js'
import { hasAllCells } from './person-cells.js'
import { joined } from './structure-cells.js'

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

const TYPES: ReadonlySet<string> = new Set(['PER', 'ORG', 'APP', 'CAB'])

/** Extraction_Correspondance_MSSante: one line is one national mailbox, its address is its only key. */
export class MssanteLineReader implements LineReader {
  readonly #at: ColumnMap<typeof COLUMNS>
  readonly #context: ReadingContext
  readonly #columns: number
  readonly #addresses = new KnownAddresses()

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(COLUMNS, header, file)
    this.#context = context
    this.#columns = header.length
  }

  read(row: Row): boolean {
    const context = this.#context
    const at = this.#at
    if (!hasAllCells(row, this.#columns, context)) return false
    const cell = (index: number): string | null => (index === -1 ? null : row.cells[index]!.trim() || null)
    const type = cell(at.type)?.toUpperCase() ?? ''
    const adresse = cell(at.adresse)
    if (adresse === null) return context.refuse('BAL_ADRESSE_ABSENTE', row, 'Adresse BAL', '')
    if (!MSSANTE_ADDRESS.test(adresse)) return context.refuse('BAL_ADRESSE_MALFORMEE', row, 'Adresse BAL', adresse)
    if (!TYPES.has(type)) return context.refuse('BAL_TYPE_INCONNU', row, 'Type de BAL', type)
    const first = this.#addresses.firstLine(adresse, row.line)
    if (first !== null) return context.refuse('BAL_DOUBLON', row, 'Adresse BAL', adresse, `déjà fournie ligne ${first}`)
    const number = cell(at.identifiant)
    const national = cell(at.national) ?? (number === null ? '' : `${cell(at.typeIdentifiant) ?? '8'}${number}`)
    const holder = readHolder(row, 'Identification nationale PP', national, type === 'PER', context)
    if (holder === null) return false
    const codePostal = cell(at.codePostal)
    const acheminement = cell(at.acheminement)
    const commune = acheminement?.replace(/^\d{5}\s+/, '') ?? null
    const profession = cell(at.profession)
    if (profession !== null && at.libelleProfession !== -1) {
      context.labels.note(context.batch, 'profession', profession, row.cells[at.libelleProfession]!)
    }
    const typeStructure = cell(at.typeStructure)
    stageMailbox(context.batch, {
      source: 'national',
      adresse,
      type,
      ...holder,
      civiliteExercice: cell(at.civiliteExercice),
      nom: cell(at.nom),
      prenom: cell(at.prenom),
      profession,
      categorie: cell(at.categorie),
      specialite: cell(at.specialite),
      service: cell(at.service),
      description: null,
      responsable: null,
      dematerialisation: yesNo(cell(at.dematerialisation)),
      typeStructure: typeStructure === null ? null : structureType(typeStructure),
      idStructure: cell(at.idStructure),
      raisonSociale: cell(at.raisonSociale),
      enseigne: cell(at.enseigne),
      lignes: joined('\n', [
        cell(at.complement),
        cell(at.distribution),
        joined(' ', [joined('', [cell(at.numero), cell(at.indice)]), cell(at.typeVoie), cell(at.voie)]),
        cell(at.mention),
        acheminement?.includes('CEDEX') ? acheminement : null,
      ]),
      codePostal,
      commune,
      departement: this.#departement(row, cell(at.departement), codePostal, commune),
      pays: cell(at.pays),
      telephones: null,
      statut: 'VALIDE',
      comptes: null,
      nonPubliee: null,
    })
    return true
  }

  #departement(row: Row, given: string | null, codePostal: string | null, commune: string | null): string | null {
    const code = given === null ? null : departementCode(given)
    if (code !== null) return code
    const derived = departementOf({ codeCommune: null, codePostal, commune: null })
    if (derived !== null) this.#context.remark('DEPARTEMENT_DEDUIT', row, 'Département structure BAL', given ?? '')
    else if (codePostal !== null || commune !== null) {
      this.#context.remark('DEPARTEMENT_INDETERMINE', row, 'Département structure BAL', given ?? '')
    }
    return derived
  }
}

/** O/N as the national file writes it, Oui/Non as the regional ones do. */
export function yesNo(value: string | null): boolean | null {
  if (value === null) return null
  return /^(o|oui|1|true|vrai)$/i.test(value)
}
