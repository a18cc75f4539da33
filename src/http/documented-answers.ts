import { RESOURCES } from '../resources/registry.js'
import { ROOTS, type Root } from '../resources/roots.js'
import { type Example, readExamples } from './examples.js'
import type { Operation } from './operations.js'
import { statusTitle } from './problem.js'

const EXAMPLES = readExamples()
/** Problems that any operation may answer. */
const ANYWHERE = [400, 406, 408, 431, 503]
/** Those of data, which the national access, the rights of a key and the rates may refuse. */
const OF_DATA = [401, 403, 429]

const CACHED = {
  ETag: {
    description: 'Change quand la réponse change : à renvoyer dans If-None-Match',
    schema: { type: 'string' },
  },
} as const

/** The answers of an operation as OpenAPI describes them. @param path its address */
export function answersOf({ id, answer, problems, isCached = false }: Operation, path: string): object {
  const anywhere = [
    ...ANYWHERE,
    ...(path.startsWith('/sante') ? [] : OF_DATA),
    // A part of the address has a length.
    ...(path.includes('{') ? [414] : []),
  ]
  const examples = EXAMPLES[id] ?? {}
  const answers: Record<string, object> = {
    200: {
      description: 'Trouvé',
      ...(isCached && { headers: CACHED }),
      content: typeof answer === 'string' ? contentOf(answer, '', examples['200']) : filesOf(answer),
    },
  }
  if (typeof answer !== 'string')
    answers['206'] = { description: 'La partie demandée par Range', content: partsOf(answer) }
  if (isCached) answers['304'] = { description: 'Inchangé depuis la réponse qui portait cet ETag' }
  for (const status of [...new Set([...anywhere, ...problems])].sort((one, other) => one - other)) {
    answers[status] = { description: statusTitle(status), content: contentOf('probleme', 'problem+', examples[status]) }
  }
  return answers
}

/** A part of a file is no document. */
function partsOf(types: readonly string[]): object {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }]))
}

function filesOf(types: readonly string[]): object {
  return Object.fromEntries(
    types.map((type) => {
      // The two formats that hold mailboxes as resources do.
      const schema = /json$|xml$/.test(type) && !type.includes('nd') ? refTo('extraction') : { type: 'string' }
      return [type, { schema }]
    }),
  )
}

/** @param kind of the media type, before `json` and `xml` */
function contentOf(root: Root, kind: '' | 'problem+', example: Example | undefined): object {
  const schema = refTo(root)
  return {
    [`application/${kind}json`]: { schema, ...(example !== undefined && { example: example.json }) },
    [`application/${kind}xml`]: { schema, ...(example !== undefined && { example: example.xml }) },
  }
}

function refTo(root: Root): object {
  return { $ref: `#/components/schemas/${RESOURCES.get(ROOTS[root])!.id}` }
}
