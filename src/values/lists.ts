import { allSpecialites, tableEntries } from '../nomenclature/index.js'
import { ClosedList } from './closed-list.js'
import { readLine } from './name.js'
import { EMPTY, plain, type Reading } from './reading.js'

const words = (code: string, ...ways: readonly string[]) => ways.map((way) => [way, code] as const)

const TYPE_WORDS = [
  ...words('PER', 'Personnelle', 'Personnel', 'BAL personnelle', 'Boîte aux lettres personnelle', 'Boîte personnelle'),
  ...words('ORG', 'Organisationnelle', 'Organisationnel', 'BAL organisationnelle', 'Boîte organisationnelle'),
  ...words('ORG', 'Boîte aux lettres organisationnelle', 'Organisation'),
  ...words('APP', 'Applicative', 'Applicatif', 'BAL applicative', 'Boîte applicative'),
  ...words('APP', 'Boîte aux lettres applicative', 'Application'),
  ...words('CAB', 'Cabinet', 'BAL cabinet', 'Boîte aux lettres cabinet', 'BAL de cabinet', 'Boîte cabinet'),
]
const INTERNAL_WORDS = [
  ...words('INT', 'Interne', 'Personnelle interne', 'Personnel interne', 'BAL personnelle interne', 'BAL interne'),
  ...words('INT', 'Boîte aux lettres personnelle interne', 'Boîte interne'),
  ...words('MED', 'Medimail', 'BAL Medimail', 'Compte Medimail', 'BAL Medimail (hors espace MSSanté)'),
]
const NATIONAL_TYPES = new ClosedList('type de boîte aux lettres', ['PER', 'ORG', 'APP', 'CAB'], TYPE_WORDS)
const REGIONAL_TYPES = new ClosedList(
  'type de boîte aux lettres',
  ['PER', 'ORG', 'APP', 'CAB', 'INT', 'MED'],
  [...TYPE_WORDS, ...INTERNAL_WORDS],
)
const STATUSES = new ClosedList(
  'statut',
  ['PREINSCRIT', 'A VALIDER', 'VALIDE', 'REJETE'],
  [
    ...words('PREINSCRIT', 'Préinscrite', 'Pré-inscription', 'Préinscription', 'Préinscrits'),
    ...words('A VALIDER', 'En attente de validation', 'À valider', 'En attente'),
    ...words('VALIDE', 'Validée', 'Validé', 'Valides', 'Validées'),
    ...words('REJETE', 'Rejetée', 'Rejet', 'Refusé', 'Refusée', 'Rejetées'),
  ],
)
const PROFESSIONS = listOf('profession', 'code de profession', 'un code à deux ou trois chiffres de TRE_G15 ou JDV_J48')
const CIVILITES_EXERCICE = new ClosedList('civilité', codes('civilite-exercice'), [
  ...labels('civilite-exercice'),
  ...words('DR', 'Docteure', 'Dr.', 'Dre'),
  ...words('PR', 'Professeure', 'Prof', 'Pre'),
])
const CIVILITES = new ClosedList(
  'civilité',
  [...codes('civilite-exercice'), 'M', 'MME', 'MLLE'],
  [
    ...labels('civilite-exercice'),
    ...words('DR', 'Docteure', 'Dr.', 'Dre'),
    ...words('PR', 'Professeure', 'Prof', 'Pre'),
    ...words('M', 'Monsieur', 'Mr', 'M.', 'Mons'),
    ...words('MME', 'Madame', 'Mme.', 'Mrs', 'Ms'),
    ...words('MLLE', 'Mademoiselle', 'Melle'),
  ],
)
const SAVOIR_FAIRE = new ClosedList(
  'code de savoir-faire',
  new Set(allSpecialites().map(({ code }) => code)),
  allSpecialites().flatMap(({ code, type, libelle }) => [
    [libelle, code] as const,
    ...(type === null ? [] : [[`${type}:${code}`, code] as const]),
  ]),
  'les codes de JDV_J107 (SM04…)',
)
const MODES = new ClosedList('mode d’exercice', codes('mode-exercice'), [
  ...labels('mode-exercice'),
  ...words('L', 'Libéral', 'Libérale', 'Libéraux', 'Indépendant', 'Indépendante', 'Activité libérale'),
  ...words('S', 'Salariée', 'Salariés', 'Activité salariée'),
  ...words('B', 'Bénévoles', 'Bénévolat'),
])
const CATEGORIES = new ClosedList('catégorie professionnelle', codes('categorie'), [
  ...labels('categorie'),
  ...words('C', 'Civile', 'Civils'),
  ...words('M', 'Militaires'),
  ...words('E', 'Étudiante', 'Étudiants', 'Interne'),
])
const SECTEURS = listOf('secteur', 'secteur d’activité', 'les codes de TRE_R02 (SA01…)')

/** Type of a mailbox of the national file. */
export function readNationalType(written: string | null): Reading<string> {
  return NATIONAL_TYPES.read(written)
}

/** Type of a mailbox of a regional file. */
export function readRegionalType(written: string | null): Reading<string> {
  return REGIONAL_TYPES.read(written)
}

export function readStatus(written: string | null): Reading<string> {
  return STATUSES.read(written)
}

/** Civilité d'exercice (DR, PR…), or civilité where a region writes one in its place (M, MME). */
export function readCivilite(written: string | null): Reading<string> {
  return CIVILITES.read(written)
}

export function readCiviliteExercice(written: string | null): Reading<string> {
  return CIVILITES_EXERCICE.read(written)
}

export function readCategorie(written: string | null): Reading<string> {
  return CATEGORIES.read(written)
}

export function readModeExercice(written: string | null): Reading<string> {
  return MODES.read(written)
}

export function readSecteur(written: string | null): Reading<string> {
  return SECTEURS.read(written)
}

export function readProfession(written: string | null): Reading<string> {
  return PROFESSIONS.read(written)
}

/** The code of a savoir-faire, without its type: SM04, S:SM04 and « Cardiologie et maladies vasculaires » are one. */
export function readSavoirFaire(written: string | null): Reading<string> {
  return SAVOIR_FAIRE.read(written)
}

/** FINESS, SIREN or SIRET, by the name or the code of TRE_G07; other types in capitals, as the file names them. */
export function readStructureType(written: string | null): Reading<string> {
  if (written === null) return EMPTY
  const known = STRUCTURE_TYPES.get(written)
  if (known !== undefined) return plain(known)
  const read = readLine(written)
  const upper = read.value?.slice(0, 60).toUpperCase() ?? null
  return { ...read, value: upper === null ? null : (STRUCTURE_TYPES.get(upper) ?? upper) }
}

const STRUCTURE_TYPES: ReadonlyMap<string, string> = new Map(
  ['FINESS', 'SIREN', 'SIRET'].flatMap((name, at) => [
    [name, name],
    [String(at + 1), name],
  ]),
)

function codes(table: Parameters<typeof tableEntries>[0]): string[] {
  return tableEntries(table).map(({ code }) => code)
}

function labels(table: Parameters<typeof tableEntries>[0]): (readonly [string, string])[] {
  return tableEntries(table).map(({ code, libelle }) => [libelle, code] as const)
}

function listOf(table: Parameters<typeof tableEntries>[0], name: string, accepted: string): ClosedList {
  return new ClosedList(name, codes(table), labels(table), accepted)
}
