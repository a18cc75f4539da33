import { CATALOG, type NoticeCode } from '../../src/notices/catalog.js'

/**
 * Where a defect may go, so that each planted line carries exactly one and disturbs no other line:
 * `personne` all lines of a person (told on the first); `seule` the only line of a person; `cabinet` the only line of a
 * person who has a practice of their own; `suite` not the first line of a person; `ligne` any line; `per` a mailbox of
 * a person; `site` one that is given a structure; `org` one with login accounts.
 */
export type Spot = 'personne' | 'seule' | 'cabinet' | 'suite' | 'ligne' | 'per' | 'site' | 'org'

export interface Defect {
  readonly code: NoticeCode
  /** Share of the file's lines. Every defect is planted at least once in each file where a line allows it. */
  readonly taux: number
  readonly spot: Spot
}

const defect = (code: NoticeCode, taux: number, spot: Spot): Defect => ({ code, taux, spot })

/** The only table of rates. Refused lines are about 0.3 % of each file. */
export const DEFECTS = {
  activity: [
    defect('LIGNE_TRONQUEE', 0.0005, 'suite'),
    defect('IDENTIFIANT_PP_ABSENT', 0.0005, 'suite'),
    defect('IDENTIFIANT_PP_MALFORME', 0.0005, 'suite'),
    defect('NOM_ABSENT', 0.0015, 'suite'),
    defect('CLE_RPPS_INVALIDE', 0.0008, 'personne'),
    defect('PRENOM_ABSENT', 0.0004, 'seule'),
    defect('PROFESSION_INCONNUE', 0.0004, 'seule'),
    defect('DEPARTEMENT_INDETERMINE', 0.0006, 'cabinet'),
    defect('DEPARTEMENT_CONTREDIT', 0.0003, 'cabinet'),
    defect('CARACTERE_DE_CONTROLE', 0.0002, 'seule'),
  ],
  savoirFaire: [
    defect('LIGNE_TRONQUEE', 0.0004, 'ligne'),
    defect('IDENTIFIANT_PP_ABSENT', 0.0004, 'ligne'),
    defect('IDENTIFIANT_PP_MALFORME', 0.0004, 'ligne'),
    defect('PROFESSIONNEL_INCONNU', 0.0018, 'ligne'),
    defect('SAVOIR_FAIRE_INCONNU', 0.0004, 'ligne'),
    defect('SAVOIR_FAIRE_HORS_PROFESSION', 0.0004, 'ligne'),
  ],
  diploma: [
    defect('LIGNE_TRONQUEE', 0.0004, 'ligne'),
    defect('IDENTIFIANT_PP_ABSENT', 0.0004, 'ligne'),
    defect('IDENTIFIANT_PP_MALFORME', 0.0004, 'ligne'),
    defect('PROFESSIONNEL_INCONNU', 0.0018, 'ligne'),
    defect('OCTETS_INVALIDES', 0.00005, 'ligne'),
  ],
  mssante: [
    defect('LIGNE_TRONQUEE', 0.0003, 'ligne'),
    defect('BAL_ADRESSE_ABSENTE', 0.0006, 'ligne'),
    defect('BAL_ADRESSE_MALFORMEE', 0.0008, 'ligne'),
    defect('BAL_TYPE_INCONNU', 0.0006, 'ligne'),
    // 169 at full size, as counted in the real file of 2026.
    defect('BAL_DOUBLON', 0.0003146, 'ligne'),
    defect('IDENTIFIANT_PP_MALFORME', 0.0004, 'per'),
    defect('BAL_SANS_IDENTIFIANT', 0.004, 'per'),
    defect('BAL_IDENTIFIANT_INCONNU', 0.003, 'per'),
    defect('PRENOM_ABSENT', 0.0004, 'per'),
    defect('TITULAIRE_DIVERGENT', 0.0004, 'per'),
    defect('PROFESSION_INCONNUE', 0.0004, 'per'),
    defect('SAVOIR_FAIRE_INCONNU', 0.0004, 'per'),
    defect('SAVOIR_FAIRE_HORS_PROFESSION', 0.0004, 'per'),
    defect('CARACTERE_DE_CONTROLE', 0.0002, 'per'),
    defect('DEPARTEMENT_CONTREDIT', 0.0004, 'site'),
  ],
  correspondence: [
    defect('IDENTIFIANT_PP_MALFORME', 0.0005, 'ligne'),
    defect('CORRESPONDANCE_SANS_TITULAIRE', 0.01, 'ligne'),
    defect('CORRESPONDANCE_REPETEE', 0.001, 'ligne'),
  ],
  regional: [
    defect('BAL_ADRESSE_ABSENTE', 0.001, 'per'),
    defect('BAL_TYPE_INCONNU', 0.001, 'per'),
    defect('BAL_DOUBLON', 0.001, 'per'),
    defect('ADRESSE_REFERENCE_ABSENTE', 0.001, 'per'),
    defect('ADRESSE_REFERENCE_MALFORMEE', 0.001, 'per'),
    defect('TITULAIRE_DIVERGENT', 0.001, 'per'),
    defect('PRENOM_ABSENT', 0.001, 'per'),
    defect('ORG_SANS_RESPONSABLE', 0.001, 'org'),
    defect('ORG_SANS_DESCRIPTION', 0.001, 'org'),
    defect('RESPONSABLE_INCONNU', 0.001, 'org'),
    defect('COMPTE_CONNEXION_INCONNU', 0.002, 'org'),
  ],
} as const satisfies Record<string, readonly Defect[]>

/** Shares of the regional accounts that are published nowhere (Information, left out with --sans-defauts). */
export const UNPUBLISHED = { listeRouge: 0.02, test: 0.02, statut: 0.12, expired: 0.02 } as const

/** Share of the regional addresses that give the left part alone (Information, left out with --sans-defauts). */
export const LEFT_PART_ONLY = 0.35

/** Whether a line with that defect is loaded all the same. */
export function isLoaded(code: NoticeCode | null): boolean {
  return code === null || CATALOG[code].severite !== 'Bloquante'
}
