/** A number that a rule of the report compares with, which whoever runs the program may set. */
export interface Threshold {
  readonly defaut: number
  readonly max: number
  /** In French, plural. */
  readonly unite: string
}

const days = (defaut: number): Threshold => ({ defaut, max: 36_500, unite: 'jours' })

/** By the name of the environment variable. 0 means that the rule says nothing, save where its text says otherwise. */
export const THRESHOLDS = {
  ANNUAIRE_EXPIRATION_JOURS: days(30),
  ANNUAIRE_INUTILISEE_JOURS: days(365),
  ANNUAIRE_INUTILISEE_ALERTE_JOURS: days(30),
  ANNUAIRE_ABSENCE_JOURS: days(30),
  ANNUAIRE_ATTENTE_JOURS: days(30),
  ANNUAIRE_INT_JOURS: days(180),
  ANNUAIRE_FICHIER_ANCIEN_JOURS: days(15),
  ANNUAIRE_VARIATION: { defaut: 10, max: 1000, unite: '%' },
} as const satisfies Readonly<Record<string, Threshold>>

export type ThresholdName = keyof typeof THRESHOLDS
export type Thresholds = Readonly<Record<ThresholdName, number>>
