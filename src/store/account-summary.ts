import { ACCOUNT_TYPES, type ComptesDeclares, STATES } from '../resources/accounts.js'
import { type CountedType, policyOf, type SourcePolicies } from '../source-policies.js'
import type { AccountQuery, AccountType, AccountWindow } from './declared-accounts.js'
import type { Directory } from './directory.js'

/** Types that share a ceiling: a mailbox INT waits for the number that makes it PER (seed 003). */
const TOGETHER: readonly (readonly [counted: CountedType, types: readonly AccountType[]])[] = [
  ['PER', ['PER', 'INT']],
  ['ORG', ['ORG']],
  ['APP', ['APP']],
  ['MED', ['MED']],
]

/** What the administrators of a source see of the accounts that it declares: counts of all, and a part of those asked for. */
export function accountsOf(
  { accounts, generation }: Directory,
  source: string,
  query: AccountQuery,
  { window, policies }: { readonly window: AccountWindow; readonly policies: SourcePolicies },
): ComptesDeclares {
  const policy = policyOf(source, policies)
  const counts = accounts.counts(source)
  const { total, resultats } = accounts.page(source, query, window)
  const sum = (kept: (statut: string, type: AccountType) => boolean): number =>
    counts.reduce((known, [statut, type, nombre]) => (kept(statut, type) ? known + nombre : known), 0)
  const others = ACCOUNT_TYPES.filter((type) => !TOGETHER.some(([, types]) => types.includes(type)))
  const ofTypes = (types: readonly AccountType[], plafond: number | null) => {
    const utilises = sum((_, type) => types.includes(type))
    return {
      types: [...types],
      utilises,
      plafond,
      disponibles: plafond === null ? null : Math.max(0, plafond - utilises),
    }
  }
  return {
    source,
    generation: generation.id,
    date: accounts.date(source),
    contact: policy.contact,
    parStatut: STATES.map((statut) => ({ statut, nombre: sum((one) => one === statut) })),
    parType: [
      ...TOGETHER.map(([counted, types]) => ofTypes(types, policy.plafonds[counted] ?? null)),
      ...others.map((type) => ofTypes([type], null)).filter(({ utilises }) => utilises > 0),
    ],
    domaines: accounts.domains(source).map(([domaine, nombre]) => ({ domaine, nombre })),
    total,
    ...window,
    resultats,
  }
}
