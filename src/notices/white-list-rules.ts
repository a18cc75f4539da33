import { MAILBOX } from './columns.js'
import type { NoticeRule } from './rule.js'

/** Rules about the white list of MSSanté domains; test/ingest/white-list.test.ts and fixtures/defauts/liste-blanche show them. */
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
  DOMAINE_HORS_LISTE_BLANCHE: {
    severite: 'Avertissement',
    famille: 'cohérence',
    titre: 'Domaine hors de la liste blanche',
    attendu: 'Une adresse dont le domaine est dans la liste blanche MSSanté : aucun opérateur n’écrit aux autres.',
    colonnes: MAILBOX,
    acteurs: ['région', 'éditeur'],
    action: 'Corriger l’adresse ; faire déclarer le domaine à l’ANS par son opérateur ; charger la liste du jour.',
    exemple: {
      fichier: 'regional',
      bon: [{ 'MSSanté adresse': 'jean.dupont@medecin.mssante.fr' }],
      mauvais: [{ 'MSSanté adresse': 'jean.dupont@medcin.mssante.fr' }],
      aPart: 'liste blanche',
    },
  },
  DOMAINE_D_UN_AUTRE_OPERATEUR: {
    severite: 'Avertissement',
    famille: 'cohérence',
    titre: 'Domaine d’un autre opérateur',
    attendu: 'Un domaine que la liste blanche donne à l’opérateur de la source, celui que nomme sources.json.',
    colonnes: { regional: ['MSSanté adresse'] },
    acteurs: ['région', 'éditeur'],
    action: 'Vérifier l’adresse ; la boîte est peut-être celle d’un autre opérateur, qui la déclare lui-même.',
    exemple: {
      fichier: 'regional',
      bon: [{ 'MSSanté adresse': 'jean.dupont@paca.mssante.fr' }],
      mauvais: [{ 'MSSanté adresse': 'jean.dupont@medecin.mssante.fr' }],
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
