import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AnnuaireError } from '../../errors.js'
import { type ExtractionKind, FORMATS_OF, fileName, folderOf, MEDIA_TYPES, OBJECTS } from '../../extractions/index.js'
import type { Reader } from '../../store/index.js'
import { NATIONAL } from '../../values/index.js'
import { pathParameter } from '../documentation.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { NO_PARAMETERS, Parameters } from '../parameters.js'
import { sendProblem, TOO_MANY } from '../problem.js'
import { extractorOf } from '../reader.js'
import { sendExtraction } from '../send-extraction.js'

/** Downloads at a time: each holds a descriptor and some megabytes. */
const MOST_DOWNLOADS = 16
/** A file that takes longer to make is asked for again. */
const PATIENCE_MS = 20_000
const RETRY_SECONDS = '15'

const MSSANTE = new Parameters({
  format: z
    .enum(['xml', 'json', 'csv', 'txt'])
    .default('txt')
    .meta({ description: 'Format du fichier', examples: ['txt'] }),
})
const TYPES = Object.values(MEDIA_TYPES).map((type) => type.replace(/;.*/, ''))

const ABOUT_FILES =
  'Accept-Encoding: gzip donne le fichier comprimé. Range et If-Range reprennent un transfert interrompu ; ETag et Last-Modified disent si le fichier a changé. Un fichier qui n’a pas encore été demandé est d’abord préparé : la réponse peut être 503, avec Retry-After.'

export function extractionsRoutes(app: FastifyInstance, services: HttpServices): void {
  const { directory: directories, extractions } = services
  let downloads = 0

  app.get(
    '/v1/extractions',
    {
      schema: documented({
        id: 'listerExtractions',
        tag: 'Extractions',
        summary: 'Les fichiers qui contiennent tout, avec taille, empreinte et nombre d’enregistrements',
        query: NO_PARAMETERS.documentation,
        answer: 'extractions',
        problems: [401, 403],
      }),
    },
    async (request, reply) => {
      const reader = await extractorOf(request, services)
      NO_PARAMETERS.read(request)
      return directories.read(async ({ edition, generation }) => {
        const fichiers = kindsFor(reader).map((kind) => {
          const made = extractions.find(kind, edition)
          return {
            nom: fileName(kind),
            objet: kind.object,
            format: kind.format,
            source: kind.source,
            adresse: `/v1/extractions/${folderOf(edition)}/${fileName(kind)}`,
            pret: made !== null,
            enregistrements: made?.records ?? null,
            octets: made?.bytes ?? null,
            sha256: made?.sha256 ?? null,
            octetsGzip: made?.gzipBytes ?? null,
            sha256Gzip: made?.gzipSha256 ?? null,
          }
        })
        reply.header('cache-control', 'no-store')
        const { id, publieeLe } = generation
        return sendResult(request, reply, 'extractions', { generation: id, publieeLe, fichiers })
      })
    },
  )

  app.get(
    '/v1/extractions/:fichier',
    {
      schema: documented({
        id: 'lireExtraction',
        tag: 'Extractions',
        summary: 'Un fichier de la génération publiée',
        description: ABOUT_FILES,
        path: pathParameter('fichier', 'Nom du fichier, d’après /v1/extractions', 'bals.csv'),
        query: NO_PARAMETERS.documentation,
        answer: TYPES,
        problems: [401, 403, 404, 416],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const reader = await extractorOf(request, services)
      NO_PARAMETERS.read(request)
      const { fichier } = request.params as { fichier: string }
      return download(request, reply, kindOf(reader, fichier), false)
    },
  )

  app.get(
    '/v1/extractions/:edition/:fichier',
    {
      schema: documented({
        id: 'lireEditionExtraction',
        tag: 'Extractions',
        summary: 'Une version d’un fichier, qui ne change plus',
        description: `${ABOUT_FILES} Une version qui n’est plus publiée n’est plus donnée (404).`,
        path: {
          type: 'object',
          properties: {
            edition: { type: 'string', description: 'D’après /v1/extractions', examples: ['20260828-063000-000'] },
            fichier: { type: 'string', description: 'Nom du fichier', examples: ['bals.csv'] },
          },
          required: ['edition', 'fichier'],
        },
        query: NO_PARAMETERS.documentation,
        answer: TYPES,
        problems: [401, 403, 404, 416],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const reader = await extractorOf(request, services)
      NO_PARAMETERS.read(request)
      const { edition, fichier } = request.params as { edition: string; fichier: string }
      const kind = kindOf(reader, fichier)
      const current = await directories.read((directory) => folderOf(directory.edition))
      if (edition !== current) {
        throw new AnnuaireError('INTROUVABLE', 'Cette version n’est plus publiée : /v1/extractions donne l’actuelle.')
      }
      return download(request, reply, kind, true)
    },
  )

  app.get(
    '/webservices/v1/extractionMSSante',
    {
      schema: documented({
        id: 'extraireMSSante',
        tag: 'Extractions',
        summary: 'Toutes les boîtes aux lettres MSSanté nationales',
        description: `txt : les 31 colonnes du fichier national Extraction_Correspondance_MSSante. ${ABOUT_FILES}`,
        query: MSSANTE.documentation,
        answer: TYPES,
        problems: [401, 403, 416],
        isCached: true,
      }),
    },
    async (request, reply) => {
      await extractorOf(request, services)
      return download(request, reply, { object: 'bals', format: MSSANTE.read(request).format, source: NATIONAL }, false)
    },
  )

  async function download(
    request: FastifyRequest,
    reply: FastifyReply,
    kind: ExtractionKind,
    isImmutable: boolean,
  ): Promise<FastifyReply> {
    if (downloads >= MOST_DOWNLOADS) return sendProblem(request, reply, TOO_MANY)
    downloads++
    reply.raw.once('close', () => downloads--)
    const edition = await directories.read((directory) => directory.edition)
    if (extractions.find(kind, edition) === null) {
      await Promise.race([extractions.make(kind, edition), wait(PATIENCE_MS, undefined, { ref: false })])
    }
    const found = extractions.find(kind, edition)
    if (found === null) {
      reply.header('retry-after', RETRY_SECONDS)
      throw new AnnuaireError('INDISPONIBLE', 'Le fichier est en préparation : redemandez-le dans quelques instants.')
    }
    const path = extractions.path(kind, edition)
    return sendExtraction(request, reply, found, { path, isImmutable, isPublic: kind.source === NATIONAL })
  }
}

/** The files that somebody may ask for. */
function kindsFor({ sources }: Reader): readonly ExtractionKind[] {
  const national = OBJECTS.flatMap((object) =>
    FORMATS_OF[object].map((format) => ({ object, format, source: NATIONAL })),
  )
  const regional = sources.flatMap((source) =>
    (['ndjson', 'csv'] as const).map((format) => ({ object: 'bals' as const, format, source })),
  )
  return [...national, ...regional]
}

/** @throws AnnuaireError INTROUVABLE whether there is no such file or it is not for this reader */
function kindOf(reader: Reader, name: string): ExtractionKind {
  const found = kindsFor(reader).find((kind) => fileName(kind) === name)
  if (found !== undefined) return found
  throw new AnnuaireError('INTROUVABLE', 'Aucun fichier de ce nom : /v1/extractions donne ceux que vous pouvez lire.')
}
