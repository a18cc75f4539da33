import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AnnuaireError, fault } from './errors.js'

/** Bytes of the file: it is written by hand. */
const MOST_BYTES = 1024 * 1024
const DAILY = '18:00'
const SOURCE = /^[a-z][a-z0-9-]{1,31}$/
/** Types of mailbox that have a ceiling of their own: INT counts as PER (seed 003). */
const COUNTED_TYPES = ['PER', 'ORG', 'APP', 'MED'] as const
export type CountedType = (typeof COUNTED_TYPES)[number]

const ceiling = z.int('un nombre entier').min(0, '0 ou plus').max(10_000_000, '10 000 000 au plus').optional()
const policy = z.strictObject({
  preinscritsVisibles: z.boolean('true ou false').default(false),
  domaine: z
    .string('un domaine')
    .regex(/^[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}$/i, 'un domaine comme paca.mssante.fr')
    .optional(),
  plafonds: z.strictObject({ PER: ceiling, ORG: ceiling, APP: ceiling, MED: ceiling }).default({}),
  operateur: z.string('un texte').min(1, 'un nom').max(200, '200 caractères au plus').optional(),
  contact: z.string('un texte').max(200, '200 caractères au plus').optional(),
  heureQuotidienne: z
    .string('une heure')
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'une heure de Paris comme 18:00')
    .optional(),
})
const policies = z.record(z.string().regex(SOURCE, 'un nom de source'), policy)

/** How a regional source publishes. */
export interface SourcePolicy {
  /** Whether mailboxes that are PREINSCRIT show: an option, off by default (seed 003). */
  readonly preinscritsVisibles: boolean
  /** Domain that completes a left part alone. */
  readonly domaine: string
  /** Accounts of each type that the source may have; PER stands for PER and INT. A type without a ceiling has none. */
  readonly plafonds: Readonly<Partial<Record<CountedType, number | undefined>>>
  /** Operator of its mailboxes, as the white list names it; null when that is not checked. */
  readonly operateur: string | null
  /** Who answers for the source, as people read it. */
  readonly contact: string | null
  /** When the server collects its deposits, each day, as the clocks of Paris show it (seed 002: 18 h). */
  readonly heureQuotidienne: string
}

export type SourcePolicies = Readonly<Record<string, Partial<SourcePolicy>>>

/** The policy of a source, with what it leaves unsaid. */
export function policyOf(source: string, known: SourcePolicies): SourcePolicy {
  const { preinscritsVisibles = false, plafonds = {}, operateur = null, contact = null, ...said } = known[source] ?? {}
  const { domaine = `${source}.mssante.fr`, heureQuotidienne = DAILY } = said
  return { preinscritsVisibles, domaine, plafonds, operateur, contact, heureQuotidienne }
}

function policyPath(dataDir: string): string {
  return join(dataDir, 'sources.json')
}

/**
 * The policies of `sources.json`; none when there is no file.
 * @throws AnnuaireError CONFIGURATION_INVALIDE with every fault, each with its place
 */
export function readPolicies(dataDir: string): SourcePolicies {
  const path = policyPath(dataDir)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new AnnuaireError('CONFIGURATION_INVALIDE', `${path} ne peut pas être lu.`, [], { cause })
  }
  if (text.length > MOST_BYTES) throw invalid(path, [fault('sources.json', '1 Mo au plus')])
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw invalid(path, [fault('sources.json', 'un objet JSON')])
  }
  const { data, error } = policies.safeParse(given)
  if (data !== undefined) return data as SourcePolicies
  throw invalid(
    path,
    error!.issues.map(({ path: at, message, code, ...issue }) => {
      const place = at.join('.') || 'sources.json'
      const unknown = code === 'unrecognized_keys' ? (issue as { keys: string[] }).keys.join(', ') : ''
      if (unknown !== '') return fault(place, `réglage inconnu : ${unknown}`)
      if (code === 'invalid_key') return fault(place, 'un nom de source : minuscules, chiffres et tirets')
      return fault(place, code === 'invalid_type' && at.length < 2 ? 'un objet de réglages' : message)
    }),
  )
}

function invalid(path: string, faults: readonly ReturnType<typeof fault>[]): AnnuaireError {
  const told = faults.map(({ parametre, regle }) => `${parametre} : ${regle}`).join(' ; ')
  return new AnnuaireError('CONFIGURATION_INVALIDE', `${path} est refusé — ${told}.`, [...faults])
}
