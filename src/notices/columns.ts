import type { FileKind } from './rule.js'

type Columns = Readonly<Partial<Record<FileKind, readonly string[]>>>

const identifiers = ['Identification nationale PP', 'Identifiant PP', "Type d'identifiant PP"]

/** The number of a professional, in each file. */
export const HOLDER: Columns = {
  'personne-activite': identifiers,
  'savoir-faire': identifiers,
  diplome: identifiers,
  mssante: ['Identification nationale PP', 'Identifiant PP', 'Type Identifiant PP'],
  regional: ['RPPS', 'ADELI'],
}
export const LAST_NAME: Columns = {
  'personne-activite': ["Nom d'exercice"],
  mssante: ["Nom d'exercice"],
  regional: ['NOM'],
}
export const FIRST_NAME: Columns = {
  'personne-activite': ["Prénom d'exercice"],
  mssante: ["Prénom d'exercice"],
  regional: ['Prénom'],
}
export const PROFESSION: Columns = {
  'personne-activite': ['Code profession'],
  mssante: ['Code Profession'],
  regional: ['Profession'],
}
export const SAVOIR_FAIRE: Columns = {
  'personne-activite': ['Code savoir-faire'],
  'savoir-faire': ['Code savoir-faire'],
  mssante: ['Code savoir-faire'],
  regional: ['Spécialité'],
}
export const DEPARTEMENT: Columns = {
  'personne-activite': [
    'Code Département (structure)',
    'Code commune (coord. structure)',
    'Code postal (coord. structure)',
  ],
  mssante: ['Département structure BAL', 'Code postal structure BAL'],
  regional: ['Département', 'Code postal'],
}
export const MAILBOX: Columns = { mssante: ['Adresse BAL'], regional: ['MSSanté adresse'] }
/** Any cell, or the whole line. */
export const ANY: Columns = {}
