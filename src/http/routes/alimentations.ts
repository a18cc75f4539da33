import type { FastifyInstance } from 'fastify'
import { AnnuaireError } from '../../errors.js'
import { CATALOG } from '../../notices/catalog.js'
import type { Severity } from '../../notices/notice.js'
import { withoutDepositDetails } from '../../report/deposit-details.js'
import type { Alimentation } from '../../report/model.js'
import { avisParameters, pathParameter, resultResponses } from '../documentation.js'
import { sendResult } from '../format.js'
import type { HttpServices } from '../options.js'
import { mayReadRefusals, readerOf } from '../reader.js'

const SEVERITIES: readonly Severity[] = ['Bloquante', 'Avertissement', 'Information']
const LISTED = 30
const ID = pathParameter('id', 'Identifiant de l’alimentation, ou « derniere »', 'derniere')

export function alimentationsRoutes(app: FastifyInstance, services: HttpServices): void {
  const { reports, authenticator } = services
  app.get(
    '/v1/alimentations',
    {
      schema: {
        tags: ['Rapport d’alimentation'],
        summary: 'Les derniers imports, publiés ou refusés',
        response: resultResponses('ListeAlimentations'),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return sendResult(request, reply, 'alimentations', {
        resultats: (await reports.list(LISTED)).map(withoutDepositDetails),
      })
    },
  )

  app.get(
    '/v1/alimentations/:id',
    {
      schema: {
        tags: ['Rapport d’alimentation'],
        summary: 'Ce qu’un import a lu, chargé et refusé',
        params: ID,
        response: resultResponses('Alimentation'),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return sendResult(
        request,
        reply,
        'alimentation',
        withoutDepositDetails(await find(request.params as { id: string })),
      )
    },
  )

  app.get(
    '/v1/alimentations/:id/rapport',
    {
      schema: {
        tags: ['Rapport d’alimentation'],
        summary: 'Le rapport d’alimentation, avis par avis',
        description:
          'La valeur et la ligne refusée ne sont montrées qu’à un compte, ou à qui interroge depuis la machine même ; sinon « masque » vaut true.',
        params: ID,
        querystring: avisParameters(),
        response: resultResponses('Rapport'),
      },
    },
    async (request, reply) => {
      const reader = await readerOf(request, authenticator)
      const query = readQuery(request.query as Record<string, unknown>)
      const alimentation = await find(request.params as { id: string })
      const found = await reports.avis(alimentation.id, query)
      const masque = !mayReadRefusals(request, reader)
      const avis = masque
        ? found.map((one) => ({ ...one, valeur: null, contenu: null, message: titleOf(one.code) }))
        : found
      reply.header('cache-control', 'no-store')
      return sendResult(request, reply, 'rapport', {
        alimentation: masque ? withoutDepositDetails(alimentation) : alimentation,
        masque,
        ...query,
        avis,
      })
    },
  )

  async function find({ id }: { id: string }): Promise<Alimentation> {
    const alimentation = await reports.get(id)
    if (alimentation === null) throw new AnnuaireError('INTROUVABLE', 'Aucune alimentation ne porte cet identifiant.')
    return alimentation
  }
}

/** The rule's title alone: the full message may repeat an identifier. */
function titleOf(code: string): string {
  return Object.hasOwn(CATALOG, code) ? CATALOG[code as keyof typeof CATALOG].titre : code
}

function readQuery({
  format: _format,
  decalage = '0',
  limite = '100',
  severite,
  code,
  ...others
}: Record<string, unknown>) {
  const faults: { parametre: string; regle: string; valeur: string }[] = []
  const whole = (parametre: string, value: unknown, least: number, most: number): number => {
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    faults.push({ parametre, regle: `un nombre de ${least} à ${most}`, valeur: String(value).slice(0, 200) })
    return least
  }
  const query = {
    decalage: whole('decalage', decalage, 0, 100_000_000),
    limite: whole('limite', limite, 1, 500),
    severite: SEVERITIES.find((known) => known === severite),
    code: typeof code === 'string' && Object.hasOwn(CATALOG, code) ? code : undefined,
  }
  if (severite !== undefined && query.severite === undefined) {
    faults.push({ parametre: 'severite', regle: SEVERITIES.join(', '), valeur: String(severite).slice(0, 200) })
  }
  if (code !== undefined && query.code === undefined) {
    faults.push({
      parametre: 'code',
      regle: `un code d’avis : ${Object.keys(CATALOG).join(', ')}`,
      valeur: String(code).slice(0, 200),
    })
  }
  for (const name of Object.keys(others)) {
    faults.push({
      parametre: name.slice(0, 200),
      regle: 'paramètres admis : decalage, limite, severite, code, format',
      valeur: '',
    })
  }
  if (faults.length > 0) throw new AnnuaireError('CRITERE_INVALIDE', 'Paramètres refusés.', faults)
  return query
}
