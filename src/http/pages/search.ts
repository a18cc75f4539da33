import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AnnuaireError } from '../../errors.js'
import { peopleCsv } from '../../pages/people-csv.js'
import type { Results } from '../../pages/results.js'
import { type Kind, MAILBOXES, PEOPLE, type SearchForm, STRUCTURES } from '../../pages/search-fields.js'
import { type Outcome, searchPage } from '../../pages/search-page.js'
import { vcards } from '../../pages/vcard.js'
import { type Criteria, RESULT_CAP } from '../../search/criteria.js'
import { criteriaFromParameters, SEARCH_PARAMETERS, STRUCTURE_PARAMETERS } from '../../search/parameters.js'
import type { Directory, Reader, Window } from '../../store/index.js'
import { foldCity } from '../../text/fold-city.js'
import { Parameters } from '../parameters.js'
import type { Patience } from '../patience.js'
import { askedOf } from '../query.js'
import { checkSource, searched } from '../search-route.js'
import { sendPage } from './send-page.js'
import { isKnownPage, type PageServices, visitOf } from './visit.js'

const PARAMETERS: Readonly<Record<Kind, ReadonlySet<string>>> = {
  professionnels: new Set(SEARCH_PARAMETERS),
  bals: new Set(SEARCH_PARAMETERS),
  structures: new Set(STRUCTURE_PARAMETERS),
}
/** Letters from which cities are proposed, and how many. */
const SHORTEST_CITY = 2
const CITIES_SHOWN = 12
const CITIES = new Parameters({ debut: z.string().min(1).max(100) })
/** A list to look through says how long it is by itself: it is no criterion. */
const ALONE = new Set(['limite'])

export function addSearchPages(pages: FastifyInstance, services: PageServices): void {
  for (const form of [PEOPLE, MAILBOXES, STRUCTURES]) {
    pages.get(form.address, { schema: { hide: true } }, (request, reply) => answer(form, request, reply))
  }
  pages.get('/recherche.csv', { schema: { hide: true } }, (request, reply) =>
    file(request, reply, 'professionnels.csv', 'text/csv; charset=utf-8', peopleCsv),
  )
  pages.get('/recherche.vcf', { schema: { hide: true } }, (request, reply) =>
    file(request, reply, 'professionnels.vcf', 'text/vcard; charset=utf-8', vcards),
  )

  pages.get('/villes', { schema: { hide: true } }, async (request, reply) => {
    const visit = visitOf(request, services)
    const { debut } = CITIES.read(request)
    const start = foldCity(debut)
    return services.directory.read((directory) => {
      if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
      const villes = start.length < SHORTEST_CITY ? [] : directory.cities(start, CITIES_SHOWN)
      return reply.type('application/json; charset=utf-8').send(JSON.stringify({ villes }))
    })
  })

  async function answer(form: SearchForm, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const visit = visitOf(request, services)
    const { asked, typed } = given(request, form.kind)
    const send = (outcome: Outcome): FastifyReply => sendPage(reply, searchPage(form, typed, outcome, visit.visitor))
    const isAsked = Object.keys(asked).some((name) => !ALONE.has(name))
    if (!isAsked) {
      return services.directory.read((directory) => {
        if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
        return send({ kind: 'nothing', generation: directory.generation })
      })
    }
    try {
      return await services.searches.take(request, (patience) =>
        services.directory.read(async (directory) => {
          if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
          const results = await find(form.kind, asked, directory, visit.reader, patience)
          reply.results = results.resultats.length
          return send({ kind: 'found', results, query: new URLSearchParams(flat(asked)).toString() })
        }),
      )
    } catch (error) {
      if (!(error instanceof AnnuaireError) || error.code !== 'CRITERE_INVALIDE') throw error
      reply.code(400).removeHeader('etag').header('cache-control', 'no-store')
      return send({ kind: 'refused', error })
    }
  }

  /** A search as a file, as long as may be. */
  async function file(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    type: string,
    written: (people: Extract<Results, { kind: 'professionnels' }>['resultats']) => string,
  ): Promise<FastifyReply> {
    const visit = visitOf(request, services)
    const { asked } = given(request, 'professionnels')
    return services.searches.take(request, (patience) =>
      services.directory.read(async (directory) => {
        if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
        const whole = { ...asked, limite: String(RESULT_CAP) }
        const results = await find('professionnels', whole, directory, visit.reader, patience)
        if (results.kind !== 'professionnels') throw new Error('people were searched')
        await patience.next()
        reply.results = results.resultats.length
        return reply
          .type(type)
          .header('content-disposition', `attachment; filename="${name}"`)
          .send(written(results.resultats))
      }),
    )
  }
}

type Asked = Readonly<Record<string, string | readonly string[]>>

async function find(
  kind: Kind,
  asked: Asked,
  directory: Directory,
  reader: Reader,
  patience: Patience,
): Promise<Results> {
  const search = criteriaFromParameters(asked, directory.codes(reader), (name) => PARAMETERS[kind].has(name))
  checkSource(asked['source'] as string | string[] | undefined, directory, reader)
  switch (kind) {
    case 'professionnels': {
      const how = { find: peopleOf, people: true, patience }
      return { kind, ...(await searched(search, directory, reader, how)) }
    }
    case 'bals': {
      const how = { find: mailboxesOf, people: false, patience }
      return { kind, ...(await searched(search, directory, reader, how)) }
    }
    case 'structures': {
      const how = { find: structuresOf, people: false, patience }
      return { kind, ...(await searched(search, directory, reader, how)) }
    }
  }
}

const peopleOf = (directory: Directory, criteria: Criteria, reader: Reader, window: Window) =>
  directory.professionnels(criteria, reader, window)
const mailboxesOf = (directory: Directory, criteria: Criteria, reader: Reader, window: Window) =>
  directory.bals(criteria, reader, window)
const structuresOf = (directory: Directory, criteria: Criteria, _reader: Reader, window: Window) =>
  directory.structures(criteria, window)

/** What the address says: as the search takes it, and as the form shows it again. */
function given(request: FastifyRequest, kind: Kind): { asked: Asked; typed: Readonly<Record<string, string>> } {
  const asked = askedOf(request, PARAMETERS[kind])
  const typed = Object.entries(asked).map(([name, value]) => [name, typeof value === 'string' ? value : value[0]!])
  return { asked, typed: Object.fromEntries(typed) }
}

function flat(asked: Asked): Record<string, string> {
  const alone = Object.entries(asked).filter(([name]) => name !== 'limite')
  return Object.fromEntries(alone.map(([name, value]) => [name, String(value)]))
}
