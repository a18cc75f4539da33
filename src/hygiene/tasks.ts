import type { JournalReader } from '../changes/journal-reader.js'
import { TASK_KINDS, type Tache } from '../resources/hygiene.js'
import type { Professionnel } from '../resources/person.js'
import type { DeclaredLine } from '../store/declared-accounts.js'
import type { Directory } from '../store/index.js'
import type { Pace } from '../store/pace.js'
import type { Thresholds } from '../thresholds.js'
import { addressFingerprint } from '../values/address-fingerprint.js'
import { foldAddress } from '../values/index.js'
import { taskOf, whole } from './account.js'
import { closedMailboxes } from './closed.js'
import { datedTasks } from './dates.js'
import { Duplicates } from './duplicates.js'
import { orphanTasks } from './orphans.js'
import { severalTasks } from './several.js'

/** Accounts read at a time: with their holders about two milliseconds. */
const AT_ONCE = 20
/** Things to do that are listed of a source. */
export const MOST_TASKS = 100_000

/** What a list of things to do is made from. */
export interface HygieneInputs {
  readonly directory: Directory
  readonly journal: JournalReader
  readonly thresholds: Thresholds
  /** Today in France, AAAA-MM-JJ. */
  readonly day: string
}

/** The things to do of one source, by nature and in the order of the file. */
export interface SourceTasks {
  readonly taches: readonly Tache[]
  /** Accounts looked at. */
  readonly comptes: number
  readonly tronque: boolean
}

/** Looks at every account of a source, published or not, a few at a time. */
export async function tasksOf(
  { directory, journal, thresholds, day }: HygieneInputs,
  source: string,
  pace: Pace,
): Promise<SourceTasks> {
  const generation = directory.generation.id
  const closed = new Map(await closedMailboxes(journal, { source, generation, day }, pace))
  const reader = { sources: [source] }
  const duplicates = new Duplicates()
  const found: Tache[] = []
  let comptes = 0
  for (let last = 0; ; ) {
    const accounts = directory.accounts.after(source, last, AT_ONCE)
    for (const account of accounts) {
      const holder = holderOf(account, (number) => directory.professionnel(number, reader))
      found.push(...severalTasks(account, holder, source))
      const others = [
        ...duplicates.tasks(account),
        ...orphanTasks(account, holder),
        ...datedTasks(account, thresholds, day),
      ]
      const shut = closedOf(account, closed)
      const isTold = others.some(({ nature }) => nature === 'fermée')
      found.push(...others.map((task) => taskOf(account, task)))
      if (shut !== null && !isTold) found.push(taskOf(account, shut))
    }
    comptes += accounts.length
    if (accounts.length < AT_ONCE || found.length > MOST_TASKS) break
    last = accounts.at(-1)!.id
    await pace.pause()
  }
  for (const [empreinte, date] of closed) {
    found.push(
      whole({
        nature: 'fermée',
        empreinte,
        date,
        motif: 'La boîte a été publiée par cette source et ne l’est plus ; aucune ligne ne la déclare.',
        action: 'Rien, si c’est voulu ; prévenir les correspondants de la nouvelle adresse.',
      }),
    )
  }
  const place = new Map(TASK_KINDS.map((kind, at) => [kind, at]))
  found.sort((one, other) => place.get(one.nature)! - place.get(other.nature)!)
  return { taches: found.slice(0, MOST_TASKS), comptes, tronque: found.length > MOST_TASKS }
}

function holderOf({ compte }: DeclaredLine, read: (identifiant: string) => Professionnel | null): Professionnel | null {
  const { rpps, adeli, type } = compte
  if (type === 'ORG' || type === 'APP' || (rpps ?? adeli) === null) return null
  return read(rpps !== null ? `8${rpps}` : `0${adeli!}`)
}

/** An account whose mailbox the journal says was closed: it is named, since its own source declares it still. */
function closedOf({ compte }: DeclaredLine, closed: Map<string, string>) {
  if (closed.size === 0 || compte.adresse === null) return null
  const fingerprint = addressFingerprint(foldAddress(compte.adresse))
  const date = closed.get(fingerprint)
  if (date === undefined) return null
  closed.delete(fingerprint)
  return {
    nature: 'fermée',
    empreinte: fingerprint,
    date,
    motif: `La boîte n’est plus publiée${compte.motifNonPublication === null ? '' : ` : ${compte.motifNonPublication}`}.`,
    action: 'Rien, si c’est voulu ; sinon, corriger la ligne qui l’empêche d’être publiée.',
  } as const
}
