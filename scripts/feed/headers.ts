/** Header lines exactly as the national files write them (56, 13, 13 and 31 names). */
const IDENTITY = "Type d'identifiant PP|Identifiant PP|Identification nationale PP"
const SAVOIR_FAIRE = 'Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire'
const PROFESSION = 'Code profession|Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle'
const COORDINATES = [
  'Complément destinataire',
  'Complément point géographique',
  'Numéro Voie',
  'Indice répétition voie',
  'Code type de voie',
  'Libellé type de voie',
  'Libellé Voie',
  'Mention distribution',
  'Bureau cedex',
  'Code postal',
  'Code commune',
  'Libellé commune',
  'Code pays',
  'Libellé pays',
  'Téléphone',
  'Téléphone 2',
  'Télécopie',
  'Adresse e-mail',
]
  .map((name) => `${name} (coord. structure)`)
  .join('|')

export const ACTIVITY_HEADER = `${IDENTITY}|Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|${PROFESSION}|${SAVOIR_FAIRE}|Code mode exercice|Libellé mode exercice|Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|${COORDINATES}|Code Département (structure)|Libellé Département (structure)|Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle|Code genre activité|Libellé genre activité|`

export const SAVOIR_FAIRE_HEADER = `${IDENTITY}|Nom d'exercice|Prénom d'exercice|${PROFESSION}|${SAVOIR_FAIRE}|`

export const DIPLOMA_HEADER = `${IDENTITY}|Nom d'exercice|Prénom d'exercice|Code type diplôme obtenu|Libellé type diplôme obtenu|Code diplôme obtenu|Libellé diplôme obtenu|Code type autorisation|Libellé type autorisation|Code discipline autorisation|Libellé discipline autorisation|`

/** No trailing separator here: the public sources do not confirm one. */
export const MSSANTE_HEADER =
  "Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|Identification nationale PP|Type identifiant structure|Identification Structure|Service de rattachement|Civilité d'exercice|Nom d'exercice|Prénom d'exercice|Catégorie profession|Libellé de catégorie profession|Code Profession|Libellé Profession|Code savoir-faire|Libellé savoir-faire|Dématérialisation|Raison Sociale structure BAL|Enseigne commerciale structure BAL|L2COMPLEMENTLOCALISATION structure BAL|L3COMPLEMENTDISTRIBUTION structure BAL|L4NUMEROVOIE structure BAL|L4COMPLEMENTNUMEROVOIE structure BAL|NL4TYPEVOIE structure BAL|L4LIBELLEVOIE structure BAL|L5LIEUDITMENTION structure BAL|L6LIGNEACHEMINEMENT structure BAL|Code postal structure BAL|Département structure BAL|Pays structure BAL"

/** As the one public file of this kind, which comes in UTF-8 and in Latin-1. */
export const CORRESPONDENCE_HEADER = 'N° ADELI;N° RPPS'

/** Columns of a regional loaduser file. */
export const REGIONAL_HEADER: readonly string[] =
  'Adresse mail;NOM;Prénom;RPPS;ADELI;Civilité;Profession;Spécialité;Raison sociale;FINESS;SIRET;Service;Adresse;Code postal;Ville;Téléphone;Statut;Date de péremption;Type de BAL;Compte de test;Liste rouge;Responsable;Description;MSSanté adresse;Compte(s) de connexion'.split(
    ';',
  )

/** The file names of one day, after the moment of generation AAAAMMJJhhmm. */
export function fileNames(date: string) {
  return {
    activity: `PS_LibreAcces_Personne_activite_${date}.txt`,
    savoirFaire: `PS_LibreAcces_SavoirFaire_${date}.txt`,
    diploma: `PS_LibreAcces_Dipl_AutExerc_${date}.txt`,
    correspondence: `Correspondance_ADELI_RPPS_${date}.txt`,
    mssante: `Extraction_Correspondance_MSSante_${date}.txt`,
  }
}
