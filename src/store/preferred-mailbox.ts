import type { Activite, Bal, BalTitulaire } from '../resources/person.js'
import { foldAddress } from '../values/index.js'

/** Mode d'exercice of TRE_R23. */
const SALARIED = 'S'

/** Why a mailbox is where it is, for those who read the answer; the order is that of preference. */
const REASONS = {
  unique: 'Seule adresse publiée.',
  own: 'Adresse du praticien, hors établissement employeur : une seule par praticien est à utiliser.',
  employer: 'Adresse rattachée à l’établissement employeur d’un praticien qui n’est que salarié.',
  mixed:
    'Adresse rattachée à l’établissement employeur d’un praticien en statut mixte : pour ce qui concerne cet établissement.',
  elsewhere: 'Adresse rattachée à une structure où aucune activité n’est connue.',
  more: 'Adresse supplémentaire de même nature que celle qui précède, dans l’ordre alphabétique.',
} as const

const givenReason = ({ rang, source }: GivenRank): string => `Rang ${rang} donné par la source ${source}.`

/** Whether a mailbox is to be kept beside the preferred one: that of the employer, for a mixed status (seed 004). */
export function isKeptBeside({ motifRang }: BalTitulaire): boolean {
  return motifRang === REASONS.mixed
}

/** The place that a source gives to a mailbox. */
export interface GivenRank {
  readonly rang: number
  readonly source: string
}

type Nature = 'own' | 'employer' | 'elsewhere'

/**
 * The mailboxes of a person, preferred first: those to which a source gives a rank, then the others by the rule.
 * @param mailboxes of one person, in the order of their addresses @param activities of that person
 * @param given ranks by folded address, whichever of the readable sources gives them
 */
export function byPreference(
  mailboxes: readonly Bal[],
  activities: readonly Activite[],
  given: ReadonlyMap<string, GivenRank>,
): BalTitulaire[] {
  const [only, ...others] = mailboxes
  if (only === undefined) return []
  if (others.length === 0) return [{ ...only, rang: 1, motifRang: REASONS.unique }]
  if (given.size === 0) return byRule(mailboxes, activities, 0)
  const rankOf = (mailbox: Bal): GivenRank | undefined => given.get(foldAddress(mailbox.adresse))
  const chosen = mailboxes
    .flatMap((mailbox) => ({ mailbox, rank: rankOf(mailbox) }))
    .filter((one): one is { mailbox: Bal; rank: GivenRank } => one.rank !== undefined)
    .sort((one, other) => one.rank.rang - other.rank.rang)
    .map(({ mailbox, rank }, at): BalTitulaire => ({ ...mailbox, rang: at + 1, motifRang: givenReason(rank) }))
  const left = mailboxes.filter((mailbox) => rankOf(mailbox) === undefined)
  return [...chosen, ...byRule(left, activities, chosen.length)]
}

/**
 * One for each practitioner, that of the employer first for who is only salaried and after the person's own for a mixed status;
 * then those of structures where nobody knows the person to work.
 * @param before mailboxes that come before these
 */
function byRule(mailboxes: readonly Bal[], activities: readonly Activite[], before: number): BalTitulaire[] {
  const salaried = activities.filter(({ modeExercice }) => modeExercice?.code === SALARIED)
  const isOnlySalaried = salaried.length > 0 && salaried.length === activities.length
  const order: readonly Nature[] = isOnlySalaried ? ['employer', 'own', 'elsewhere'] : ['own', 'employer', 'elsewhere']
  const natures = mailboxes.map((mailbox) => natureOf(mailbox, salaried, activities))
  const ranked: BalTitulaire[] = []
  for (const nature of order) {
    let isFirst = true
    for (const [at, mailbox] of mailboxes.entries()) {
      if (natures[at] !== nature) continue
      const reason = nature === 'employer' && !isOnlySalaried ? 'mixed' : nature
      ranked.push({ ...mailbox, rang: before + ranked.length + 1, motifRang: REASONS[isFirst ? reason : 'more'] })
      isFirst = false
    }
  }
  return ranked
}

function natureOf({ structure }: Bal, salaried: readonly Activite[], activities: readonly Activite[]): Nature {
  const identifiant = structure?.identifiant ?? null
  if (identifiant === null) return 'own'
  if (salaried.some((one) => isAt(one, identifiant))) return 'employer'
  return activities.some((one) => isAt(one, identifiant)) ? 'own' : 'elsewhere'
}

function isAt({ structure }: Activite, identifiant: string): boolean {
  if (structure === null) return false
  const { identifiantTechnique, finess, finessJuridique, siret, siren } = structure
  return [identifiantTechnique, finess, finessJuridique, siret, siren].includes(identifiant)
}
