/** Cell of a staged row. */
export type Cell = string | number | null

/** Tables that the readers fill, with the width of a row. Rows are flat in one array: it crosses threads cheaply. */
export const STAGED = {
  professionnel: ['arrivee', 'identifiant', 'nom', 'prenom', 'civilite', 'civilite_exercice'],
  // professionnel: 0 for a number that was given to two people.
  ancien_adeli: ['adeli', 'professionnel'],
  structure: ['id', 'affichage'],
  exercice: [
    'id',
    'profession',
    'categorie',
    'mode_exercice',
    'secteur',
    'section_pharmacien',
    'role',
    'genre',
    'autorite',
  ],
  savoir_faire: ['id', 'type', 'code', 'profession'],
  diplome: ['id', 'type_diplome', 'diplome', 'type_autorisation', 'discipline'],
  bal: [
    'source',
    'adresse',
    'type',
    'identifiant',
    'professionnel',
    'anciens_adeli',
    'civilite_exercice',
    'nom',
    'prenom',
    'profession',
    'categorie',
    'specialite',
    'service',
    'description',
    'responsable',
    'dematerialisation',
    'type_structure',
    'id_structure',
    'raison_sociale',
    'enseigne',
    'lignes',
    'voie',
    'code_postal',
    'commune',
    'departement',
    'pays',
    'telephones',
    'statut',
    'comptes',
    'rang_source',
    'non_publiee',
    'expiration',
  ],
  compte: [
    'source',
    'ligne',
    'mail',
    'adresse',
    'statut',
    'type',
    'nom',
    'prenom',
    'profession',
    'rpps',
    'adeli',
    'non_publiee',
    'cellules',
    'recherche',
  ],
  // portee: schema/staging.sql.
  adresse_cachee: ['source', 'adresse_pliee', 'portee'],
  libelle: ['nomenclature', 'code', 'libelle'],
  domaine: ['nom', 'description', 'operateur', 'certificat', 'support', 'mis_a_jour'],
} as const

export type StagedTable = keyof typeof STAGED

/** Rows read since the last flush. */
export type Batch = Record<StagedTable, Cell[]> & {
  /** Professional, exercice and structure (0 for none) of each activity, one after the other. */
  readonly activites: number[]
  /** Professional and savoir-faire, one after the other. */
  readonly savoirFaireAcquis: number[]
  /** Professional and diploma, one after the other. */
  readonly diplomesObtenus: number[]
}

export function newBatch(): Batch {
  return {
    professionnel: [],
    ancien_adeli: [],
    structure: [],
    exercice: [],
    savoir_faire: [],
    diplome: [],
    bal: [],
    compte: [],
    adresse_cachee: [],
    libelle: [],
    domaine: [],
    activites: [],
    savoirFaireAcquis: [],
    diplomesObtenus: [],
  }
}
