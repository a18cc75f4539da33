import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AnnuaireError, fault } from '../../errors.js'
import { IDENTIFIER_RULE, nationalIdentifiers } from '../../records/identifier.js'
import type { Directory, Professionnel, Reader } from '../../store/index.js'
import { pathParameter, searchParameters } from '../documentation.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { NO_PARAMETERS } from '../parameters.js'
import { readerOf } from '../reader.js'
import { isKnown, searchRoute } from '../search-route.js'

export function professionnelsRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/professionnels',
    {
      schema: documented({
        id: 'rechercherProfessionnels',
        tag: 'Recherche',
        summary: 'Recherche de professionnels',
        description:
          'Tous les critères se combinent. Les critères de lieu, de structure et de profession portent sur une même activité. Résultats dans l’ordre des noms, 500 au plus.',
        query: searchParameters(),
        answer: 'professionnels',
        problems: [401, 403],
        isCached: true,
      }),
    },
    searchRoute(services, 'professionnels', (directory, criteria, reader, window) =>
      directory.professionnels(criteria, reader, window),
    ),
  )

  app.get(
    '/v1/professionnels/:identifiant',
    {
      schema: documented({
        id: 'lireProfessionnel',
        tag: 'Recherche',
        summary: 'Un professionnel par son RPPS ou son ADELI',
        description:
          'Le numéro s’écrit avec ou sans le chiffre du type (8 pour RPPS, 0 pour ADELI). Un numéro ADELI d’avant le RPPS trouve la personne quand le fichier de correspondance a été importé.',
        path: pathParameter('identifiant', 'RPPS (11 chiffres) ou ADELI (9 caractères)', '10000000018'),
        query: NO_PARAMETERS.documentation,
        answer: 'professionnel',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const reader = await readerOf(request, services)
      NO_PARAMETERS.read(request)
      const candidates = candidatesOf(request)
      return services.directory.readNow((directory) => {
        const found = personOf(candidates, directory, reader)
        if (isKnown(request, reply, directory, reader)) return reply.code(304).send()
        const { generation, fichiers } = directory
        return sendResult(request, reply, 'professionnel', { ...found, generation: generation.id, fichiers })
      })
    },
  )
}

/** The identifications nationales that the address may mean. @throws AnnuaireError CRITERE_INVALIDE when it means none */
export function candidatesOf(request: FastifyRequest): readonly string[] {
  const { identifiant } = request.params as { identifiant: string }
  const candidates = nationalIdentifiers(identifiant)
  if (candidates.length > 0) return candidates
  throw new AnnuaireError('CRITERE_INVALIDE', `Identifiant malformé : ${IDENTIFIER_RULE} est attendu.`, [
    fault('identifiant', IDENTIFIER_RULE, identifiant),
  ])
}

/** The first person that there is. @throws AnnuaireError INTROUVABLE */
export function personOf(candidates: readonly string[], directory: Directory, reader: Reader): Professionnel {
  for (const candidate of candidates) {
    const found = directory.professionnel(candidate, reader)
    if (found !== null) return found
  }
  throw new AnnuaireError('INTROUVABLE', 'Aucun professionnel ne porte cet identifiant.')
}
