import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AnnuaireError, fault } from '../../errors.js'
import type { StructureDetaillee } from '../../resources/lists.js'
import { type Criteria, RESULT_CAP } from '../../search/criteria.js'
import { STRUCTURE_PARAMETERS } from '../../search/parameters.js'
import { and, or, term } from '../../search/terms.js'
import type { Directory, Reader, Structure } from '../../store/index.js'
import { readFiness, readSiren, readSiret } from '../../values/index.js'
import { pathParameter, searchParameters } from '../documentation.js'
import { sendInPieces } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { Parameters } from '../parameters.js'
import { readerOf } from '../reader.js'
import { isKnown, searchRoute } from '../search-route.js'

/** Types of mailboxes that are a structure's own, not a person's (TRE_R257). */
const OF_STRUCTURES = ['ORG', 'APP', 'CAB']
const LONGEST = 40
const EXPECTED = 'un identifiant technique, un FINESS, un SIRET ou un SIREN'

export const PEOPLE = new Parameters({
  decalage: z
    .int()
    .min(0)
    .max(RESULT_CAP)
    .default(0)
    .meta({ description: 'Professionnels à passer', examples: [0] }),
  limite: z
    .int()
    .min(0)
    .max(RESULT_CAP)
    .default(50)
    .meta({ description: 'Professionnels voulus ; ceux qui suivent le 500e ne sont pas montrés', examples: [50] }),
})

export function structuresRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/structures',
    {
      schema: documented({
        id: 'rechercherStructures',
        tag: 'Recherche',
        summary: 'Recherche de structures',
        description:
          'Les critères sont ceux des professionnels, sur la structure elle-même. Résultats dans l’ordre des noms, 500 au plus.',
        query: searchParameters(STRUCTURE_PARAMETERS),
        answer: 'structures',
        problems: [401, 403],
        isCached: true,
      }),
    },
    searchRoute(
      services,
      'structures',
      (directory, criteria, _reader, window) => directory.structures(criteria, window),
      STRUCTURE_PARAMETERS,
    ),
  )

  app.get(
    '/v1/structures/:identifiant',
    {
      schema: documented({
        id: 'lireStructure',
        tag: 'Recherche',
        summary: 'Une structure par son identifiant technique, son FINESS, son SIRET ou son SIREN',
        description:
          'Avec ses boîtes organisationnelles et applicatives, et les professionnels qui y exercent, dans l’ordre des noms. Un numéro que plusieurs structures portent (SIREN, FINESS juridique) est refusé (422) : la recherche les donne.',
        path: pathParameter('identifiant', `Identifiant : ${EXPECTED}`, '139000012'),
        query: PEOPLE.documentation,
        answer: 'structure',
        problems: [401, 403, 404, 414, 422],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const reader = await readerOf(request, services)
      const page = PEOPLE.read(request)
      const { identifiant } = request.params as { identifiant: string }
      return services.searches.take(request, (patience) =>
        services.directory.read(async (directory) => {
          const structure = await structureOf(directory, identifiant)
          if (isKnown(request, reply, directory, reader)) return reply.code(304).send()
          await patience.next()
          const detailed = await withPeople(structure, page, directory, reader, patience.abandoned)
          return sendInPieces(request, reply, 'structure', detailed, patience)
        }),
      )
    },
  )
}

/** The structure of a number; described in several ways, the first of its name. */
export async function structureOf(directory: Directory, identifiant: string): Promise<Structure> {
  const typed = identifiant.trim()
  const numbers: readonly Criteria[] = [
    ...(typed.length <= LONGEST ? [term('idTechnique', 'exact', typed.toUpperCase())] : []),
    ...exactly('finess', readFiness(typed).value),
    ...exactly('siret', readSiret(typed).value),
    ...exactly('siren', readSiren(typed).value),
  ]
  for (const criteria of numbers) {
    const { results, count } = await directory.structures(criteria, { after: 0, limit: 2, countTo: RESULT_CAP + 1 })
    const [first, second] = results.map(({ value }) => value)
    if (first === undefined) continue
    if (second === undefined || first.identifiantTechnique === second.identifiantTechnique) return first
    const detail = `${count > RESULT_CAP ? `Plus de ${RESULT_CAP}` : count} structures portent ce numéro : /v1/structures les donne.`
    throw new AnnuaireError('RECHERCHE_TROP_LARGE', detail, [
      fault('identifiant', 'un numéro d’une seule structure', typed),
    ])
  }
  if (numbers.length > 1 || /^[A-Z]\d/i.test(typed)) {
    throw new AnnuaireError('INTROUVABLE', 'Aucune structure ne porte cet identifiant.')
  }
  throw new AnnuaireError('CRITERE_INVALIDE', `Identifiant malformé : ${EXPECTED} est attendu.`, [
    fault('identifiant', EXPECTED, typed),
  ])
}

function exactly(field: 'finess' | 'siret' | 'siren', value: string | null): readonly Criteria[] {
  return value === null ? [] : [term(field, 'exact', value)]
}

export async function withPeople(
  structure: Structure,
  { decalage, limite }: { readonly decalage: number; readonly limite: number },
  directory: Directory,
  reader: Reader,
  abandoned: () => boolean,
): Promise<StructureDetaillee> {
  const { identifiantTechnique, finess, siret } = structure
  const own = [
    ...(identifiantTechnique === null ? [] : [term('idTechnique', 'exact', identifiantTechnique)]),
    ...exactly('finess', finess),
    ...exactly('siret', siret),
  ]
  const here = own[0] ?? { kind: 'none' }
  const end = Math.min(decalage + limite, RESULT_CAP)
  const window = { after: 0, limit: end, countTo: RESULT_CAP + 1, abandoned }
  const people = await directory.professionnels(here, reader, window)
  const types = or(OF_STRUCTURES.map((type) => term('typeBal', 'exact', type)))
  const bals = await directory.bals(and([or(own), types]), reader, { after: 0, limit: RESULT_CAP, abandoned })
  return {
    ...structure,
    generation: directory.generation.id,
    bals: bals.results.map(({ value }) => value),
    professionnels: {
      total: Math.min(people.count, RESULT_CAP),
      decalage,
      limite,
      tronque: people.count > end,
      resultats: people.results.slice(decalage).map(({ value }) => value),
    },
  }
}
