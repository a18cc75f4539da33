import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { RESULT_CAP } from '../search/criteria.js'
import { DEFAULT_LIMIT } from '../search/parameters.js'
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

/** Query parameters of a search (design.md §3). */
export function searchParameters(): object {
  return described({
    q: {
      description:
        'Qui ? Quoi ? Où ? Huit mots au plus, dans n’importe quel ordre, dont chacun se trouve dans un nom, un prénom, le libellé d’une profession ou d’un savoir-faire, le nom d’une structure, une ville, un département (code ou nom), un code postal, un numéro (RPPS, ADELI, FINESS, SIRET) ou une adresse de messagerie. Les mots de lieu, de structure et de profession, et les critères voisins, portent sur une même activité. Un mot d’une ou deux lettres est un début à côté d’un autre, sinon un nom entier. Les résultats viennent dans cet ordre : nom et prénom commencés par deux des mots ; nom entier ; début du nom ; nom du service (boîtes aux lettres) ; mot suivant du nom ; début du prénom ; les autres ; puis dans l’ordre des noms',
      example: 'dupont cardio marseille',
    },
    nom: {
      description:
        'Début du nom d’exercice ; moins de trois lettres : le nom entier, ou son début à côté d’un autre critère',
      example: 'dupont',
    },
    prenom: { description: 'Début du prénom, selon la même règle que le nom', example: 'jean' },
    rpps: { description: 'RPPS, avec ou sans le 8', example: '10000000018' },
    adeli: { description: 'ADELI, avec ou sans le 0', example: '139300001' },
    departement: { description: 'Code du département (2A, 2B, 971…)', example: '13' },
    ville: { description: 'Début du nom de la ville, selon la même règle ; CEDEX est ignoré', example: 'marseille' },
    codePostal: { description: 'Code postal, ou son début (deux chiffres au moins)', example: '13005' },
    profession: { description: 'Code de profession', example: '10' },
    specialite: { description: 'Code de spécialité, de la profession si elle est donnée', example: 'SM04' },
    structure: {
      description: 'Début du nom (selon la même règle), FINESS ou SIRET de la structure',
      example: 'centre hospitalier',
    },
    adresse: { description: 'Adresse de messagerie, entière ou son début', example: 'jean.dupont@' },
    typeBal: { description: 'Type de boîte aux lettres', example: 'PER' },
    avecBal: { description: 'true : avec une boîte aux lettres ; false : sans', example: 'true' },
    source: { description: 'national, ou une source régionale ouverte au compte', example: 'national' },
    modifieDepuis: {
      description: 'Fichier source daté de ce moment ou d’après ; sans fuseau (Z, +01:00), c’est l’heure française',
      example: '2026-11-01',
    },
    parMot: {
      description:
        'true : le nom et le prénom sont aussi cherchés au début des mots suivants d’un nom composé (MARTIN trouve DUPONT-MARTIN), après les autres résultats',
      example: 'false',
    },
    phonetique: {
      description:
        'true : le nom et le prénom qui se prononcent comme la valeur entière sont aussi trouvés (LEFEBVRE trouve LEFÈVRE), après les autres résultats',
      example: 'false',
    },
    limite: { description: `Résultats voulus, 1 à ${RESULT_CAP} (${DEFAULT_LIMIT} par défaut)`, example: '50' },
    ...FORMAT,
  })
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
