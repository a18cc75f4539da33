import { lines } from './bal-row.js'
import type { Cells } from './batches.js'
import type { Labels } from './labels.js'
import type { Activite, Profession } from './model.js'

/** Activities joined to their structures, by rank. */
export const ACTIVITIES_OF_RANKS = `SELECT a.rang, a.profession, a.categorie, a.mode_exercice, a.secteur,
  a.section_pharmacien, a.role, a.genre, a.autorite, a.structure, s.identifiant_technique, s.finess, s.finess_juridique,
  s.siret, s.siren, s.raison_sociale, s.enseigne, s.lignes, s.code_postal, s.commune, s.code_commune, s.departement,
  s.pays, s.telephones, s.telecopie, s.email
  FROM activite a LEFT JOIN structure s ON s.id = a.structure WHERE a.rang IN`

type Text = string | null

/** @param cells the columns of ACTIVITIES_OF_RANKS */
export function toActivite(cells: Cells, labels: Labels): Activite {
  const [, profession, categorie, mode, secteur, section, role, genre, autorite, structure] = cells as readonly Text[]
  return {
    profession: toProfession(profession!, categorie!, labels),
    modeExercice: labels.code('mode-exercice', mode!),
    secteur: labels.code('secteur', secteur!),
    sectionPharmacien: labels.code('section-pharmacien', section!),
    role: labels.code('role', role!),
    genre: labels.code('genre-activite', genre!),
    autorite: autorite!,
    structure: structure === null ? null : toStructure(cells as readonly Text[], labels),
  }
}

export function toProfession(profession: Text, categorie: Text, labels: Labels): Profession {
  const { code, libelle } = labels.known('profession', profession ?? '')
  return { code, libelle, categorie: labels.code('categorie', categorie) }
}

function toStructure(cells: readonly Text[], labels: Labels): Activite['structure'] {
  return {
    identifiantTechnique: cells[10]!,
    finess: cells[11]!,
    finessJuridique: cells[12]!,
    siret: cells[13]!,
    siren: cells[14]!,
    raisonSociale: cells[15]!,
    enseigne: cells[16]!,
    adresse: {
      lignes: lines(cells[17]!),
      codePostal: cells[18]!,
      commune: cells[19]!,
      codeCommune: cells[20]!,
      departement: labels.code('departement', cells[21]!),
      pays: cells[22]!,
    },
    telephones: lines(cells[23]!),
    telecopie: cells[24]!,
    email: cells[25]!,
  }
}
