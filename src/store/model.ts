/** What the store answers with. Property names are the product's French vocabulary and reach JSON and XML unchanged. */

export interface Code {
  readonly code: string
  /** Label of the nomenclature, else the label that the feed gave, else null. */
  readonly libelle: string | null
}

export interface SavoirFaire extends Code {
  /** A savoir-faire code is unique only with its type (TRE_R04). */
  readonly type: Code
  readonly profession: string
}

export interface Profession extends Code {
  readonly categorie: Code | null
}

export interface Adresse {
  /** Complément, point géographique, voie, lieu-dit: the lines as they are printed, without the city line. */
  readonly lignes: readonly string[]
  /** Number and street, one of these lines. */
  readonly voie: string | null
  readonly codePostal: string | null
  readonly commune: string | null
  /** INSEE code of the commune. */
  readonly codeCommune: string | null
  readonly departement: Code | null
  readonly pays: string | null
}

export interface Structure {
  readonly identifiantTechnique: string | null
  readonly finess: string | null
  readonly finessJuridique: string | null
  readonly siret: string | null
  readonly siren: string | null
  readonly raisonSociale: string | null
  readonly enseigne: string | null
  readonly adresse: Adresse
  readonly telephones: readonly string[]
  readonly telecopie: string | null
  readonly email: string | null
}

export interface Activite {
  readonly profession: Profession
  readonly modeExercice: Code | null
  readonly secteur: Code | null
  readonly sectionPharmacien: Code | null
  readonly role: Code | null
  readonly genre: Code | null
  readonly autorite: string | null
  readonly structure: Structure | null
}

export interface Diplome {
  readonly typeDiplome: Code | null
  readonly diplome: Code | null
  readonly typeAutorisation: Code | null
  readonly discipline: Code | null
}

export interface Provenance {
  /** 'national' or the name of a regional source. */
  readonly source: string
  /** Date of the feed file, ISO 8601. */
  readonly date: string
}

export interface Professionnel {
  /** Identification nationale PP: 8 + RPPS or 0 + ADELI. */
  readonly identifiant: string
  readonly typeIdentifiant: 'RPPS' | 'ADELI'
  readonly rpps: string | null
  readonly adeli: string | null
  readonly civilite: Code | null
  readonly civiliteExercice: Code | null
  readonly nom: string
  readonly prenom: string
  readonly professions: readonly Profession[]
  readonly savoirFaire: readonly SavoirFaire[]
  readonly activites: readonly Activite[]
  readonly diplomes: readonly Diplome[]
  /** Mailboxes that this reader may see, preferred first. */
  readonly bals: readonly Bal[]
  readonly provenance: Provenance
}

export interface Bal {
  readonly adresse: string
  /** PER, ORG, APP, CAB nationally; INT, MED regionally too. */
  readonly type: Code
  /** Identification nationale PP of the holder; null for ORG, APP and holders without a number. */
  readonly identifiant: string | null
  readonly civilite: Code | null
  readonly nom: string | null
  readonly prenom: string | null
  /** The name under which it is shown: prénom and nom; a service with its establishment. */
  readonly intitule: string
  readonly profession: Profession | null
  readonly specialite: Code | null
  readonly service: string | null
  readonly description: string | null
  readonly responsable: string | null
  readonly dematerialisation: boolean | null
  /** Type (FINESS, SIREN, SIRET…, TRE_G07) and number of the structure. */
  readonly structure: {
    readonly typeIdentifiant: string | null
    readonly identifiant: string | null
    readonly raisonSociale: string | null
    readonly enseigne: string | null
  } | null
  readonly adressePostale: Adresse
  /** Those of its file, else those of the place where the holder works. */
  readonly telephones: readonly string[]
  readonly telecopie: string | null
  /** 1 = preferred. */
  readonly rang: number
  readonly statut: string
  readonly comptesConnexion: readonly string[]
  readonly provenance: Provenance
}

export interface GenerationInfo {
  /** Name of the generation, which is also the identifier of the alimentation that built it. */
  readonly id: string
  /** ISO 8601. */
  readonly publieeLe: string
  readonly professionnels: number
  readonly activites: number
  readonly bals: number
  readonly sources: readonly string[]
}
