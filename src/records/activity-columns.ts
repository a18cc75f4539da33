import type { ColumnSpec } from './columns.js'
import { IDENTIFIER_COLUMNS } from './person-cells.js'

const coord = (name: string) => ({ names: [`${name} (coord. structure)`, `${name} (coord structure)`], optional: true })

/** Columns of PS_LibreAcces_Personne_activite that are loaded (48, 52 and 56 columns: the later ones are optional). */
export const ACTIVITY_COLUMNS = {
  ...IDENTIFIER_COLUMNS,
  civiliteExercice: { names: ["Code civilité d'exercice"] },
  libelleCiviliteExercice: { names: ["Libellé civilité d'exercice"], optional: true },
  civilite: { names: ['Code civilité'], optional: true },
  nom: { names: ["Nom d'exercice"] },
  prenom: { names: ["Prénom d'exercice"] },
  profession: { names: ['Code profession'] },
  libelleProfession: { names: ['Libellé profession'], optional: true },
  categorie: { names: ['Code catégorie professionnelle'] },
  typeSavoirFaire: { names: ['Code type savoir-faire'] },
  savoirFaire: { names: ['Code savoir-faire'] },
  libelleSavoirFaire: { names: ['Libellé savoir-faire'], optional: true },
  modeExercice: { names: ['Code mode exercice'] },
  secteur: { names: ["Code secteur d'activité"], optional: true },
  libelleSecteur: { names: ["Libellé secteur d'activité"], optional: true },
  sectionPharmacien: { names: ['Code section tableau pharmaciens'], optional: true },
  libelleSectionPharmacien: { names: ['Libellé section tableau pharmaciens'], optional: true },
  role: { names: ['Code rôle'], optional: true },
  libelleRole: { names: ['Libellé rôle'], optional: true },
  genre: { names: ['Code genre activité'], optional: true },
  libelleGenre: { names: ['Libellé genre activité'], optional: true },
  autorite: { names: ["Autorité d'enregistrement"], optional: true },
} as const satisfies ColumnSpec

/** Columns of the same file that describe the structure. */
export const STRUCTURE_COLUMNS = {
  siret: { names: ['Numéro SIRET site'] },
  siren: { names: ['Numéro SIREN site'], optional: true },
  finess: { names: ['Numéro FINESS site'] },
  finessJuridique: { names: ['Numéro FINESS établissement juridique'], optional: true },
  identifiantTechnique: { names: ['Identifiant technique de la structure'] },
  raisonSociale: { names: ['Raison sociale site'] },
  enseigne: { names: ['Enseigne commerciale site'], optional: true },
  complement: coord('Complément destinataire'),
  pointGeographique: coord('Complément point géographique'),
  numeroVoie: coord('Numéro Voie'),
  indiceVoie: coord('Indice répétition voie'),
  codeTypeVoie: coord('Code type de voie'),
  typeVoie: coord('Libellé type de voie'),
  voie: coord('Libellé Voie'),
  mention: coord('Mention distribution'),
  cedex: coord('Bureau cedex'),
  codePostal: { names: ['Code postal (coord. structure)'] },
  codeCommune: { names: ['Code commune (coord. structure)'] },
  commune: { names: ['Libellé commune (coord. structure)'] },
  pays: coord('Libellé pays'),
  codePays: coord('Code pays'),
  telephone: coord('Téléphone'),
  telephone2: coord('Téléphone 2'),
  telecopie: coord('Télécopie'),
  email: coord('Adresse e-mail'),
  departement: { names: ['Code Département (structure)'], optional: true },
} as const satisfies ColumnSpec
