/**
 * The probabilities of the model (README.md here): `m` is how often what is asked of the right person is so. They are
 * judged from what is published on French registers and from the bench's tuning draw, and are meant to be read as orders
 * of magnitude: no result hangs on a digit of them.
 */

/** Share of the people asked for whom the directory does not hold. */
export const ABSENT = 0.2

export const NAME = {
  identical: 0.9,
  /** A slip of the hand somewhere in the name; how likely this one is depends on its kind and on the length. */
  slip: 0.04,
  twoSlips: 0.003,
  /** Another spelling of the same sound: LEFÈVRE, LEFEBVRE. */
  sound: 0.002,
  /** One name of a compound one is left out or added, or they change places. */
  compound: 0.02,
  /** A particle is left out, added or joined. */
  particle: 0.02,
  /** Ratio for a name that has nothing in common: a name of before or after a marriage. */
  other: 0.02,
} as const

export const FIRST_NAME = {
  identical: 0.88,
  slip: 0.04,
  twoSlips: 0.003,
  sound: 0.002,
  /** JEAN of JEAN-PIERRE, or the several first names of the état civil. */
  compound: 0.03,
  initial: 0.03,
  /** ALEX of ALEXANDRE. */
  short: 0.002,
  /** Ratio for another first name altogether. */
  other: 0.01,
} as const

/** Name and first name in each other's place. */
export const SWAPPED = 0.01
/** Where two names are known: which of them the directory holds. */
export const HELD_NAME = { usage: 0.7, birth: 0.2, both: 0.1 } as const

/** Of the address asked, beside that of an activity. Those of places are `m`, those of what differs are ratios. */
export const PLACE = {
  postcodeAndCity: 0.75,
  city: 0.9,
  postcode: 0.9,
  /** Ratios of the other half when the first agrees. */
  otherPostcode: 0.3,
  postcodeElsewhere: 0.1,
  otherCity: 0.15,
  nearCity: 0.04,
  departement: 0.08,
  /** When no more than the département is asked. */
  onlyDepartement: 0.93,
  elsewhere: 0.04,
  street: 0.6,
  nearStreet: 4,
  otherStreet: 0.25,
  otherCountry: 0.1,
  /** Who was asked for at a place works somewhere, most often. */
  nowhere: 0.3,
} as const

export const SITUATION = {
  profession: 0.96,
  otherProfession: 0.03,
  specialite: 0.8,
  noSpecialite: 0.3,
  otherSpecialite: 0.1,
} as const

export const STRUCTURE = {
  number: 0.6,
  name: 0.5,
  nearName: 10,
  other: 0.4,
  /** Ratio at most where the same activity already agrees on the place. */
  beside: 20,
} as const

/** People in a structure that one number designates, as a share of all: few are larger. */
export const OF_ONE_NUMBER = 1e-4

/** Scores from which a grade may be given; the rules of grade.ts ask for more. */
export const SCORE = {
  certaine: 0.99,
  /** Where no place was asked, so that a namesake whom the directory does not hold is all the likelier. */
  certaineAnywhere: 0.9995,
  probable: 0.7,
  shown: 0.001,
} as const
