import type { z } from 'zod'
import { COMPTES } from './accounts.js'
import { CHANGEMENTS } from './changes.js'
import { DOMAINES } from './domains.js'
import { EXTRACTION, EXTRACTIONS } from './extractions.js'
import { HYGIENE } from './hygiene.js'
import {
  LISTE_BALS,
  LISTE_PROFESSIONNELS,
  LISTE_STRUCTURES,
  LOT,
  NOMENCLATURE,
  NOMENCLATURES,
  STRUCTURE_DETAILLEE,
} from './lists.js'
import { RAPPROCHEMENTS } from './matches.js'
import { BAL, PROFESSIONNEL_DETAILLE } from './person.js'
import { ALIMENTATION, COMPARAISON, LISTE_ALIMENTATIONS, RAPPORT, REGLES, TENDANCE } from './report.js'
import { PRET, PROBLEME, SANTE } from './service.js'

/** What an XML document holds, by the name of its root element. */
export const ROOTS = {
  professionnels: LISTE_PROFESSIONNELS,
  professionnel: PROFESSIONNEL_DETAILLE,
  lot: LOT,
  structures: LISTE_STRUCTURES,
  structure: STRUCTURE_DETAILLEE,
  rapprochements: RAPPROCHEMENTS,
  extractions: EXTRACTIONS,
  extraction: EXTRACTION,
  bals: LISTE_BALS,
  bal: BAL,
  changements: CHANGEMENTS,
  comptes: COMPTES,
  hygiene: HYGIENE,
  domaines: DOMAINES,
  nomenclatures: NOMENCLATURES,
  nomenclature: NOMENCLATURE,
  alimentations: LISTE_ALIMENTATIONS,
  alimentation: ALIMENTATION,
  rapport: RAPPORT,
  comparaison: COMPARAISON,
  tendance: TENDANCE,
  regles: REGLES,
  sante: SANTE,
  pret: PRET,
  probleme: PROBLEME,
} satisfies Readonly<Record<string, z.ZodType>>

export type Root = keyof typeof ROOTS
