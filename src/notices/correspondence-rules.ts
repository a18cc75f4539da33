import { HOLDER } from './columns.js'
import type { NoticeRule } from './rule.js'

const COLUMN = { 'correspondance-adeli': ['N° ADELI'] } as const

/** Rules about the old ADELI numbers, and those who had them. */
export const CORRESPONDENCE_RULES = {
  BAL_ANCIEN_ADELI: {
    severite: 'Information',
    famille: 'cohérence',
    titre: 'Titulaire désigné par son ancien ADELI',
    attendu: 'Le RPPS du titulaire ; le fichier de correspondance le donne, et la boîte lui est rattachée.',
    colonnes: { mssante: HOLDER.mssante!, regional: ['ADELI'] },
    acteurs: ['région', 'établissement', 'ANS'],
    action: 'Remplacer l’ADELI par le RPPS, que le message donne.',
    exemple: { fichier: 'regional', bon: [{}], mauvais: [{ RPPS: '', ADELI: '131000016' }], colonne: 'ADELI' },
  },
  CORRESPONDANCE_CONTRADICTOIRE: {
    severite: 'Avertissement',
    famille: 'cohérence',
    titre: 'Ancien ADELI donné à deux RPPS',
    attendu: 'Un seul RPPS pour un ancien numéro ADELI ; celui-ci ne mène à personne.',
    colonnes: COLUMN,
    acteurs: ['ANS'],
    action: 'Signaler le numéro à l’ANS.',
    exemple: { fichier: 'correspondance-adeli', bon: [{}], mauvais: [{}, { 'N° RPPS': '10000000025' }] },
  },
  CORRESPONDANCE_SANS_TITULAIRE: {
    severite: 'Information',
    famille: 'cohérence',
    titre: 'Ancien ADELI d’un professionnel absent du fichier des activités',
    attendu: 'Un RPPS présent dans PS_LibreAcces_Personne_activite ; l’ancien numéro ne mène à personne.',
    colonnes: COLUMN,
    acteurs: ['ANS'],
    action: 'Rien, si la personne n’exerce plus.',
    exemple: { fichier: 'correspondance-adeli', bon: [{}], mauvais: [{ 'N° RPPS': '10000000991' }] },
  },
  CORRESPONDANCE_REPETEE: {
    severite: 'Information',
    famille: 'cohérence',
    titre: 'Correspondance répétée',
    attendu: 'Une seule ligne pour un ancien numéro ADELI.',
    colonnes: COLUMN,
    acteurs: ['ANS'],
    action: 'Rien : les deux lignes disent la même chose.',
    exemple: { fichier: 'correspondance-adeli', bon: [{}], mauvais: [{}, {}] },
  },
  ADELI_ENCORE_PUBLIE: {
    severite: 'Information',
    famille: 'cohérence',
    titre: 'Ancien ADELI encore publié',
    attendu:
      'Un numéro qui n’est plus dans le fichier des activités ; qui le cherche trouve d’abord la personne qui le porte encore.',
    colonnes: COLUMN,
    acteurs: ['ANS', 'Ordre ou ARS'],
    action: 'Signaler à l’ANS les deux fiches de la même personne.',
    exemple: { fichier: 'correspondance-adeli', bon: [{}], mauvais: [{ 'N° ADELI': '759300012' }] },
  },
} as const satisfies Record<string, NoticeRule>
