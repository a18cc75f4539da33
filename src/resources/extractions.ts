import { z } from 'zod'
import { BAL } from './person.js'
import { maybeText, resource, text } from './registry.js'

const FICHIER_EXTRAIT = resource('FichierExtrait', {
  nom: text('Nom du fichier, dans /v1/extractions/'),
  objet: text('professionnels, bals ou structures'),
  format: text('ndjson, csv, json, xml ou txt (les 31 colonnes du fichier national)'),
  source: text('national, ou la source régionale des boîtes'),
  adresse: text('Adresse qui ne donnera jamais que cette version du fichier'),
  pret: z.boolean().meta({ description: 'false : le fichier sera préparé à la première demande' }),
  enregistrements: z
    .int()
    .nullable()
    .meta({ description: 'Professionnels, boîtes ou structures ; null avant la préparation' }),
  octets: z.int().nullable(),
  sha256: maybeText(),
  octetsGzip: z.int().nullable().meta({ description: 'Avec Accept-Encoding: gzip' }),
  sha256Gzip: maybeText(),
})

export const EXTRACTIONS = resource(
  'Extractions',
  {
    generation: text('Génération publiée'),
    publieeLe: text('Instant, ISO 8601'),
    fichiers: z.array(FICHIER_EXTRAIT),
  },
  'Les fichiers qui contiennent tout.',
)

export const EXTRACTION = resource(
  'Extraction',
  { generation: text('Génération dont le fichier est tiré'), resultats: z.array(BAL) },
  'Toutes les boîtes aux lettres, en un fichier.',
)
