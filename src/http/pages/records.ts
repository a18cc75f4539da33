import type { FastifyInstance, FastifyRequest } from 'fastify'
import { KINDS } from '../../changes/kinds.js'
import { AnnuaireError, fault } from '../../errors.js'
import { personPage } from '../../pages/person-page.js'
import { structurePage } from '../../pages/structure-page.js'
import { vcards } from '../../pages/vcard.js'
import { IDENTIFIER_RULE, nationalIdentifiers } from '../../records/identifier.js'
import type { Changement } from '../../resources/changes.js'
import type { Domaine } from '../../resources/domains.js'
import type { Directory, Professionnel, Reader } from '../../store/index.js'
import { shown } from '../routes/changements.js'
import { PEOPLE, structureOf, withPeople } from '../routes/structures.js'
import { isKnownPage, type PageServices, visitOf } from './visit.js'

/** Changes shown on a page, the latest. */
const CHANGES_SHOWN = 20
/** Mailboxes whose domain is looked up: nobody has so many. */
const DOMAINS_SHOWN = 20

export function addRecordPages(pages: FastifyInstance, services: PageServices): void {
  pages.get('/professionnels/:identifiant', { schema: { hide: true } }, async (request, reply) => {
    const visit = visitOf(request, services)
    return services.directory.readNow((directory) => {
      const person = personOf(request, directory, visit.reader)
      const { identifiant } = person
      if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
      const { bals } = person
      const content = {
        person,
        files: directory.fichiers,
        changes: changesOf(identifiant, directory, visit.reader),
        domains: bals.slice(0, DOMAINS_SHOWN).flatMap(({ adresse }) => domainOf(adresse, directory)),
      }
      return reply.type('text/html; charset=utf-8').send(personPage(content, visit.visitor))
    })
  })

  for (const [extension, type, written] of [
    ['vcf', 'text/vcard; charset=utf-8', (person: Professionnel) => vcards([person])],
    ['ldif', 'text/plain; charset=utf-8', services.ldif],
  ] as const) {
    pages.get(`/professionnels/:identifiant.${extension}`, { schema: { hide: true } }, async (request, reply) => {
      const visit = visitOf(request, services)
      return services.directory.readNow((directory) => {
        const person = personOf(request, directory, visit.reader)
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
        return reply.type('text/html; charset=utf-8').send(structurePage(content, visit.visitor))
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

/** @throws AnnuaireError CRITERE_INVALIDE, or INTROUVABLE */
function personOf(request: FastifyRequest, directory: Directory, reader: Reader): Professionnel {
  const { identifiant } = request.params as { identifiant: string }
  const candidates = nationalIdentifiers(identifiant)
  if (candidates.length === 0) {
    throw new AnnuaireError('CRITERE_INVALIDE', `Identifiant malformé : ${IDENTIFIER_RULE} est attendu.`, [
      fault('identifiant', IDENTIFIER_RULE, identifiant),
    ])
  }
  for (const candidate of candidates) {
    const found = directory.professionnel(candidate, reader)
    if (found !== null) return found
  }
  throw new AnnuaireError('INTROUVABLE', 'Aucun professionnel ne porte cet identifiant.')
}

function domainOf(adresse: string, { domaines }: Directory): readonly Domaine[] {
  const name = adresse.slice(adresse.lastIndexOf('@') + 1).toLowerCase()
  return domaines.search({ domaine: name, operateur: null }).filter(({ nom }) => nom === name)
}
