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
})

export const RAPPORT = resource('Rapport', {
  alimentation: ALIMENTATION,
  masque: z.boolean().meta({ description: 'true quand des valeurs ou des lignes refusées ne sont pas montrées' }),
  decalage: whole('Avis passés'),
  limite: whole('Avis demandés'),
  suivant: z.int().nullable().meta({ description: 'Décalage de la suite ; null quand il n’y en a pas' }),
  severite: SEVERITE.optional().meta({ description: 'La criticité demandée' }),
  code: z.string().optional().meta({ description: 'Le code d’avis demandé' }),
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
