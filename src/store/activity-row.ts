import { lines } from './bal-row.js'
import type { Labels } from './labels.js'
import type { Activite, Profession, Structure } from './model.js'

/** An activity joined to its structure. */
export interface ActivityRow {
  readonly profession: string | null
  readonly categorie: string | null
  readonly mode_exercice: string | null
  readonly secteur: string | null
  readonly section_pharmacien: string | null
  readonly role: string | null
  readonly genre: string | null
  readonly autorite: string | null
  readonly structure: number | null
  readonly identifiant_technique: string | null
  readonly finess: string | null
  readonly finess_juridique: string | null
  readonly siret: string | null
  readonly siren: string | null
  readonly raison_sociale: string | null
  readonly enseigne: string | null
  readonly lignes: string | null
  readonly code_postal: string | null
  readonly commune: string | null
  readonly code_commune: string | null
  readonly departement: string | null
  readonly pays: string | null
  readonly telephones: string | null
  readonly telecopie: string | null
  readonly email: string | null
}

export const ACTIVITIES_OF_RANK = `SELECT a.profession, a.categorie, a.mode_exercice, a.secteur, a.section_pharmacien, a.role,
  a.genre, a.autorite, a.structure, s.identifiant_technique, s.finess, s.finess_juridique, s.siret, s.siren,
  s.raison_sociale, s.enseigne, s.lignes, s.code_postal, s.commune, s.code_commune, s.departement, s.pays,
  s.telephones, s.telecopie, s.email
  FROM activite a LEFT JOIN structure s ON s.id = a.structure WHERE a.rang = ? ORDER BY a.numero`

export function toActivite(row: ActivityRow, labels: Labels): Activite {
  return {
    profession: toProfession(row, labels),
    modeExercice: labels.code('mode-exercice', row.mode_exercice),
    secteur: labels.code('secteur', row.secteur),
    sectionPharmacien: labels.code('section-pharmacien', row.section_pharmacien),
    role: labels.code('role', row.role),
    genre: labels.code('genre-activite', row.genre),
    autorite: row.autorite,
    structure: row.structure === null ? null : toStructure(row, labels),
  }
}

export function toProfession(row: Pick<ActivityRow, 'profession' | 'categorie'>, labels: Labels): Profession {
  return { ...labels.known('profession', row.profession ?? ''), categorie: labels.code('categorie', row.categorie) }
}

function toStructure(row: ActivityRow, labels: Labels): Structure {
  return {
    identifiantTechnique: row.identifiant_technique,
    finess: row.finess,
    finessJuridique: row.finess_juridique,
    siret: row.siret,
    siren: row.siren,
    raisonSociale: row.raison_sociale,
    enseigne: row.enseigne,
    adresse: {
      lignes: lines(row.lignes),
      codePostal: row.code_postal,
      commune: row.commune,
      codeCommune: row.code_commune,
      departement: labels.code('departement', row.departement),
      pays: row.pays,
    },
    telephones: lines(row.telephones),
    telecopie: row.telecopie,
    email: row.email,
  }
}
