import type { NoticeRule } from './rule.js'

/** Rules about the white list of MSSanté domains; fixtures/defauts/liste-blanche shows each. */
export const WHITE_LIST_RULES = {
  DOMAINE_MALFORME: {
    severite: 'Bloquante',
    famille: 'contenu',
    titre: 'Domaine malformé',
    attendu: 'Le nom d’un domaine MSSanté (xxx.mssante.fr) dans l’élément Nom de la liste blanche.',
    colonnes: { 'liste-blanche': ['Nom'] },
    acteurs: ['ANS'],
    action: 'Télécharger la liste de nouveau ; signaler le domaine à l’ANS s’il y est encore.',
    exemple: {
      fichier: 'liste-blanche',
      bon: ['<Nom>chu-marseille.mssante.fr</Nom>'],
      mauvais: ['<Nom>chu marseille</Nom>'],
      aPart: 'liste blanche',
    },
  },
  LISTE_BLANCHE_ANCIENNE: {
    severite: 'Information',
    famille: 'structure du fichier',
    titre: 'Liste blanche ancienne',
    attendu:
      'Une liste blanche des domaines MSSanté de moins de 30 jours avant les extractions : elle change presque chaque jour.',
    colonnes: {},
    acteurs: ['région', 'éditeur'],
    action: 'Télécharger la liste du jour (annuaire telecharger).',
    exemple: {
      fichier: 'liste-blanche',
      bon: ['<DateDeGeneration>2026-11-20T03:00:00Z</DateDeGeneration>, avec les extractions du 20 novembre 2026'],
      mauvais: ['<DateDeGeneration>2026-09-01T03:00:00Z</DateDeGeneration>, avec les extractions du 20 novembre 2026'],
      aPart: 'liste blanche',
      colonne: null,
    },
  },
} as const satisfies Record<string, NoticeRule>
