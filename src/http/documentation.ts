import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { PARAMETERS } from '../search/parameter-table.js'
import { OPTIONS } from '../search/parameters.js'
import { SCHEMAS } from './documentation-schemas.js'

type Described = Readonly<Record<string, { readonly description: string; readonly example?: string }>>

const FORMAT = {
  format: { description: 'json (par défaut) ou xml ; à défaut, l’en-tête Accept décide', example: 'json' },
}

/** Serves the OpenAPI 3.1 description, made from the routes themselves. */
export async function addDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Annuaire local des professionnels de santé',
        description:
          'Recherche de professionnels (RPPS, ADELI) et de boîtes aux lettres MSSanté, en JSON et en XML. Données : extractions publiques de l’Annuaire Santé (Licence Ouverte 2.0) et fichiers régionaux. Le contrat JSON et XML est propre à ce produit ; il n’est pas celui de l’ANS.',
        version: '1.0.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          compte: {
            type: 'http',
            scheme: 'basic',
            description: 'Facultatif : ouvre les sources régionales du compte (annuaire compte ajouter).',
          },
        },
      },
      security: [{}, { compte: [] }],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json['$id'] ?? `schema${index}`) },
  })
  for (const schema of SCHEMAS) app.addSchema(schema)
  await app.register(swaggerUi, {
    routePrefix: '/documentation',
    uiConfig: { docExpansion: 'list', deepLinking: true },
  })
}

/** Query parameters of a search (search/parameter-table.ts). */
export function searchParameters(): object {
  return described({ ...PARAMETERS, ...OPTIONS, ...FORMAT })
}

/** Of a route without any other parameter. */
export function formatParameter(): object {
  return described(FORMAT)
}

export function nomenclatureParameters(): object {
  return described({
    profession: { description: 'Avec specialites : celles de cette profession', example: '10' },
    ...FORMAT,
  })
}

export function avisParameters(): object {
  return described({
    decalage: { description: 'Avis à passer', example: '0' },
    limite: { description: 'Avis voulus, 1 à 500 (100 par défaut)', example: '100' },
    severite: { description: 'Bloquante, Avertissement ou Information', example: 'Bloquante' },
    code: { description: 'Code d’avis', example: 'BAL_DOUBLON' },
    ...FORMAT,
  })
}

export function pathParameter(name: string, description: string, example: string): object {
  return {
    type: 'object',
    properties: { [name]: { type: 'string', description, examples: [example] } },
    required: [name],
  }
}

function described(parameters: Described): object {
  const properties = Object.fromEntries(
    Object.entries(parameters).map(([name, { description, example }]) => [
      name,
      { type: 'string', description, ...(example === undefined ? {} : { examples: [example] }) },
    ]),
  )
  return { type: 'object', properties }
}

/** The answers of a route: its result, in both formats, and the problems. */
export function resultResponses(schema: string): object {
  const problem = {
    description: 'Problème (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: 'Probleme#' } } },
  }
  return {
    200: {
      description: 'Trouvé',
      content: {
        'application/json': { schema: { $ref: `${schema}#` } },
        'application/xml': { schema: { $ref: `${schema}#` } },
      },
    },
    '4xx': problem,
    '5xx': problem,
  }
}
