import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AnnuaireError, type ErrorDetails } from '../../errors.js'
import type { Severity } from '../../notices/catalog.js'
import { CATALOG } from '../../notices/catalog.js'
import { type Alimentation, type Viewer, viewerKey } from '../../report/index.js'
import { notModified } from '../caching.js'
import { avisParameters, formatParameter, pathParameter, resultResponses } from '../documentation.js'
import { sendResult } from '../format.js'
import type { HttpServices } from '../options.js'
import { knownParameters } from '../query.js'
import { viewerOf } from '../reader.js'

const SEVERITIES: readonly Severity[] = ['Bloquante', 'Avertissement', 'Information']
const LISTED = 30
/** Notices that a reader may skip: beyond, the whole report is the command's matter. */
const MOST_SKIPPED = 1_000_000
const VISIBLE =
  'Les avis d’un fichier régional et ses lignes refusées ne sont montrés, un par un, qu’à un compte de cette source ; les valeurs d’un fichier national, à un compte. Les autres lecteurs voient combien il y en a de chaque règle. Le motif d’un refus se lit sur le serveur, avec « annuaire rapport ».'
const ID = pathParameter('id', 'Identifiant de l’alimentation, ou « derniere »', 'derniere')

export function alimentationsRoutes(app: FastifyInstance, services: HttpServices): void {
  const { reports, searches } = services
  app.get(
    '/v1/alimentations',
    {
      schema: {
        tags: ['Rapport d’alimentation'],
        summary: 'Les derniers imports, publiés ou refusés',
        querystring: formatParameter(),
        response: resultResponses('ListeAlimentations'),
      },
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      knownParameters(request, [])
      return searches.take(request, async () => {
        const resultats = await reports.list(LISTED, viewer)
        if (isKnown(request, reply, viewer, resultats)) return reply.code(304).send()
        reply.results = resultats.length
        return sendResult(request, reply, 'alimentations', { resultats })
      })
    },
  )

  app.get(
    '/v1/alimentations/:id',
    {
      schema: {
        tags: ['Rapport d’alimentation'],
        summary: 'Ce qu’un import a lu, chargé et refusé',
        description: VISIBLE,
        params: ID,
        querystring: formatParameter(),
        response: resultResponses('Alimentation'),
      },
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      knownParameters(request, [])
      return searches.take(request, async () => {
        const { alimentation } = await find(request, viewer)
        if (isKnown(request, reply, viewer, [alimentation])) return reply.code(304).send()
        return sendResult(request, reply, 'alimentation', alimentation)
      })
    },
  )

  app.get(
    '/v1/alimentations/:id/rapport',
    {
      schema: {
        tags: ['Rapport d’alimentation'],
        summary: 'Le rapport d’alimentation, avis par avis',
        description: `${VISIBLE} « masque » vaut true quand une partie n’est pas montrée. « suivant » est le décalage de la suite.`,
        params: ID,
        querystring: avisParameters(),
        response: resultResponses('Rapport'),
      },
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      const query = readQuery(knownParameters(request, ['decalage', 'limite', 'severite', 'code']))
      return searches.take(request, async () => {
        const { alimentation, masque } = await find(request, viewer)
        if (isKnown(request, reply, viewer, [alimentation])) return reply.code(304).send()
        const page = await reports.avis(alimentation.id, query, viewer)
        const { avis, suivant } = page ?? { avis: [], suivant: null }
        reply.results = avis.length
        const { decalage, limite, ...filtre } = query
        return sendResult(request, reply, 'rapport', {
          alimentation,
          masque,
          decalage,
          limite,
          suivant,
          ...filtre,
          avis,
        })
      })
    },
  )

  async function find(
    request: FastifyRequest,
    viewer: Viewer,
  ): Promise<{ alimentation: Alimentation; masque: boolean }> {
    const found = await reports.get((request.params as { id: string }).id, viewer)
    if (found === null) throw new AnnuaireError('INTROUVABLE', 'Aucune alimentation ne porte cet identifiant.')
    return found
  }
}

/** A report changes until its import ends: its head tells one state from another. */
function isKnown(request: FastifyRequest, reply: FastifyReply, viewer: Viewer, seen: readonly Alimentation[]): boolean {
  return notModified(request, reply, [viewerKey(viewer), JSON.stringify(seen)], viewer.kind === 'anonyme')
}

function readQuery({ decalage = '0', limite = '100', severite, code }: Record<string, string>) {
  const faults: ErrorDetails[] = []
  const whole = (parametre: string, value: string, least: number, most: number): number => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    faults.push({ parametre, regle: `un nombre de ${least} à ${most}`, valeur: value.slice(0, 200) })
    return least
  }
  const query = {
    decalage: whole('decalage', decalage, 0, MOST_SKIPPED),
    limite: whole('limite', limite, 1, 500),
    severite: SEVERITIES.find((known) => known.toLowerCase() === severite?.toLowerCase()),
    code: code !== undefined && Object.hasOwn(CATALOG, code) ? code : undefined,
  }
  if (severite !== undefined && query.severite === undefined) {
    faults.push({ parametre: 'severite', regle: SEVERITIES.join(', '), valeur: severite.slice(0, 200) })
  }
  if (code !== undefined && query.code === undefined) {
    faults.push({
      parametre: 'code',
      regle: `un code d’avis : ${Object.keys(CATALOG).join(', ')}`,
      valeur: code.slice(0, 200),
    })
  }
  if (faults.length > 0) throw new AnnuaireError('CRITERE_INVALIDE', 'Paramètres refusés.', faults)
  return query
}
