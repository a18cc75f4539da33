import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { type JsonSchema, jsonSchemas } from '../resources/index.js'
import { PARAMETERS } from '../search/parameter-table.js'
import { OPTIONS, SEARCH_PARAMETERS } from '../search/parameters.js'
import { answersOf } from './documented-answers.js'
import { operation } from './operations.js'
import { FORMAT_PARAMETER } from './parameters.js'

const INFO = {
  title: 'Annuaire local des professionnels de santé',
  description:
    'Recherche de professionnels (RPPS, ADELI) et de boîtes aux lettres MSSanté, en JSON et en XML. Données : extractions publiques de l’Annuaire Santé (Licence Ouverte 2.0) et fichiers régionaux. Le contrat JSON et XML est propre à ce produit ; il n’est pas celui de l’ANS. Toute erreur est un problème (RFC 9457) qui nomme chaque paramètre en faute, dans le format demandé. Une propriété JSON sans valeur vaut null, sauf celles qui sont dites facultatives ; en XML, son élément est omis. D’autres propriétés peuvent s’ajouter.',
  version: '1.0.0',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
} as const

const TAGS = {
  Recherche: 'Trouver un professionnel, une structure ou une boîte aux lettres.',
  Changements: 'Ce qui a changé, pour tenir une copie à jour.',
  Extractions: 'Tout, en fichiers, pour tenir une copie.',
  Nomenclatures: 'Les codes que les réponses emploient.',
  'Rapport d’alimentation': 'Ce que les fichiers ont apporté, ce qui a été refusé et pourquoi.',
  'Sources régionales': 'Ce qu’une source déclare, pour ses administrateurs.',
  Exploitation: 'L’état du serveur.',
} as const

interface OpenApi {
  readonly openapi: string
  components: { schemas: object; readonly securitySchemes: object }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
}

interface Described {
  readonly operationId: string
  responses: object
}

/** Serves the OpenAPI 3.1 description, made from the routes, the resources and answers to real requests. */
export async function addDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: INFO,
      servers: [{ url: '/', description: 'Ce serveur' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          compte: {
            type: 'http',
            scheme: 'basic',
            description: 'Facultatif : ouvre les sources régionales du compte (annuaire compte ajouter).',
          },
          cle: {
            type: 'http',
            scheme: 'bearer',
            description:
              'Facultatif : une clé d’API (annuaire cle creer) ouvre ses sources régionales, dans la limite de ses droits : lire, extraire, rapport.',
          },
          cleEnTete: {
            type: 'apiKey',
            in: 'header',
            name: 'X-API-Key',
            description: 'La même clé, dans un en-tête à elle.',
          },
        },
      },
      security: [{}, { compte: [] }, { cle: [] }, { cleEnTete: [] }],
    },
    transformObject: (made) => {
      if (!('openapiObject' in made)) throw new Error('made for another version of OpenAPI')
      const whole = made.openapiObject as OpenApi
      whole.components.schemas = Object.fromEntries(componentSchemas())
      for (const [path, methods] of Object.entries(whole.paths)) {
        for (const one of Object.values(methods)) one.responses = answersOf(operation(one.operationId), path)
      }
      return made.openapiObject
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/documentation',
    uiConfig: { docExpansion: 'list', deepLinking: true },
  })
}

function componentSchemas(): ReadonlyMap<string, JsonSchema> {
  return jsonSchemas((name) => `#/components/schemas/${name}`)
}

/** Query parameters of a search (search/parameter-table.ts). @param names those of the route */
export function searchParameters(names: readonly string[] = SEARCH_PARAMETERS): object {
  const known = Object.entries({ ...PARAMETERS, ...OPTIONS }).filter(([name]) => names.includes(name))
  const described = known.map(([name, { description, example }]) => [
    name,
    { type: 'string', description, examples: [example] },
  ])
  return { type: 'object', properties: { ...Object.fromEntries(described), ...FORMAT_PARAMETER } }
}

/** A part of the address. @param description in French */
export function pathParameter(name: string, description: string, example: string): object {
  return {
    type: 'object',
    properties: { [name]: { type: 'string', description, examples: [example] } },
    required: [name],
  }
}
