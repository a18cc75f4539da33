import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AnnuaireError } from '../../errors.js'
import { LONGEST_ASKED, MOST_ASKED, match, type PersonAsked } from '../../linkage/index.js'
import { type Directory, OwnPace, type Reader } from '../../store/index.js'
import { Body } from '../body.js'
import { sendInPieces } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { NO_PARAMETERS } from '../parameters.js'
import type { Patience } from '../patience.js'
import { readerOf } from '../reader.js'

const LONGEST_REFERENCE = 100
/** Candidates shown of each person, at most. */
const MOST_CANDIDATES = 10
/** Bytes: a hundred people with all that may be said of them. */
const BODY_LIMIT = 262_144

const field = (name: keyof typeof LONGEST_ASKED, description: string) =>
  z.string().max(LONGEST_ASKED[name]).nullable().optional().meta({ description })

const PERSONNE = z.strictObject({
  reference: z
    .string()
    .max(LONGEST_REFERENCE)
    .nullable()
    .optional()
    .meta({ description: 'Rendue avec la réponse : votre propre numéro de dossier, par exemple' }),
  nom: z.string().min(1).max(LONGEST_ASKED.nom).meta({ description: 'Nom d’usage, ou le seul nom connu' }),
  nomNaissance: field('nomNaissance', 'Nom de naissance, s’il est connu'),
  prenom: z
    .string()
    .min(1)
    .max(LONGEST_ASKED.prenom)
    .meta({ description: 'Un ou plusieurs prénoms, ou des initiales' }),
  voie: field('voie', 'Numéro et voie'),
  codePostal: field('codePostal', 'Code postal, CEDEX ou non'),
  commune: field('commune', 'Commune'),
  departement: field('departement', 'Code ou nom'),
  pays: field('pays', 'Code ou nom'),
  profession: field('profession', 'Code ou libellé'),
  specialite: field('specialite', 'Code ou libellé'),
  structure: field('structure', 'Nom, FINESS, SIRET ou SIREN'),
})

const ASKED = new Body(
  z.strictObject({
    personnes: z.array(PERSONNE).min(1).max(MOST_ASKED).meta({ description: 'Une personne ou plusieurs' }),
    candidats: z
      .int()
      .min(1)
      .max(MOST_CANDIDATES)
      .default(5)
      .meta({ description: 'Candidats montrés pour chaque personne, au plus' }),
  }),
  {
    personnes: [
      { reference: 'dossier 12', nom: 'Dupond', prenom: 'Jean', commune: 'Marseille', profession: 'Médecin' },
      { nom: 'Berger', prenom: 'Anne', codePostal: '75014' },
    ],
  },
)

type Asked = z.output<typeof PERSONNE>

export function rapprochementRoutes(app: FastifyInstance, services: HttpServices): void {
  app.post(
    '/v1/destinataires/rapprochement',
    {
      bodyLimit: BODY_LIMIT,
      schema: documented({
        id: 'rapprocher',
        tag: 'Recherche',
        summary: 'Retrouver des destinataires dont on n’a pas le numéro',
        description:
          'À partir du nom, du prénom et de ce que l’on sait d’autre : des candidats, chacun avec un score, ce qui concorde et ce qui diffère, et une certitude. « certaine » peut servir sans relecture ; « probable » se confirme ; « possible » se choisit. Des homonymes que rien ne distingue ne sont jamais « certaine ».',
        query: NO_PARAMETERS.documentation,
        body: ASKED.documentation,
        answer: 'rapprochements',
        problems: [401, 403, 413, 415],
      }),
    },
    async (request, reply) => {
      const reader = await readerOf(request, services)
      NO_PARAMETERS.read(request)
      const { personnes, candidats } = ASKED.read(request)
      return services.searches.take(request, (patience) =>
        services.directory.read(async (directory) => {
          const resultats: object[] = []
          for (const [at, personne] of personnes.entries()) {
            resultats.push(await matched(personne, at, candidats, { directory, reader, patience }))
            await patience.next()
          }
          reply.header('cache-control', 'no-store')
          reply.results = resultats.length
          return sendInPieces(
            request,
            reply,
            'rapprochements',
            { generation: directory.generation.id, resultats },
            patience,
          )
        }),
      )
    },
  )
}

interface From {
  readonly directory: Directory
  readonly reader: Reader
  readonly patience: Patience
}

async function matched(
  { reference = null, ...asked }: Asked,
  at: number,
  most: number,
  { directory, reader, patience }: From,
): Promise<object> {
  const { certitude, candidats, autres } = await placed(at, () =>
    match(directory, asked as PersonAsked, reader, new OwnPace(patience.abandoned)),
  )
  const shown = candidats.slice(0, most)
  return {
    reference,
    certitude,
    autres: autres + candidats.length - shown.length,
    candidats: shown.map(({ identifiant, score, certitude, regle, explication, comparaison, professionnel }) => {
      return { identifiant, score, certitude, regle, explication, comparaison, professionnel }
    }),
  }
}

/** What is wrong with a person is told with the place of that person in the list. */
async function placed<T>(at: number, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AnnuaireError)) throw error
    const details = error.details.map((one) => ({ ...one, parametre: `personnes[${at}].${one.parametre ?? ''}` }))
    throw new AnnuaireError(error.code, error.message, details)
  }
}
