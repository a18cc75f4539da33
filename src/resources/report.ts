import { z } from 'zod'
import { maybeText, type Resource, resource, text, whole } from './registry.js'

/** What carries a notice of the first is not published. */
export const SEVERITIES = ['Bloquante', 'Avertissement', 'Information'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What a rule looks at, in the order in which mending is worth while. */
const FAMILIES = ['structure du fichier', 'contenu', 'cohérence', 'hygiène'] as const
export type Family = (typeof FAMILIES)[number]

/** Who can mend what a rule finds. */
const ACTORS = ['ANS', 'région', 'établissement', 'éditeur', 'Ordre ou ARS'] as const
export type Actor = (typeof ACTORS)[number]

const SEVERITE = z.enum(SEVERITIES)
const EXPLAINED = {
  titre: text(),
  attendu: text('Ce qui était attendu'),
  famille: z
    .enum(FAMILIES)
    .nullable()
    .meta({ description: 'null dans les rapports des versions qui n’en avaient pas' }),
  acteurs: z.array(z.enum(ACTORS)).meta({ description: 'Qui peut corriger' }),
  action: text('Que faire'),
}
const COUNTS = {
  lues: whole('Lignes lues : chargées et refusées'),
  chargees: whole(),
  refusees: whole(),
}

const COMPTES = resource('Comptes', COUNTS)

const COMPTAGE_AVIS = resource('ComptageAvis', {
  code: text(),
  severite: SEVERITE,
  ...EXPLAINED,
  nombre: whole(),
})

const FICHIER_ALIMENTE = resource('FichierAlimente', {
  numero: whole(),
  nom: text(),
  type: text('personne-activite, correspondance-adeli, savoir-faire, diplome, mssante, regional ou liste-blanche'),
  source: text('national, ou le nom de la source régionale'),
  date: text('Date que dit le nom du fichier, à défaut celle du fichier'),
  octets: whole(),
  sha256: text('Empreinte du fichier ; vide quand elle n’est pas montrée'),
  encodage: text(),
  separateur: text(),
  colonnes: whole(),
  ...COUNTS,
  avis: z.array(COMPTAGE_AVIS),
  masque: z.boolean().optional().meta({ description: 'Présent et true quand seuls ces nombres sont montrés' }),
})

const BAISSE_ACCEPTEE = resource('BaisseAcceptee', {
  source: text('national, ou le nom de la source régionale'),
  objet: text('boîtes aux lettres ou professionnels'),
  avant: whole('Publiés avant cet import'),
  apres: whole('Publiés par cet import'),
  raison: text('Raison donnée par qui a lancé l’import ; vide quand elle n’est pas montrée'),
})

const FICHIER_ECARTE = resource('FichierEcarte', {
  nom: text('Fichier trouvé et non chargé'),
  raison: text(),
})

const CHANGES = {
  nouveaux: whole('Avis que l’alimentation comparée n’avait pas'),
  corriges: whole('Avis de l’alimentation comparée qui ne sont plus là'),
  toujours: whole('Avis qui sont dans les deux'),
}

const EVOLUTION_REGLE = resource('EvolutionRegle', {
  type: text('Sorte de fichier'),
  source: text('national, ou le nom de la source régionale'),
  code: text(),
  severite: SEVERITE,
  titre: text(),
  ...CHANGES,
})

const EVOLUTION = resource(
  'Evolution',
  {
    avec: text('Identifiant de l’alimentation à laquelle celle-ci est comparée'),
    ...CHANGES,
    nonCompares: z.array(z.string()).meta({
      description: 'Fichiers (sorte et source) qu’une seule des deux alimentations a lus en entier',
    }),
    regles: z.array(EVOLUTION_REGLE),
  },
  'Ce qui est nouveau, corrigé et toujours là, avis par avis : chacun est reconnu à son fichier, sa source, sa règle, sa colonne et l’adresse ou le numéro de sa ligne, jamais à la place de celle-ci.',
)

export const ALIMENTATION = resource('Alimentation', {
  id: text(),
  debut: text('Instant, ISO 8601'),
  fin: text('Instant, ISO 8601'),
  etat: z.enum(['publiée', 'refusée']),
  motif: maybeText('Pourquoi l’import entier a été refusé'),
  avertissements: z.array(z.string()).meta({
    description: 'Ce qui n’a pas empêché la publication, et demande attention ; vide quand ce n’est pas montré',
  }),
  baisses: z.array(BAISSE_ACCEPTEE).meta({ description: 'Baisses de ce qui est publié que l’utilisateur a acceptées' }),
  ecartes: z.array(FICHIER_ECARTE),
  totaux: COMPTES,
  fichiers: z.array(FICHIER_ALIMENTE),
  evolution: EVOLUTION.nullable().meta({
    description:
      'Depuis la dernière alimentation publiée, à défaut la dernière lue en entier ; null quand il n’y en a pas',
  }),
})

export const LISTE_ALIMENTATIONS = resource('ListeAlimentations', { resultats: z.array(ALIMENTATION) })

const AVIS = resource('Avis', {
  fichier: whole('Numéro du fichier dans l’alimentation'),
  nomFichier: text(),
  code: text(),
  severite: SEVERITE,
  ligne: whole('Numéro de la ligne dans le fichier ; 0 pour le fichier entier'),
  colonne: maybeText(),
  valeur: maybeText(),
  message: text(),
  contenu: maybeText('Ligne refusée, coupée à 4 000 caractères'),
  etablissement: maybeText('FINESS de la ligne, à défaut son SIRET'),
  domaine: maybeText('Domaine MSSanté de la boîte aux lettres'),
  evolution: z
    .enum(['nouveau', 'toujours là'])
    .nullable()
    .meta({ description: 'Depuis l’alimentation comparée ; null quand rien ne lui est comparé' }),
})

const ETAT_PASSE = resource('EtatPasse', {
  id: text(),
  debut: text('Instant, ISO 8601'),
  etat: z.enum(['publiée', 'refusée']),
  chargees: whole('Lignes chargées'),
  refusees: whole('Lignes refusées'),
  bloquantes: whole('Avis de chaque criticité'),
  avertissements: whole(),
  informations: whole(),
})

export const TENDANCE = resource(
  'Tendance',
  { id: text(), resultats: z.array(ETAT_PASSE) },
  'Les trente dernières alimentations jusqu’à celle-ci, de la plus ancienne à la plus récente.',
)

const FILTRE = {
  source: z.string().optional().meta({ description: 'La source demandée' }),
  domaine: z.string().optional().meta({ description: 'Le domaine MSSanté demandé' }),
  etablissement: z.string().optional().meta({ description: 'Le FINESS ou le SIRET demandé' }),
  criticite: SEVERITE.optional().meta({ description: 'La criticité demandée' }),
  code: z.string().optional().meta({ description: 'Le code d’avis demandé' }),
}

export const COMPARAISON = resource('ComparaisonAlimentations', {
  id: text(),
  ...FILTRE,
  masque: z.boolean().meta({ description: 'true quand des valeurs ou des lignes refusées ne sont pas montrées' }),
  evolution: EVOLUTION,
  exemplesNouveaux: z.array(AVIS).meta({ description: 'Les vingt premiers de chaque règle et fichier' }),
  exemplesCorriges: z.array(AVIS).meta({ description: 'De même, dans l’alimentation comparée' }),
})

export const RAPPORT = resource('Rapport', {
  alimentation: ALIMENTATION,
  masque: z.boolean().meta({ description: 'true quand des valeurs ou des lignes refusées ne sont pas montrées' }),
  decalage: whole('Avis passés'),
  limite: whole('Avis demandés'),
  suivant: z.int().nullable().meta({ description: 'Décalage de la suite ; null quand il n’y en a pas' }),
  severite: SEVERITE.optional().meta({ description: 'La criticité demandée, sous le nom d’avant' }),
  ...FILTRE,
  tendance: z
    .array(ETAT_PASSE)
    .optional()
    .meta({ description: 'Les trente dernières alimentations, dans les rapports qu’écrit la commande' }),
  avis: z.array(AVIS),
})

const COLONNE_DE_REGLE = resource('ColonneDeRegle', {
  fichier: text('personne-activite, correspondance-adeli, savoir-faire, diplome, mssante ou regional'),
  colonne: text(),
})

const REGLAGE = resource('Reglage', {
  nom: text('Variable d’environnement'),
  defaut: whole(),
  unite: text(),
})

const EXEMPLE_DE_REGLE = resource('ExempleDeRegle', {
  fichier: text('Sorte de fichier'),
  bons: z
    .array(z.string())
    .meta({ description: 'Ce qui ne donne pas d’avis : les cellules qui comptent, ou une ligne' }),
  defauts: z.array(z.string()).meta({ description: 'Ce qui en donne un' }),
})

const REGLE = resource('Regle', {
  code: text(),
  severite: SEVERITE,
  ...EXPLAINED,
  colonnes: z
    .array(COLONNE_DE_REGLE)
    .meta({ description: 'Vide quand la règle porte sur la ligne ou le fichier entier' }),
  reglage: REGLAGE.nullable().meta({ description: 'Le seuil qui peut être réglé' }),
  exemple: EXEMPLE_DE_REGLE,
})

export const REGLES = resource(
  'Regles',
  { resultats: z.array(REGLE) },
  'Toutes les règles du rapport d’alimentation ; les codes sont ceux de ce produit, l’ANS n’en publie pas.',
)

export type Regle = Resource<typeof REGLE>
export type Regles = Resource<typeof REGLES>
export type Comptes = Resource<typeof COMPTES>
export type ComptageAvis = Resource<typeof COMPTAGE_AVIS>
export type FichierAlimente = Resource<typeof FICHIER_ALIMENTE>
export type BaisseAcceptee = Resource<typeof BAISSE_ACCEPTEE>
export type FichierEcarte = Resource<typeof FICHIER_ECARTE>
export type Alimentation = Resource<typeof ALIMENTATION>
export type Avis = Resource<typeof AVIS>
export type Rapport = Resource<typeof RAPPORT>
export type Evolution = Resource<typeof EVOLUTION>
export type EvolutionRegle = Resource<typeof EVOLUTION_REGLE>
export type Comparaison = Resource<typeof COMPARAISON>
export type Tendance = Resource<typeof TENDANCE>
export type EtatPasse = Resource<typeof ETAT_PASSE>
