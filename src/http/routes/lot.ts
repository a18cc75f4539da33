import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AnnuaireError, fault } from '../../errors.js'
import { IDENTIFIER_RULE, nationalIdentifiers } from '../../records/identifier.js'
import type { ReponseDeLot } from '../../resources/lists.js'
import type { Directory, Reader } from '../../store/index.js'
import { Body } from '../body.js'
import { sendInPieces } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { NO_PARAMETERS, Parameters } from '../parameters.js'
import type { Patience } from '../patience.js'
import { readerOf } from '../reader.js'
import { isKnown } from '../search-route.js'

const MOST = 500
/** Of an address, which has a length of its own. */
const MOST_IN_QUERY = 50
const LONGEST = 200

const ASKED = new Body(
  z.strictObject({
    identifiants: z
      .array(z.union([z.string().max(LONGEST), z.int()]))
      .min(1)
      .max(MOST)
      .meta({ description: 'RPPS ou ADELI, avec ou sans le chiffre du type (8 pour RPPS, 0 pour ADELI)' }),
  }),
  { identifiants: ['10000000017', '0759300012', '10000000999'] },
)
const IN_QUERY = new Parameters({
  identifiants: z
    .string()
    .max(MOST_IN_QUERY * 20)
    .meta({
      description: `RPPS ou ADELI séparés par des virgules, ${MOST_IN_QUERY} au plus ; davantage : la même adresse avec POST`,
      examples: ['10000000017,0759300012'],
    }),
})
const ABOUT =
  'Chaque réponse dit si l’identifiant est trouvé, inconnu ou malformé ; un identifiant inconnu ou malformé n’empêche pas les autres.'

/** People by their identifiers, a few by GET and up to 500 by POST. */
export function lotRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/professionnels/lot',
    {
      schema: documented({
        id: 'lireLot',
        tag: 'Recherche',
        summary: 'Quelques professionnels par leurs identifiants',
        description: ABOUT,
        query: IN_QUERY.documentation,
        answer: 'lot',
        problems: [401, 403],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const reader = await readerOf(request, services)
      const asked = IN_QUERY.read(request).identifiants.split(',', MOST_IN_QUERY + 1)
      if (asked.length > MOST_IN_QUERY) {
        const regle = `${MOST_IN_QUERY} identifiants au plus ; davantage se demandent avec POST`
        throw new AnnuaireError('CRITERE_INVALIDE', `Paramètre refusé — identifiants : ${regle}.`, [
          fault('identifiants', regle, `plus de ${MOST_IN_QUERY}`),
        ])
      }
      return answer(request, reply, reader, asked, true)
    },
  )

  app.post(
    '/v1/professionnels/lot',
    {
      schema: documented({
        id: 'demanderLot',
        tag: 'Recherche',
        summary: `Jusqu’à ${MOST} professionnels par leurs identifiants`,
        description: ABOUT,
        query: NO_PARAMETERS.documentation,
        body: ASKED.documentation,
        answer: 'lot',
        problems: [401, 403, 413, 415],
      }),
    },
    async (request, reply) => {
      const reader = await readerOf(request, services)
      NO_PARAMETERS.read(request)
      return answer(request, reply, reader, ASKED.read(request).identifiants.map(String), false)
    },
  )

  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    reader: Reader,
    asked: readonly string[],
    isCached: boolean,
  ): Promise<FastifyReply> {
    return services.searches.take(request, (patience) =>
      services.directory.read(async (directory) => {
        if (isCached && isKnown(request, reply, directory, reader)) return reply.code(304).send()
        const resultats = await found(directory, reader, asked, patience)
        const trouves = resultats.filter(({ etat }) => etat === 'trouvé').length
        reply.results = trouves
        const { generation, fichiers } = directory
        const lot = { demandes: asked.length, trouves, generation: generation.id, fichiers, resultats }
        if (!isCached) reply.header('cache-control', 'no-store')
        return sendInPieces(request, reply, 'lot', lot, patience)
      }),
    )
  }
}

async function found(
  directory: Directory,
  reader: Reader,
  asked: readonly string[],
  patience: Patience,
): Promise<readonly ReponseDeLot[]> {
  const identifiers = asked.map(nationalIdentifiers)
  const people = await directory.professionnelsNommes(identifiers, reader, patience)
  await patience.next()
  return asked.map((identifiant, at): ReponseDeLot => {
    const professionnel = people[at] ?? null
    if (professionnel !== null) return { identifiant, etat: 'trouvé', regle: null, professionnel }
    if (identifiers[at]!.length > 0) return { identifiant, etat: 'inconnu', regle: null, professionnel }
    return { identifiant: identifiant.toWellFormed(), etat: 'malformé', regle: IDENTIFIER_RULE, professionnel }
  })
}
