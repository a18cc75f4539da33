import type { FastifyInstance } from 'fastify'
import { KINDS } from '../../changes/kinds.js'
import { personPage } from '../../pages/person-page.js'
import { structurePage } from '../../pages/structure-page.js'
import { vcards } from '../../pages/vcard.js'
import type { Changement } from '../../resources/changes.js'
import type { Directory, Professionnel, Reader } from '../../store/index.js'
import { shown } from '../routes/changements.js'
import { candidatesOf, personOf } from '../routes/professionnels.js'
import { PEOPLE, structureOf, withPeople } from '../routes/structures.js'
import { sendPage } from './send-page.js'
import { isKnownPage, type PageServices, visitOf } from './visit.js'

/** Changes shown on a page, the latest. */
const CHANGES_SHOWN = 20
/** Mailboxes whose domain is looked up: nobody has so many. */
const DOMAINS_SHOWN = 20

export function addRecordPages(pages: FastifyInstance, services: PageServices): void {
  pages.get('/professionnels/:identifiant', { schema: { hide: true } }, async (request, reply) => {
    const visit = visitOf(request, services)
    const candidates = candidatesOf(request)
    return services.directory.readNow((directory) => {
      const person = personOf(candidates, directory, visit.reader)
      const { identifiant } = person
      if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
      const { bals } = person
      const content = {
        person,
        files: directory.fichiers,
        changes: changesOf(identifiant, directory, visit.reader),
        domains: bals.slice(0, DOMAINS_SHOWN).flatMap(({ adresse }) => directory.domaines.ofAddress(adresse) ?? []),
      }
      return sendPage(reply, personPage(content, visit.visitor))
    })
  })

  for (const [extension, type, written] of [
    ['vcf', 'text/vcard; charset=utf-8', (person: Professionnel) => vcards([person])],
    ['ldif', 'text/plain; charset=utf-8', services.ldif],
  ] as const) {
    pages.get(`/professionnels/:identifiant.${extension}`, { schema: { hide: true } }, async (request, reply) => {
      const visit = visitOf(request, services)
      const candidates = candidatesOf(request)
      return services.directory.readNow((directory) => {
        const person = personOf(candidates, directory, visit.reader)
        if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
        const name = `${person.identifiant}.${extension}`
        return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(written(person))
      })
    })
  }

  pages.get('/structures/:identifiant', { schema: { hide: true } }, async (request, reply) => {
    const visit = visitOf(request, services)
    const page = PEOPLE.read(request)
    const { identifiant } = request.params as { identifiant: string }
    return services.searches.take(request, (patience) =>
      services.directory.read(async (directory) => {
        const structure = await structureOf(directory, identifiant)
        if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
        await patience.next()
        const { bals, professionnels } = await withPeople(structure, page, directory, visit.reader, patience.abandoned)
        const content = { structure, bals, people: professionnels }
        return sendPage(reply, structurePage(content, visit.visitor))
      }),
    )
  })

  function changesOf(identifiant: string, directory: Directory, { sources }: Reader): readonly Changement[] {
    const served = services.journal.served(directory.generation.id)
    if (served === null) return []
    const record = { objet: KINDS.indexOf('professionnels'), cle: identifiant }
    const changes = services.journal.of(record, { served, now: new Date(), sources }, CHANGES_SHOWN)
    return changes.map((change) => shown(change, directory))
  }
}
