import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AnnuaireError, fault } from '../../errors.js'
import {
  allSpecialites,
  departements,
  label,
  regions,
  specialites,
  type TableName,
  tableEntries,
} from '../../nomenclature/index.js'
import { type FeedCodes, NO_FEED_CODES } from '../../search/feed-codes.js'
import { ANONYMOUS, type Reader } from '../../store/index.js'
import { notModified } from '../caching.js'
import { pathParameter } from '../documentation.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { NO_PARAMETERS, Parameters } from '../parameters.js'
import { readerOf } from '../reader.js'

/** Tables as the address names them. */
const TABLES: Readonly<Record<string, TableName>> = {
  professions: 'profession',
  'types-savoir-faire': 'type-savoir-faire',
  categories: 'categorie',
  'modes-exercice': 'mode-exercice',
  secteurs: 'secteur',
  'sections-pharmaciens': 'section-pharmacien',
  roles: 'role',
  'genres-activite': 'genre-activite',
  civilites: 'civilite',
  'civilites-exercice': 'civilite-exercice',
  'types-bal': 'type-bal',
  'types-identifiant-structure': 'type-identifiant-structure',
}
const NAMES = ['departements', 'regions', 'specialites', ...Object.keys(TABLES)].sort()

const OF_SPECIALITES = new Parameters({
  profession: z
    .string()
    .max(20)
    .optional()
    .meta({ description: 'Avec la table specialites : celles de cette profession', examples: ['10'] }),
})

export function nomenclaturesRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/nomenclatures',
    {
      schema: documented({
        id: 'listerNomenclatures',
        tag: 'Nomenclatures',
        summary: 'Les tables de codes proposées',
        query: NO_PARAMETERS.documentation,
        answer: 'nomenclatures',
        problems: [],
        isCached: true,
      }),
    },
    async (request, reply) => {
      NO_PARAMETERS.read(request)
      if (notModified(request, reply, NAMES, true)) return reply.code(304).send()
      return sendResult(request, reply, 'nomenclatures', { resultats: NAMES })
    },
  )

  app.get(
    '/v1/nomenclatures/:table',
    {
      schema: documented({
        id: 'lireNomenclature',
        tag: 'Nomenclatures',
        summary: 'Les codes et libellés d’une table',
        description:
          'Les codes que les fichiers chargés contiennent et que la nomenclature n’a pas viennent à la fin, avec le libellé du fichier et horsNomenclature à true.',
        path: pathParameter('table', `Nom de la table : ${NAMES.join(', ')}`, 'specialites'),
        query: OF_SPECIALITES.documentation,
        answer: 'nomenclature',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const { table } = request.params as { table: string }
      const reader = await readerOf(request, services)
      const asked: { profession?: string | undefined } = (
        table === 'specialites' ? OF_SPECIALITES : NO_PARAMETERS
      ).read(request)
      const [codes, edition] = await codesNow(services, reader)
      if (notModified(request, reply, [edition, ...reader.sources], reader === ANONYMOUS)) return reply.code(304).send()
      return sendResult(request, reply, 'nomenclature', { table, resultats: entries(table, asked.profession, codes) })
    },
  )
}

/** The nomenclatures are there before anything is published. */
async function codesNow({ directory }: HttpServices, reader: Reader): Promise<readonly [FeedCodes, string]> {
  try {
    return await directory.read((now) => [now.codes(reader), now.edition] as const)
  } catch (error) {
    if (error instanceof AnnuaireError && error.code === 'INDISPONIBLE') return [NO_FEED_CODES, '']
    throw error
  }
}

function entries(table: string, profession: string | undefined, codes: FeedCodes): readonly object[] {
  if (table === 'departements') return departements()
  if (table === 'regions') return regions()
  if (table === 'specialites') {
    const ofFeed = codes.of('savoir-faire')
    const added = (some: typeof ofFeed) =>
      some.map(({ code, libelle, type }) => ({ code, libelle, type, horsNomenclature: true }))
    if (profession === undefined) return [...allSpecialites(), ...added(ofFeed)]
    if (label('profession', profession) === null && codes.find('profession', profession) !== profession) {
      const regle = 'un code de /v1/nomenclatures/professions'
      throw new AnnuaireError('CRITERE_INVALIDE', `Paramètre refusé — profession : ${regle}.`, [
        fault('profession', regle, profession),
      ])
    }
    const own = ofFeed.filter(({ professions }) => professions.includes(profession))
    return [...specialites(profession), ...added(own)]
  }
  const name = TABLES[table]
  if (name === undefined || !Object.hasOwn(TABLES, table)) {
    throw new AnnuaireError('INTROUVABLE', `Table inconnue. Tables : ${NAMES.join(', ')}.`)
  }
  const added = codes.of(name).map(({ code, libelle }) => ({ code, libelle, horsNomenclature: true }))
  return [...tableEntries(name), ...added]
}
