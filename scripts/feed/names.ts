import { FEMININE, MASCULINE } from './first-names.js'
import type { Rng } from './rng.js'
import { ENDS, MIDDLES, STARTS, SURNAMES } from './surnames.js'

export interface PersonName {
  readonly nom: string
  readonly prenom: string
  readonly feminine: boolean
}

const SAINTS = ['MARTIN', 'PIERRE', 'JEAN', 'GERMAIN', 'LAURENT', 'MARC', 'ANDRÉ', 'LÉGER', 'PAUL', 'HILAIRE', 'CYR']
const PLACES = ['TOUR', 'ROCHE', 'FONTAINE', 'VIGNE', 'MOTTE', 'CROIX', 'SALLE', 'HAYE', 'RUE', 'VILLE', 'CHAPELLE']
const VOWEL_NAMES = [
  'ALEMBERT',
  'ARTAGNAN',
  'ESTAING',
  'ORMESSON',
  'ANGLADE',
  'HARCOURT',
  'ABOVILLE',
  'AUBIGNÉ',
  'ÉTIOLLES',
]
const SYLLABLES = STARTS.length * MIDDLES.length * ENDS.length
const VOWEL = /^[AEIOUY]/

/** An invented name: MARTIN is common, most surnames are rare, some are compound. */
export function drawName(rng: Rng): PersonName {
  const feminine = rng.chance(0.66)
  const kind = rng.float()
  let nom: string
  if (kind < 0.4) nom = common(rng)
  else if (kind < 0.42) nom = `${common(rng)}-${common(rng)}`
  else if (kind < 0.435) nom = `${common(rng)} ${common(rng)}`
  else if (kind < 0.45) nom = `${common(rng)}-${syllabic(rng)}`
  else if (kind < 0.465) nom = particle(rng)
  else if (kind < 0.475) nom = `${rng.pick(['SAINT-', 'ST ', 'SAINT ', 'SAINT-'])}${rng.pick(SAINTS)}`
  else nom = syllabic(rng)
  // The extraction mostly writes surnames without accents, and always without in the older registers.
  if (rng.chance(0.85)) nom = withoutAccents(nom)
  let prenom = firstName(rng, feminine ? FEMININE : MASCULINE)
  if (rng.chance(0.15)) prenom = withoutAccents(prenom.toUpperCase())
  return { nom, prenom, feminine }
}

/** Heavily skewed towards the head of the list, as real first names are. */
function firstName(rng: Rng, names: readonly string[]): string {
  return names[Math.floor(rng.float() ** 1.5 * names.length)]!
}

/** The first of the list is about 1 person in 200. */
function common(rng: Rng): string {
  return SURNAMES[Math.floor(rng.float() ** 1.3 * SURNAMES.length)]!
}

function syllabic(rng: Rng): string {
  // Neighbours in rank would share their first syllable: a multiplication scatters them.
  const rank = Math.floor(rng.float() ** 1.6 * SYLLABLES)
  const index = (rank * 7919) % SYLLABLES
  const start = STARTS[index % STARTS.length]!
  const middle = MIDDLES[Math.floor(index / STARTS.length) % MIDDLES.length]!
  const end = ENDS[Math.floor(index / STARTS.length / MIDDLES.length)]!
  const second = rank % 4 === 3 ? rng.pick(MIDDLES) : ''
  const body = start + middle + second
  return (VOWEL.test(end) ? body.replace(/[AEIOUY]+$/, '') : body) + end
}

function particle(rng: Rng): string {
  switch (rng.below(5)) {
    case 0:
      return `D'${rng.pick(VOWEL_NAMES)}`
    case 1:
      return `DE LA ${rng.pick(PLACES)}`
    case 2:
      return `LE ${syllabic(rng)}`
    case 3:
      return `DU ${syllabic(rng)}`
    default:
      return `DE ${syllabic(rng)}`
  }
}

const ACCENTED = /[^\0-\x7f]/

/** Upper-case names as old registers write them; ligatures stay, as they do in the extraction. */
export function withoutAccents(text: string): string {
  return ACCENTED.test(text) ? text.normalize('NFD').replace(/\p{M}+/gu, '') : text
}

/** A name in an address: ASCII, lower case, words joined by hyphens. */
export function slug(text: string): string {
  const plain = ACCENTED.test(text)
    ? withoutAccents(text).replace(/[Œœ]/g, 'oe').replace(/[Ææ]/g, 'ae').replace(/[Øø]/g, 'o').replace(/ß/g, 'ss')
    : text
  return plain
    .toLowerCase()
    .replace(/['’"]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
