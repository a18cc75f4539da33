import type { Rng } from './rng.js'
import { FINESS_BLOCK, FINESS_SLOTS, SIRET_BLOCK, SIRET_SLOTS } from './structure-kinds.js'
import { coded } from './tables.js'

/** Which structure an activity is in; its cells are made when the line is written. */
export type StructureRef =
  | { readonly kind: 'finess'; readonly number: number }
  | { readonly kind: 'siret'; readonly number: number }
  | { readonly kind: 'cabinet'; readonly rank: number }

export interface Activity {
  readonly structure: StructureRef | null
  /** Code and label of the mode d'exercice. */
  readonly mode: string
  readonly role: string
  readonly genre: string
  /** Section of the pharmacists' register. */
  readonly section: string
}

export interface Practice {
  readonly profession: string
  readonly home: number
  readonly hasRpps: boolean
  readonly finessCount: number
  readonly siretCount: number
}

const LIBERAL: ReadonlySet<string> = new Set(['70', '91', '80', '40', '71', '72', '73', '92'])
const COUNTS = [0.7, 0.9, 0.965, 0.99]

/** What a person does and where, mostly near home. */
export function drawActivities(rng: Rng, practice: Practice): Activity[] {
  const draw = rng.float()
  const found = COUNTS.findIndex((share) => draw < share)
  const count = found === -1 ? 5 : found + 1
  const activities: Activity[] = []
  for (let rank = 1; rank <= count; rank++) {
    const previous = activities[rank - 2]
    const same = previous !== undefined && rng.chance(0.12)
    const structure = same ? previous.structure : drawStructure(rng, practice, rank)
    activities.push({ structure, ...manner(rng, practice.profession, structure, same) })
  }
  return activities
}

function drawStructure(rng: Rng, practice: Practice, rank: number): StructureRef {
  const { profession, hasRpps } = practice
  const draw = rng.float()
  if (profession === '21') {
    if (draw < 0.78) return finess(rng, practice, 'pharmacy')
    return draw < 0.9 ? finess(rng, practice, 'hospital') : finess(rng, practice, 'laboratory')
  }
  if (profession === '28' || profession === '26') return siret(rng, practice, 'fitting')
  const liberal = LIBERAL.has(profession) ? 0.78 : profession === '10' ? 0.48 : profession === '60' ? 0.24 : 0.12
  if (draw < liberal) {
    const own = draw / liberal
    if (own < 0.45 && hasRpps) return { kind: 'cabinet', rank }
    if (own < 0.72) return siret(rng, practice, 'group')
    return own < 0.9 ? siret(rng, practice, 'company') : siret(rng, practice, 'healthHouse')
  }
  const place = (draw - liberal) / (1 - liberal)
  if (place < 0.55) return finess(rng, practice, 'hospital')
  if (place < 0.7) return finess(rng, practice, 'clinic')
  if (place < 0.84) return finess(rng, practice, 'careHome')
  if (place < 0.89) return finess(rng, practice, 'healthCentre')
  if (place < 0.91) return finess(rng, practice, 'laboratory')
  return place < 0.97 ? finess(rng, practice, 'disability') : siret(rng, practice, 'enterprise')
}

/** One activity in twenty is far from home. */
function near(rng: Rng, home: number): number {
  return rng.chance(0.05) ? rng.float() : Math.min(0.999999, Math.max(0, home + (rng.float() - 0.5) * 0.002))
}

function finess(rng: Rng, practice: Practice, slot: keyof typeof FINESS_SLOTS): StructureRef {
  const [first, count] = FINESS_SLOTS[slot]
  const block = Math.floor((near(rng, practice.home) * practice.finessCount) / FINESS_BLOCK)
  return { kind: 'finess', number: block * FINESS_BLOCK + first + rng.below(count) }
}

function siret(rng: Rng, practice: Practice, slot: keyof typeof SIRET_SLOTS): StructureRef {
  const [first, count] = SIRET_SLOTS[slot]
  const block = Math.floor((near(rng, practice.home) * practice.siretCount) / SIRET_BLOCK)
  return { kind: 'siret', number: block * SIRET_BLOCK + first + rng.below(count) }
}

const LIBERAL_ROLES = ['FON-01', 'FON-01', 'FON-01', 'FON-02', 'FON-17', 'FON-42', 'FON-22'].map(role)
const EMPLOYED_ROLES = ['FON-AU', 'FON-AU', 'FON-33', 'FON-18', 'FON-35', 'FON-43', 'FON-48', 'FON-53'].map(role)
const PHARMACY_ROLES = ['FON-03', 'FON-05', 'FON-05', 'FON-04', 'FON-37', 'FON-40'].map(role)
const SECTIONS = ['A', 'D', 'D', 'DA', 'H', 'G', 'B', 'C', 'EA', 'ED'].map((code) => coded('section-pharmacien', code))
const GENRES = ['GENR01', 'GENR01', 'GENR01', 'GENR01', 'GENR01', 'GENR01', 'GENR01', 'GENR02', 'GENR04', 'GENR06'].map(
  (code) => coded('genre-activite', code),
)
const EMPLOYED = coded('mode-exercice', 'S')
const SELF_EMPLOYED = coded('mode-exercice', 'L')
const VOLUNTEER = coded('mode-exercice', 'B')

function role(code: string): string {
  return coded('role', code)
}

function manner(
  rng: Rng,
  profession: string,
  structure: StructureRef | null,
  same: boolean,
): Omit<Activity, 'structure'> {
  const pharmacist = profession === '21'
  const usual = structure?.kind !== 'finess' && rng.chance(0.93)
  // The same place again is in another manner: that is why the person has two lines there.
  const liberal = same ? !usual : usual
  const roles = pharmacist ? PHARMACY_ROLES : liberal ? LIBERAL_ROLES : EMPLOYED_ROLES
  return {
    mode: rng.chance(0.005) ? VOLUNTEER : liberal ? SELF_EMPLOYED : EMPLOYED,
    role: rng.chance(0.6) ? rng.pick(roles) : '|',
    genre: rng.pick(GENRES),
    section: pharmacist ? rng.pick(SECTIONS) : '|',
  }
}
