import { ANY, DEPARTEMENT } from './columns.js'
import type { NoticeRule } from './rule.js'

/** Rules about what a cell holds, whatever its line is about. */
export const VALUE_RULES = {
  VALEUR_ILLISIBLE: {
    severite: 'Avertissement',
    famille: 'contenu',
    titre: 'Valeur illisible',
    attendu: 'Une valeur de la forme attendue dans cette colonne ; celle-ci est laissée de côté.',
    colonnes: ANY,
    acteurs: ['ANS', 'région', 'établissement'],
    action: 'Corriger la cellule ; le message dit la forme attendue.',
    exemple: {
      fichier: 'regional',
      bon: [{ FINESS: '139000012' }],
      mauvais: [{ FINESS: 'Hôpital' }],
      colonne: 'FINESS',
    },
  },
  VALEUR_REPAREE: {
    severite: 'Information',
    famille: 'contenu',
    titre: 'Valeur rétablie',
    attendu: 'La valeur sans la trace d’un tableur ou d’un copier-coller ; elle a été rétablie sans ambiguïté.',
    colonnes: ANY,
    acteurs: ['région', 'établissement', 'éditeur'],
    action: 'Corriger la cellule à sa source, pour que la trace ne revienne pas.',
    exemple: {
      fichier: 'regional',
      bon: [{ 'Code postal': '13006' }],
      mauvais: [{ 'Code postal': '13006,0' }],
      colonne: 'Code postal',
    },
  },
  CODE_HORS_NOMENCLATURE: {
    severite: 'Avertissement',
    famille: 'contenu',
    titre: 'Code hors nomenclature',
    attendu:
      'Un code de la nomenclature de cette colonne ; il est gardé avec le libellé du fichier, peut être cherché, et est dit une fois, là où il apparaît d’abord.',
    colonnes: {
      'personne-activite': [
        'Code catégorie professionnelle',
        'Code mode exercice',
        "Code secteur d'activité",
        'Code section tableau pharmaciens',
        'Code rôle',
        'Code genre activité',
        'Code type savoir-faire',
        'Code civilité',
      ],
      'savoir-faire': ['Code type savoir-faire'],
      mssante: ['Catégorie profession', "Civilité d'exercice"],
    },
    acteurs: ['ANS', 'éditeur'],
    action: 'Si le code est nouveau, mettre ce produit à jour ; sinon le signaler à l’ANS.',
    exemple: {
      fichier: 'personne-activite',
      bon: [{ "Code secteur d'activité": 'SA07' }],
      mauvais: [{ "Code secteur d'activité": 'SA99' }],
      colonne: "Code secteur d'activité",
    },
  },
  DATE_MALFORMEE: {
    severite: 'Avertissement',
    famille: 'contenu',
    titre: 'Date illisible',
    attendu: 'Une date JJ/MM/AAAA ou AAAA-MM-JJ qui existe dans le calendrier.',
    colonnes: { regional: ['Date de péremption', 'Dernière connexion'] },
    acteurs: ['région', 'établissement'],
    action: 'Corriger la date : une date de péremption illisible retient la boîte aux lettres.',
    exemple: {
      fichier: 'regional',
      bon: [{ 'Dernière connexion': '' }],
      mauvais: [{ 'Dernière connexion': '31/02/2026' }],
      colonne: 'Dernière connexion',
    },
  },
  DEPARTEMENT_CORRIGE: {
    severite: 'Avertissement',
    famille: 'cohérence',
    titre: 'Département corrigé',
    attendu:
      'Un code de département d’aujourd’hui (2A ou 2B, non 20), et aucun hors de France ; la commune ou le code postal fait foi.',
    colonnes: DEPARTEMENT,
    acteurs: ['ANS', 'région', 'établissement'],
    action: 'Corriger le code du département.',
    exemple: {
      fichier: 'mssante',
      bon: [{ 'Département structure BAL': 'Bouches-du-Rhône' }],
      mauvais: [
        {
          'Département structure BAL': '20',
          'Code postal structure BAL': '20200',
          'L6LIGNEACHEMINEMENT structure BAL': '20200 BASTIA',
        },
      ],
    },
  },
  DEPARTEMENT_CONTREDIT: {
    severite: 'Avertissement',
    famille: 'cohérence',
    titre: 'Département contraire à la commune',
    attendu: 'Le département de la commune, à défaut celui du code postal ; celui du fichier est gardé.',
    colonnes: DEPARTEMENT,
    acteurs: ['ANS', 'région', 'établissement'],
    action: 'Corriger le département, la commune ou le code postal.',
    exemple: {
      fichier: 'mssante',
      bon: [{ 'Département structure BAL': 'Bouches-du-Rhône', 'Code postal structure BAL': '13006' }],
      mauvais: [{ 'Département structure BAL': 'Paris', 'Code postal structure BAL': '13006' }],
    },
  },
  DEPARTEMENT_INDETERMINE: {
    severite: 'Avertissement',
    famille: 'contenu',
    titre: 'Département indéterminable',
    attendu: 'Un département, un code commune ou un code postal connu.',
    colonnes: DEPARTEMENT,
    acteurs: ['ANS', 'région', 'établissement'],
    action: 'Compléter la commune ou le code postal.',
    exemple: {
      fichier: 'regional',
      bon: [{ 'Code postal': '13006' }],
      mauvais: [{ 'Code postal': '00123' }],
      colonne: 'Code postal',
    },
  },
  DEPARTEMENT_DEDUIT: {
    severite: 'Information',
    famille: 'contenu',
    titre: 'Département déduit',
    attendu: 'Le département, vide dans le fichier, vient du code commune, à défaut du code postal.',
    colonnes: DEPARTEMENT,
    acteurs: ['ANS'],
    action: 'Rien : la déduction est sûre.',
    exemple: {
      fichier: 'mssante',
      bon: [{ 'Département structure BAL': 'Bouches-du-Rhône' }],
      mauvais: [{ 'Département structure BAL': '' }],
    },
  },
} as const satisfies Record<string, NoticeRule>
