import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/project-root.js'

const ACTIVITY =
  "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|Code profession|Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|Code type de voie (coord. structure)|Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|Mention distribution (coord. structure)|Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)|Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)|Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)|Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)|Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle|Code genre activité|Libellé genre activité"
const MAILBOX =
  "Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|Identification nationale PP|Type identifiant structure|Identification Structure|Service de rattachement|Civilité d'exercice|Nom d'exercice|Prénom d'exercice|Catégorie profession|Libellé de catégorie profession|Code Profession|Libellé Profession|Code savoir-faire|Libellé savoir-faire|Dématérialisation|Raison Sociale structure BAL|Enseigne commerciale structure BAL|L2COMPLEMENTLOCALISATION structure BAL|L3COMPLEMENTDISTRIBUTION structure BAL|L4NUMEROVOIE structure BAL|L4COMPLEMENTNUMEROVOIE structure BAL|NL4TYPEVOIE structure BAL|L4LIBELLEVOIE structure BAL|L5LIEUDITMENTION structure BAL|L6LIGNEACHEMINEMENT structure BAL|Code postal structure BAL|Département structure BAL|Pays structure BAL"
const REGIONAL =
  'Adresse mail;NOM;Prénom;Type de BAL;RPPS;Raison sociale;Code postal;Ville;Statut;MSSanté adresse;Téléphone'

type Cells = Readonly<Record<string, string>>

function person(rpps: string, nom: string, prenom: string): Cells {
  return {
    "Type d'identifiant PP": '8',
    'Type Identifiant PP': '8',
    'Identifiant PP': rpps,
    'Identification nationale PP': `8${rpps}`,
    "Nom d'exercice": nom,
    "Prénom d'exercice": prenom,
    'Code profession': '10',
    'Libellé profession': 'Médecin',
    'Code Profession': '10',
    'Libellé Profession': 'Médecin',
    'Code savoir-faire': 'SM54',
    'Libellé savoir-faire': 'Médecine générale',
  }
}

function activity(
  who: Cells,
  finess: string,
  name: string,
  postcode: string,
  insee: string,
  city: string,
  extra: Cells = {},
): Cells {
  return {
    ...who,
    'Numéro FINESS site': finess,
    'Identifiant technique de la structure': `F${finess}`,
    'Raison sociale site': name,
    'Code postal (coord. structure)': postcode,
    'Code commune (coord. structure)': insee,
    'Libellé commune (coord. structure)': city,
    'Téléphone (coord. structure)': '0123456789',
    ...extra,
  }
}

function mailbox(who: Cells, address: string, extra: Cells = {}): Cells {
  return {
    'Type de BAL': 'PER',
    'Adresse BAL': address,
    Dématérialisation: 'O',
    'Type identifiant structure': 'FINESS',
    'Identification Structure': '750712184',
    'Raison Sociale structure BAL': 'CHU DE PARIS',
    'L6LIGNEACHEMINEMENT structure BAL': '75013 PARIS',
    'Code postal structure BAL': '75013',
    'Département structure BAL': 'Paris',
    'Pays structure BAL': 'France',
    ...who,
    ...extra,
  }
}

const zoe = person('10000000009', 'DUPONT', 'Zoé')
const anne = person('10000000017', "D'ALEMBERT", 'Anne')
const jean = person('10000000025', 'LEFÈVRE', 'Jean-François')

const activities: readonly Cells[] = [
  activity(zoe, '750712184', 'CHU DE PARIS', '75013', '75113', 'Paris'),
  activity(zoe, '420000000', 'CLINIQUE DE L’ÉTOILE', '42000', '42218', 'Saint-Étienne', {
    'Téléphone (coord. structure)': '04 77 00 00 01',
    'Télécopie (coord. structure)': '04 77 00 00 02',
  }),
  activity(anne, '250000452', 'CABINET ŒUVRARD', '25300', '25462', 'Pontarlier'),
  activity(jean, '750712184', 'CHU DE PARIS', '75013', '75113', 'Paris'),
]

/** A mailbox of somebody, or of a structure when it has no name. */
export interface Holder {
  readonly nom: string
  readonly prenom: string
  readonly structure: string
  readonly adresse: string
}

const held = ({ nom, prenom, structure, adresse }: Holder): Cells =>
  mailbox({}, adresse, {
    ...(nom === ''
      ? { 'Type de BAL': 'ORG', 'Service de rattachement': 'Accueil' }
      : { "Nom d'exercice": nom, "Prénom d'exercice": prenom, 'Code Profession': '60' }),
    'Raison Sociale structure BAL': structure,
  })

/** More mailboxes of Zoé, who works in two places, and of Anne, who works in one. */
export const AT_OTHER_PLACES: readonly Cells[] = [
  mailbox(zoe, 'zoe.etoile@medecin.mssante.fr', { 'Identification Structure': '420000000' }),
  mailbox(zoe, 'zoe.ailleurs@medecin.mssante.fr', { 'Identification Structure': '250000452' }),
  mailbox(anne, 'anne.autre@medecin.mssante.fr', {
    'Type identifiant structure': 'SIRET',
    'Identification Structure': '26900001400010',
  }),
]

const mailboxes = (crowd: number): readonly Cells[] => [
  mailbox(zoe, 'zoe.dupont@medecin.mssante.fr'),
  mailbox(anne, 'anne.dalembert@medecin.mssante.fr'),
  mailbox({}, 'secretariat.cardio@chu.mssante.fr', {
    'Type de BAL': 'ORG',
    'Service de rattachement': 'Secrétariat de cardiologie',
  }),
  ...Array.from({ length: crowd }, (_, index) =>
    mailbox(
      { "Nom d'exercice": 'FOULE', "Prénom d'exercice": `Inès ${index}`, 'Code Profession': '60' },
      `ines.foule.${index}@medecin.mssante.fr`,
    ),
  ),
]

function file(header: string, rows: readonly Cells[]): string {
  const columns = header.split('|')
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join('|'))
  return [header, ...lines].map((line) => `${line}|\n`).join('')
}

/**
 * Imports a small feed as an administrator does, with the built command line (npm test builds first).
 * @param crowd mailboxes of the name FOULE: by default more than a search may show
 * @param holders of more mailboxes
 * @param more lines of the file of mailboxes
 * @returns the data folder
 */
export async function importFeed(
  crowd = 600,
  holders: readonly Holder[] = [],
  more: readonly Cells[] = [],
): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'annuaire-ldap-'))
  const feed = await mkdtemp(join(tmpdir(), 'annuaire-flux-'))
  const national = join(feed, 'PS_LibreAcces_Personne_activite_202608261013.txt')
  const correspondence = join(feed, 'Extraction_Correspondance_MSSante_202608261013.txt')
  await writeFile(national, file(ACTIVITY, activities))
  await writeFile(correspondence, file(MAILBOX, [...mailboxes(crowd), ...holders.map(held), ...more]))
  await writeFile(
    join(feed, 'paca.csv'),
    `${REGIONAL}\nz@x.fr;DUPONT;Zoé;PER;10000000009;CHU SUD;13005;Marseille;VALIDE;zoe.dupont@paca.mssante.fr;04 91 00 00 01\n` +
      `y@x.fr;DUPONT;Zoé;PER;10000000009;CHU SUD;13005;Marseille;VALIDE;zoe.dupont@medecin.mssante.fr;\n`,
  )
  await importInto(dataDir, feed, '--regional', `paca=${join(feed, 'paca.csv')}`)
  await rm(feed, { recursive: true, force: true })
  return dataDir
}

/** Imports the example files of the project. @returns the data folder */
export async function importFixtures(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'annuaire-ldap-'))
  await importInto(dataDir, join(projectRoot, 'fixtures'))
  return dataDir
}

async function importInto(dataDir: string, ...args: readonly string[]): Promise<void> {
  const program = [join(projectRoot, 'dist/src/cli.js'), 'importer', '--silencieux', ...args]
  await promisify(execFile)(process.execPath, program, { env: { ...process.env, ANNUAIRE_DATA_DIR: dataDir } })
}
