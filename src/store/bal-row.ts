import type { Labels } from './labels.js'
import type { Bal, Provenance } from './model.js'

/** A row of the table bal. */
export interface BalRow {
  readonly rang: number
  readonly source: string
  readonly adresse: string
  readonly type: string
  readonly identifiant: string | null
  readonly professionnel: number | null
  readonly civilite_exercice: string | null
  readonly nom: string | null
  readonly prenom: string | null
  readonly profession: string | null
  readonly categorie: string | null
  readonly specialite: string | null
  readonly service: string | null
  readonly description: string | null
  readonly responsable: string | null
  readonly dematerialisation: number | null
  readonly type_structure: string | null
  readonly id_structure: string | null
  readonly raison_sociale: string | null
  readonly enseigne: string | null
  readonly lignes: string | null
  readonly code_postal: string | null
  readonly commune: string | null
  readonly departement: string | null
  readonly pays: string | null
  readonly telephones: string | null
  readonly statut: string
  readonly comptes: string | null
}

export const BAL_COLUMNS = `rang, source, adresse, type, identifiant, professionnel, civilite_exercice, nom, prenom,
  profession, categorie, specialite, service, description, responsable, dematerialisation, type_structure,
  id_structure, raison_sociale, enseigne, lignes, code_postal, commune, departement, pays, telephones, statut, comptes`

export function toBal(row: BalRow, labels: Labels, provenance: Provenance): Bal {
  const hasStructure = row.id_structure !== null || row.raison_sociale !== null || row.enseigne !== null
  return {
    adresse: row.adresse,
    type: labels.known('type-bal', row.type),
    identifiant: row.identifiant,
    civilite: labels.code('civilite-exercice', row.civilite_exercice),
    nom: row.nom,
    prenom: row.prenom,
    profession:
      row.profession === null
        ? null
        : { ...labels.known('profession', row.profession), categorie: labels.code('categorie', row.categorie) },
    specialite: row.specialite === null ? null : labels.savoirFaire(null, row.specialite),
    service: row.service,
    description: row.description,
    responsable: row.responsable,
    dematerialisation: row.dematerialisation === null ? null : row.dematerialisation === 1,
    structure: hasStructure
      ? {
          typeIdentifiant: row.type_structure,
          identifiant: row.id_structure,
          raisonSociale: row.raison_sociale,
          enseigne: row.enseigne,
        }
      : null,
    adressePostale: {
      lignes: lines(row.lignes),
      codePostal: row.code_postal,
      commune: row.commune,
      codeCommune: null,
      departement: labels.code('departement', row.departement),
      pays: row.pays,
    },
    telephones: lines(row.telephones),
    // The national file gives no preference between the mailboxes of a person.
    rang: 1,
    statut: row.statut,
    comptesConnexion: lines(row.comptes),
    provenance,
  }
}

/** A column that holds one value per line. */
export function lines(text: string | null): string[] {
  return text === null ? [] : text.split('\n')
}
