import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Change, JournalReader } from '../../changes/journal-reader.js'
import { fieldsOf, KINDS, NATURES } from '../../changes/kinds.js'
import { fromText, type Position, toText } from '../../changes/position.js'
import { AnnuaireError, fault } from '../../errors.js'
import { type Changement, OBJETS } from '../../resources/changes.js'
import { ANONYMOUS, type Directory } from '../../store/index.js'
import { instantOf } from '../../text/instant.js'
import { dayInFrance } from '../../values/day-in-france.js'
import { NATIONAL } from '../../values/index.js'
import { notModified } from '../caching.js'
import { sendInPieces } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { Parameters } from '../parameters.js'
import { readerOf } from '../reader.js'

const MOST = 500
const GENERATION = /^\d{8}-\d{6}-\d{3}$/
const LONGEST_BOOKMARK = 400
const SINCE = 'une génération (la propriété generation d’une réponse) ou un moment : AAAA-MM-JJ, avec ou sans heure'
const START_AGAIN = 'refaites une copie complète, puis suivez les changements depuis la génération de cette copie'

const ASKED = new Parameters({
  depuis: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({
      description: `Pour commencer : ${SINCE}. Une copie se suit depuis la génération qu’elle a lue en dernier commençant, non depuis une date`,
      examples: ['20260828-063000-000'],
    }),
  suite: z
    .string()
    .min(1)
    .max(LONGEST_BOOKMARK)
    .optional()
    .meta({ description: 'Pour continuer : la propriété suite de la réponse précédente' }),
  objet: z
    .enum(OBJETS)
    .optional()
    .meta({ description: 'Ce dont les changements sont voulus ; tout par défaut', examples: ['professionnels'] }),
  limite: z
    .int()
    .min(1)
    .max(MOST)
    .default(100)
    .meta({ description: 'Changements voulus au plus', examples: [100] }),
})

/** What changed from publication to publication, for those who keep a copy. */
export function changementsRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/changements',
    {
      schema: documented({
        id: 'suivreChangements',
        tag: 'Changements',
        summary: 'Ce qui a changé depuis une génération ou une date',
        description:
          'Une page à la fois, sans trou ni répétition pendant que des imports se publient. Qui tient une copie complète (/v1/extractions) relit chaque enregistrement nommé (/v1/professionnels/lot, /v1/bals/{adresse}, /v1/structures/{identifiant}), retire ceux qui sont fermés, et tient ainsi ce que donnerait une nouvelle copie. Un enregistrement qui change plusieurs fois est nommé autant de fois. Les libellés des nomenclatures et la date des fichiers ne comptent pas comme des changements, ni l’ordre des activités. Les changements des sources régionales ne sont dits qu’aux comptes qui les lisent. Ils sont gardés 185 jours.',
        query: ASKED.documentation,
        answer: 'changements',
        problems: [401, 403, 410],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const reader = await readerOf(request, services)
      const asked = ASKED.read(request)
      checkStart(asked)
      return services.searches.take(request, (patience) =>
        services.directory.read(async (directory) => {
          const { journal } = services
          const now = new Date()
          const served = journal.served(directory.generation.id)
          if (served === null) {
            throw new AnnuaireError('INDISPONIBLE', 'Le journal des changements commencera au prochain import.')
          }
          const of = [journal.identity, asked.objet ?? '', reader.sources.toSorted().join(',')].join(' ')
          const from = startOf(asked, journal, served, of)
          const day = dayInFrance(now)
          const facts = [directory.edition, String(served), day, ...reader.sources]
          if (notModified(request, reply, facts, reader === ANONYMOUS)) return reply.code(304).send()
          const objet = asked.objet === undefined ? null : KINDS.indexOf(asked.objet)
          const page = journal.page({ from, served, now, day, objet, sources: reader.sources, limit: asked.limite })
          await patience.next()
          const resultats = page.changes.map((change) => shown(change, directory))
          reply.results = resultats.length
          const changements = {
            limite: asked.limite,
            generation: directory.generation.id,
            inchange: resultats.length === 0 && !page.more,
            reste: page.more,
            suite: toText({ position: page.end, of }),
            resultats,
          }
          return sendInPieces(request, reply, 'changements', changements, patience)
        }),
      )
    },
  )
}

interface Start {
  readonly depuis?: string | undefined
  readonly suite?: string | undefined
}

function checkStart({ depuis, suite }: Start): void {
  if ((depuis === undefined) !== (suite === undefined)) return
  throw refused('depuis', 'l’un des deux : depuis pour commencer, suite pour continuer', depuis)
}

/** Where the page begins. @throws AnnuaireError CRITERE_INVALIDE, or PERIME when the journal does not go so far back */
function startOf({ depuis, suite }: Start, journal: JournalReader, served: number, of: string): Position {
  const position = suite === undefined ? since(depuis!, journal, served) : continued(suite, of)
  if (position !== null && journal.follows(position, served)) return position
  throw new AnnuaireError(
    'PERIME',
    `Le journal ne connaît pas tout ce qui a changé depuis lors (il garde 185 jours) : ${START_AGAIN}.`,
    [
      {
        parametre: suite === undefined ? 'depuis' : 'suite',
        regle: 'une génération ou un moment que le journal connaît',
      },
    ],
  )
}

function since(depuis: string, journal: JournalReader, served: number): Position | null {
  if (GENERATION.test(depuis)) return journal.afterGeneration(depuis, served)
  const instant = instantOf(depuis)
  if (Number.isNaN(instant)) throw refused('depuis', SINCE, depuis)
  return journal.afterMoment(instant, served)
}

/** Another journal's bookmark is out of date; one made for another question, or another reader, is a mistake. */
function continued(suite: string, of: string): Position | null {
  const bookmark = fromText(suite)
  if (bookmark === null) throw refused('suite', 'la propriété suite d’une réponse', suite)
  if (bookmark.of === of) return bookmark.position
  if (bookmark.of.split(' ')[0] !== of.split(' ')[0]) return null
  throw refused('suite', 'la suite d’une réponse au même compte, qui lit les mêmes sources, pour le même objet', suite)
}

function refused(parametre: string, regle: string, valeur: string | undefined): AnnuaireError {
  return new AnnuaireError('CRITERE_INVALIDE', `Paramètre refusé — ${parametre} : ${regle}.`, [
    fault(parametre, regle, valeur),
  ])
}

/** What is not published any more is closed, and its address is shown to nobody. */
export function shown(change: Change, { records }: Directory): Changement {
  const { objet, cle, source, champs, generation, moment } = change
  const kind = KINDS[objet]!
  const adresse = kind === 'bals' ? records.address(objet, cle, source) : null
  const isThere = kind === 'bals' ? adresse !== null : records.has(objet, cle)
  const nature = isThere ? NATURES[change.nature]! : 'fermé'
  return {
    objet: kind,
    cle,
    source: source === '' ? NATIONAL : source,
    nature: isThere && nature === 'fermé' ? 'modifié' : nature,
    adresse,
    champs: isThere ? fieldsOf(kind, champs) : [],
    generation,
    moment,
  }
}
