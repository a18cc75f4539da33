import type { Severity } from '../resources/report.js'

/** A declared rule: every notice of the report refers to one. */
export interface NoticeRule {
  readonly severite: Severity
  /** Short name shown in tables, in French. */
  readonly titre: string
  /** What was expected and why, in French. */
  readonly attendu: string
  /**
   * Who reads such notices line by line; everybody counts them. `source`: they say that a line is hidden, which is shown to
   * accounts of the regional source that hides it. `administrateur`: they are about what another source hides.
   */
  readonly reserve?: 'source' | 'administrateur'
}

/**
 * Every rule of the rapport d'alimentation. The codes are the product's own: the ANS publishes no list of its codes.
 * A Bloquante notice refuses the line (or, for rules about a file, the whole import).
 */
export const CATALOG = {
  IMPORT_REFUSE: {
    severite: 'Bloquante',
    titre: 'Fichier refusé',
    attendu: 'Un fichier lisible, complet et au format attendu ; sinon rien n’est publié.',
  },
  LIGNE_TRONQUEE: {
    severite: 'Bloquante',
    titre: 'Nombre de colonnes incorrect',
    attendu: 'Autant de valeurs que de colonnes dans l’en-tête du fichier.',
  },
  GUILLEMET_MAL_FERME: {
    severite: 'Bloquante',
    titre: 'Guillemet mal fermé',
    attendu:
      'Une cellule ouverte par un guillemet se ferme par un guillemet suivi d’un séparateur ou de la fin de la ligne ; les lignes suivantes sont lues comme des lignes.',
  },
  IDENTIFIANT_PP_ABSENT: {
    severite: 'Bloquante',
    titre: 'Identifiant du professionnel absent',
    attendu: 'Un numéro RPPS (type 8) ou ADELI (type 0).',
  },
  IDENTIFIANT_PP_MALFORME: {
    severite: 'Bloquante',
    titre: 'Identifiant du professionnel malformé',
    attendu: 'RPPS : 11 chiffres ; ADELI : 9 chiffres ou lettres ; type 8 ou 0.',
  },
  NOM_ABSENT: {
    severite: 'Bloquante',
    titre: 'Nom d’exercice absent',
    attendu: 'Un nom d’exercice : sans lui, le professionnel ne peut être ni trouvé ni affiché.',
  },
  PROFESSIONNEL_INCONNU: {
    severite: 'Bloquante',
    titre: 'Professionnel absent du fichier des activités',
    attendu: 'Un professionnel présent dans PS_LibreAcces_Personne_activite.',
  },
  BAL_ADRESSE_ABSENTE: {
    severite: 'Bloquante',
    titre: 'Adresse de boîte aux lettres absente',
    attendu: 'Une adresse : c’est la clé de la boîte aux lettres.',
  },
  BAL_ADRESSE_MALFORMEE: {
    severite: 'Bloquante',
    titre: 'Adresse de boîte aux lettres malformée ou hors de l’espace MSSanté',
    attendu:
      'Une adresse de messagerie valide, de la forme nom@domaine.mssante.fr ou nom@interop-mssante.apicrypt.org.',
  },
  BAL_TYPE_INCONNU: {
    severite: 'Bloquante',
    titre: 'Type de boîte aux lettres inconnu',
    attendu: 'PER, ORG, APP ou CAB ; en région aussi INT et MED.',
  },
  BAL_DOUBLON: {
    severite: 'Bloquante',
    titre: 'Boîte aux lettres en double',
    attendu: 'Une seule ligne par adresse, sans tenir compte des majuscules ; la première est gardée.',
  },
  STATUT_INCONNU: {
    severite: 'Bloquante',
    titre: 'Statut de compte inconnu',
    attendu: 'PREINSCRIT, A VALIDER, VALIDE ou REJETE.',
  },
  DOMAINE_MALFORME: {
    severite: 'Bloquante',
    titre: 'Domaine malformé',
    attendu: 'Le nom d’un domaine MSSanté (xxx.mssante.fr) dans l’élément Nom de la liste blanche.',
  },
  OCTETS_INVALIDES: {
    severite: 'Avertissement',
    titre: 'Octets invalides',
    attendu: 'Un texte entièrement dans l’encodage du fichier ; les octets fautifs sont remplacés par « � ».',
  },
  CLE_RPPS_INVALIDE: {
    severite: 'Avertissement',
    titre: 'Clé du numéro RPPS incorrecte',
    attendu: 'Un numéro RPPS dont le dernier chiffre est la clé de Luhn.',
  },
  IDENTITE_DIVERGENTE: {
    severite: 'Avertissement',
    titre: 'Identités différentes pour un même numéro',
    attendu: 'Le même nom et le même prénom sur toutes les lignes d’un professionnel ; la première est gardée.',
  },
  PRENOM_ABSENT: {
    severite: 'Avertissement',
    titre: 'Prénom d’exercice absent',
    attendu: 'Un prénom d’exercice.',
  },
  PROFESSION_INCONNUE: {
    severite: 'Avertissement',
    titre: 'Code profession inconnu',
    attendu: 'Un code des nomenclatures TRE_G15 ou JDV_J48.',
  },
  VALEUR_ILLISIBLE: {
    severite: 'Avertissement',
    titre: 'Valeur illisible',
    attendu: 'Une valeur de la forme attendue dans cette colonne ; celle-ci est laissée de côté.',
  },
  CELLULE_TROP_LONGUE: {
    severite: 'Avertissement',
    titre: 'Cellule trop longue',
    attendu: 'Mille caractères au plus dans une cellule ; le texte est coupé.',
  },
  CODE_HORS_NOMENCLATURE: {
    severite: 'Avertissement',
    titre: 'Code hors nomenclature',
    attendu:
      'Un code de la nomenclature de cette colonne ; il est gardé avec le libellé du fichier, peut être cherché, et est dit une fois, là où il apparaît d’abord.',
  },
  COLONNE_INUTILISEE: {
    severite: 'Avertissement',
    titre: 'Colonne non reconnue',
    attendu: 'Une colonne connue ; ce que celle-ci contient n’est pas lu.',
  },
  TITULAIRE_DIVERGENT: {
    severite: 'Avertissement',
    titre: 'Nom différent de celui du titulaire',
    attendu: 'Le nom d’exercice du professionnel dont la ligne donne le numéro ; le numéro fait foi.',
  },
  DEPARTEMENT_CORRIGE: {
    severite: 'Avertissement',
    titre: 'Département corrigé',
    attendu:
      'Un code de département de la nomenclature, et aucun hors de France ; la commune ou le code postal fait foi.',
  },
  DEPARTEMENT_INDETERMINE: {
    severite: 'Avertissement',
    titre: 'Département indéterminable',
    attendu: 'Un département, un code commune ou un code postal connu.',
  },
  BAL_SANS_IDENTIFIANT: {
    severite: 'Avertissement',
    titre: 'Boîte personnelle sans identifiant',
    attendu: 'Le numéro RPPS du titulaire d’une boîte aux lettres PER.',
  },
  BAL_IDENTIFIANT_INCONNU: {
    severite: 'Avertissement',
    titre: 'Titulaire absent du fichier des activités',
    attendu: 'Un titulaire présent dans PS_LibreAcces_Personne_activite ; la boîte est publiée sans ce lien.',
  },
  CORRESPONDANCE_CONTRADICTOIRE: {
    severite: 'Avertissement',
    titre: 'Ancien ADELI donné à deux RPPS',
    attendu: 'Un seul RPPS pour un ancien numéro ADELI ; celui-ci ne mène à personne.',
  },
  COMPTE_CONNEXION_INCONNU: {
    severite: 'Avertissement',
    titre: 'Compte de connexion inconnu',
    attendu: 'Une adresse de la colonne « Adresse mail » du même fichier.',
  },
  DATE_MALFORMEE: {
    severite: 'Avertissement',
    titre: 'Date illisible',
    attendu: 'Une date JJ/MM/AAAA ou AAAA-MM-JJ qui existe dans le calendrier.',
  },
  BAL_ANCIEN_ADELI: {
    severite: 'Information',
    titre: 'Titulaire désigné par son ancien ADELI',
    attendu: 'Le RPPS du titulaire ; le fichier de correspondance le donne, et la boîte lui est rattachée.',
  },
  CORRESPONDANCE_SANS_TITULAIRE: {
    severite: 'Information',
    titre: 'Ancien ADELI d’un professionnel absent du fichier des activités',
    attendu: 'Un RPPS présent dans PS_LibreAcces_Personne_activite ; l’ancien numéro ne mène à personne.',
  },
  CORRESPONDANCE_REPETEE: {
    severite: 'Information',
    titre: 'Correspondance répétée',
    attendu: 'Une seule ligne pour un ancien numéro ADELI.',
  },
  ADELI_ENCORE_PUBLIE: {
    severite: 'Information',
    titre: 'Ancien ADELI encore publié',
    attendu:
      'Un numéro qui n’est plus dans le fichier des activités ; qui le cherche trouve d’abord la personne qui le porte encore.',
  },
  LIGNE_DE_SUITE: {
    severite: 'Information',
    titre: 'Suite de la ligne précédente',
    attendu: 'Une cellule entre guillemets peut contenir des retours à la ligne : ces lignes n’en sont que la suite.',
  },
  GUILLEMETS_REPARES: {
    severite: 'Information',
    titre: 'Guillemets non doublés',
    attendu: 'Dans une cellule entre guillemets, les guillemets du texte sont doublés.',
  },
  VALEUR_REPAREE: {
    severite: 'Information',
    titre: 'Valeur rétablie',
    attendu: 'La valeur sans la trace d’un tableur ou d’un copier-coller ; elle a été rétablie sans ambiguïté.',
  },
  COLONNE_RECONNUE: {
    severite: 'Information',
    titre: 'Colonne reconnue sous un autre nom',
    attendu: 'Le nom exact de la colonne ; celui-ci ne laisse pas de doute.',
  },
  DEPARTEMENT_DEDUIT: {
    severite: 'Information',
    titre: 'Département déduit',
    attendu: 'Le département, vide dans le fichier, vient du code commune, à défaut du code postal.',
  },
  BAL_NON_PUBLIEE: {
    severite: 'Information',
    titre: 'Boîte aux lettres non publiée',
    reserve: 'source',
    attendu:
      'Liste rouge, compte de test, expiré, rejeté ou non validé : la boîte est chargée mais n’apparaît dans aucune recherche.',
  },
  BAL_MASQUEE: {
    severite: 'Information',
    titre: 'Boîte aux lettres masquée par une autre déclaration',
    attendu:
      'Une adresse en liste rouge ou de test, d’après une autre ligne, une autre source ou le registre des adresses masquées, n’est publiée par aucune source ; elle n’est pas nommée.',
  },
  COLONNES_PAR_LETTRE: {
    severite: 'Avertissement',
    titre: 'Colonnes lues par leurs lettres',
    attendu:
      'Une première ligne avec les noms des colonnes. Sans elle, seules les colonnes A à G, S, AC et AH du format loaduser sont lues ; une ligne dont une autre colonne dit Oui, ou un statut autre que VALIDE, n’est pas publiée.',
  },
  LISTE_BLANCHE_ANCIENNE: {
    severite: 'Information',
    titre: 'Liste blanche ancienne',
    attendu:
      'Une liste blanche des domaines MSSanté de moins de 30 jours avant les extractions : elle change presque chaque jour (annuaire telecharger).',
  },
  DOMAINE_PAR_DEFAUT: {
    severite: 'Information',
    titre: 'Domaine MSSanté complété',
    attendu: 'Une adresse MSSanté complète ; la partie gauche seule est complétée par le domaine de la source.',
  },
} as const satisfies Record<string, NoticeRule>

export type NoticeCode = keyof typeof CATALOG

/** What was seen in a feed, and where. `code` is a key of catalog.ts. */
export interface Notice {
  readonly code: NoticeCode
  /** Line in the file, the header being line 1; 0 when the whole file is meant. */
  readonly ligne: number
  /** Name of the column as the file spells it; null when the line as a whole is meant. */
  readonly colonne: string | null
  /** Value found, cut at 200 characters; null when it must not be shown (liste rouge). */
  readonly valeur: string | null
  /** What this case adds to the rule's own text, in French. */
  readonly detail: string | null
}
