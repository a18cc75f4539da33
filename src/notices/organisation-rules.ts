import type { NoticeRule } from './rule.js'

const ADMINISTRATORS = ['région', 'établissement'] as const
const ORGANISATION = {
  'Adresse mail': 'secretariat@chu-marseille.example',
  NOM: 'SECRETARIAT',
  Prénom: 'DE CARDIOLOGIE',
  RPPS: '',
  Civilité: '',
  Profession: '',
  Spécialité: '',
  'Type de BAL': 'ORG',
  Service: 'Cardiologie',
  Responsable: 'DUPONT Jean, médecin, 10000000017',
  Description: 'Comptes rendus de cardiologie',
  'MSSanté adresse': 'secretariat.cardiologie@chu-marseille.mssante.fr',
} as const

/** Rules about the mailboxes of an organisation or of a program (ORG, APP): who answers for them, and what they are for. */
export const ORGANISATION_RULES = {
  ORG_SANS_STRUCTURE: {
    severite: 'Avertissement',
    famille: 'contenu',
    titre: 'Boîte organisationnelle ou applicative sans structure',
    attendu: 'Le FINESS, le SIREN ou le SIRET de la structure d’une boîte ORG ou APP.',
    colonnes: { mssante: ['Identification Structure'], regional: ['FINESS', 'SIRET'] },
    acteurs: ADMINISTRATORS,
    action: 'Rattacher la boîte à sa structure.',
    exemple: {
      fichier: 'regional',
      bon: [ORGANISATION],
      mauvais: [{ ...ORGANISATION, FINESS: '', SIRET: '' }],
      colonne: 'FINESS',
    },
  },
  ORG_SANS_SERVICE: {
    severite: 'Information',
    famille: 'contenu',
    titre: 'Boîte organisationnelle ou applicative sans service',
    attendu: 'Le service de rattachement d’une boîte ORG ou APP, ou en région son nom.',
    colonnes: { mssante: ['Service de rattachement'], regional: ['Service', 'NOM', 'Prénom'] },
    acteurs: ADMINISTRATORS,
    action: 'Compléter le service : c’est lui que les correspondants cherchent.',
    exemple: {
      fichier: 'regional',
      bon: [ORGANISATION],
      mauvais: [{ ...ORGANISATION, Service: '', NOM: '', Prénom: '' }],
      colonne: 'Service',
    },
  },
  ORG_SANS_RESPONSABLE: {
    severite: 'Avertissement',
    famille: 'contenu',
    titre: 'Boîte organisationnelle ou applicative sans responsable',
    attendu: 'La personne qui répond du bon usage d’une boîte ORG ou APP : nom, prénom, profession et RPPS.',
    colonnes: { regional: ['Responsable'] },
    acteurs: ADMINISTRATORS,
    action: 'Désigner un responsable.',
    exemple: { fichier: 'regional', bon: [ORGANISATION], mauvais: [{ ...ORGANISATION, Responsable: '' }] },
  },
  ORG_SANS_DESCRIPTION: {
    severite: 'Information',
    famille: 'contenu',
    titre: 'Boîte organisationnelle ou applicative sans description',
    attendu: 'En quelques mots, à quoi sert une boîte ORG ou APP.',
    colonnes: { regional: ['Description'] },
    acteurs: ADMINISTRATORS,
    action: 'Compléter la description.',
    exemple: { fichier: 'regional', bon: [ORGANISATION], mauvais: [{ ...ORGANISATION, Description: '' }] },
  },
  RESPONSABLE_INCONNU: {
    severite: 'Avertissement',
    famille: 'cohérence',
    titre: 'Responsable absent du fichier des activités',
    attendu: 'Un responsable dont le numéro est dans PS_LibreAcces_Personne_activite.',
    colonnes: { regional: ['Responsable'] },
    acteurs: ADMINISTRATORS,
    action: 'Corriger le numéro, ou désigner un autre responsable.',
    exemple: {
      fichier: 'regional',
      bon: [ORGANISATION],
      mauvais: [{ ...ORGANISATION, Responsable: 'DURAND Paul, médecin, 10000000991' }],
    },
  },
  RESPONSABLE_NON_HABILITE: {
    severite: 'Avertissement',
    famille: 'cohérence',
    titre: 'Responsable sans activité',
    attendu: 'Un responsable qui exerce : étudiants et retraités ne répondent pas d’une boîte ORG ou APP.',
    colonnes: { regional: ['Responsable'] },
    acteurs: ADMINISTRATORS,
    action: 'Désigner un responsable en activité.',
    exemple: {
      fichier: 'regional',
      bon: [ORGANISATION],
      mauvais: [{ ...ORGANISATION, Responsable: 'PETIT Lucas, 10000000108' }],
    },
  },
} as const satisfies Record<string, NoticeRule>
