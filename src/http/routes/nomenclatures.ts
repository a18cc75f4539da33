import type { FastifyInstance } from 'fastify'
import { AnnuaireError } from '../../errors.js'
import {
  allSpecialites,
  departements,
  label,
  regions,
  specialites,
  type TableName,
  tableEntries,
} from '../../nomenclature/index.js'
import { varyBy } from '../caching.js'
import { nomenclatureParameters, pathParameter, resultResponses } from '../documentation.js'
import { sendResult } from '../format.js'
import { knownParameters } from '../query.js'

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

export function nomenclaturesRoutes(app: FastifyInstance): void {
  app.get(
    '/v1/nomenclatures',
    {
      schema: {
        tags: ['Nomenclatures'],
        summary: 'Les tables de codes proposées',
        response: resultResponses('Nomenclatures'),
      },
    },
    async (request, reply) => {
      knownParameters(request, [])
      return sendResult(request, reply, 'nomenclatures', { resultats: NAMES })
    },
  )

  app.get(
    '/v1/nomenclatures/:table',
    {
      schema: {
        tags: ['Nomenclatures'],
        summary: 'Les codes et libellés d’une table',
        params: pathParameter('table', `Nom de la table : ${NAMES.join(', ')}`, 'specialites'),
        querystring: nomenclatureParameters(),
        response: resultResponses('Nomenclature'),
      },
    },
    async (request, reply) => {
      const { table } = request.params as { table: string }
      const { profession } = knownParameters(request, table === 'specialites' ? ['profession'] : [])
      reply.header('cache-control', 'private, max-age=3600')
      varyBy(reply, ['Accept', 'Accept-Encoding'])
      return sendResult(request, reply, 'nomenclature', { table, resultats: entries(table, profession) })
    },
  )
}

function entries(table: string, profession: string | undefined): readonly object[] {
  if (table === 'departements') return departements()
  if (table === 'regions') return regions()
  if (table === 'specialites') {
    if (profession === undefined) return allSpecialites()
    if (label('profession', profession) !== null) return specialites(profession)
    throw fault('profession', 'un code de /v1/nomenclatures/professions', profession)
  }
  const name = TABLES[table]
  if (name === undefined || !Object.hasOwn(TABLES, table)) {
    throw new AnnuaireError('INTROUVABLE', `Table inconnue. Tables : ${NAMES.join(', ')}.`)
  }
  return tableEntries(name)
}

function fault(parametre: string, regle: string, valeur: string): AnnuaireError {
  return new AnnuaireError('CRITERE_INVALIDE', `Paramètre refusé — ${parametre} : ${regle}.`, [
    { parametre, regle, valeur: valeur.slice(0, 200) },
  ])
}
