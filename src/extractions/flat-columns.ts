import type { Bal, Professionnel, Structure } from '../resources/person.js'

/** The columns of a CSV file: name and value. A list is written with a bar between its values. */
type Columns<T> = Readonly<Record<string, (one: T) => string | null>>

const list = (values: readonly (string | null)[]): string =>
  [...new Set(values)].filter((one) => one !== null).join('|')

const STRUCTURE: Columns<Structure> = {
  identifiantTechnique: (one) => one.identifiantTechnique,
  finess: (one) => one.finess,
  finessJuridique: (one) => one.finessJuridique,
  siret: (one) => one.siret,
  siren: (one) => one.siren,
  raisonSociale: (one) => one.raisonSociale,
  enseigne: (one) => one.enseigne,
  lignes: (one) => list(one.adresse.lignes),
  codePostal: (one) => one.adresse.codePostal,
  commune: (one) => one.adresse.commune,
  codeCommune: (one) => one.adresse.codeCommune,
  departement: (one) => one.adresse.departement?.code ?? null,
  pays: (one) => one.adresse.pays,
  telephones: (one) => list(one.telephones),
  telecopie: (one) => one.telecopie,
  email: (one) => one.email,
}

const BAL: Columns<Bal> = {
  adresse: (one) => one.adresse,
  type: (one) => one.type.code,
  identifiant: (one) => one.identifiant,
  anciensAdeli: (one) => list(one.anciensAdeli),
  civilite: (one) => one.civilite?.code ?? null,
  nom: (one) => one.nom,
  prenom: (one) => one.prenom,
  intitule: (one) => one.intitule,
  profession: (one) => one.profession?.code ?? null,
  libelleProfession: (one) => one.profession?.libelle ?? null,
  specialite: (one) => one.specialite?.code ?? null,
  libelleSpecialite: (one) => one.specialite?.libelle ?? null,
  service: (one) => one.service,
  description: (one) => one.description,
  responsable: (one) => one.responsable,
  dematerialisation: (one) => (one.dematerialisation === null ? null : String(one.dematerialisation)),
  typeStructure: (one) => one.structure?.typeIdentifiant ?? null,
  identifiantStructure: (one) => one.structure?.identifiant ?? null,
  raisonSociale: (one) => one.structure?.raisonSociale ?? null,
  enseigne: (one) => one.structure?.enseigne ?? null,
  lignes: (one) => list(one.adressePostale.lignes),
  codePostal: (one) => one.adressePostale.codePostal,
  commune: (one) => one.adressePostale.commune,
  departement: (one) => one.adressePostale.departement?.code ?? null,
  pays: (one) => one.adressePostale.pays,
  telephones: (one) => list(one.telephones),
  telecopie: (one) => one.telecopie,
  statut: (one) => one.statut,
  rangSource: (one) => (one.rangSource === null ? null : String(one.rangSource)),
  source: (one) => one.provenance.source,
  dateSource: (one) => one.provenance.date,
}

/** A person and one of the activities; of a person without any there is one line. */
type Line = readonly [Professionnel, Professionnel['activites'][number] | null]

const PERSON: Columns<Line> = {
  identifiant: ([one]) => one.identifiant,
  rpps: ([one]) => one.rpps,
  adeli: ([one]) => one.adeli,
  anciensAdeli: ([one]) => list(one.anciensAdeli),
  civilite: ([one]) => one.civilite?.code ?? null,
  civiliteExercice: ([one]) => one.civiliteExercice?.code ?? null,
  nom: ([one]) => one.nom,
  prenom: ([one]) => one.prenom,
  savoirFaire: ([one]) => list(one.savoirFaire.map(({ type, code }) => `${type.code}:${code}`)),
  bals: ([one]) => list(one.bals.map(({ adresse }) => adresse)),
  profession: ([, activity]) => activity?.profession.code ?? null,
  libelleProfession: ([, activity]) => activity?.profession.libelle ?? null,
  categorie: ([, activity]) => activity?.profession.categorie?.code ?? null,
  modeExercice: ([, activity]) => activity?.modeExercice?.code ?? null,
  secteur: ([, activity]) => activity?.secteur?.code ?? null,
  sectionPharmacien: ([, activity]) => activity?.sectionPharmacien?.code ?? null,
  role: ([, activity]) => activity?.role?.code ?? null,
  genre: ([, activity]) => activity?.genre?.code ?? null,
}
const OF_STRUCTURE = Object.entries(STRUCTURE)

/** A CSV file: the names of its columns, and the lines of each record. */
export interface Flat<T> {
  readonly columns: readonly string[]
  readonly linesOf: (one: T) => readonly (readonly (string | null)[])[]
}

function flat<T>(columns: Columns<T>): Flat<T> {
  const values = Object.values(columns)
  return { columns: Object.keys(columns), linesOf: (one) => [values.map((value) => value(one))] }
}

export const FLAT_STRUCTURES = flat(STRUCTURE)
export const FLAT_BALS = flat(BAL)
/** One line for each activity, with its structure. */
export const FLAT_PROFESSIONNELS: Flat<Professionnel> = {
  columns: [...Object.keys(PERSON), ...OF_STRUCTURE.map(([name]) => name)],
  linesOf(person) {
    const values = Object.values(PERSON)
    const activities = person.activites.length === 0 ? [null] : person.activites
    return activities.map((activity) => [
      ...values.map((value) => value([person, activity])),
      ...OF_STRUCTURE.map(([, value]) => (activity?.structure == null ? null : value(activity.structure))),
    ])
  },
}
