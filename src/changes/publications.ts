import { hiddenPath, pointedId } from '../store/generations.js'
import { readRemembered } from '../store/hidden-rows.js'
import { type Keyed, mailboxKey, sideBySide } from './compared.js'
import { Journal } from './journal.js'
import { KeptRecords } from './kept-records.js'
import { PreparedPublication } from './prepared-publication.js'

/**
 * Prepares the publication of a generation that was published before (`annuaire revenir`), with what has to stay hidden
 * in it. To be called before the pointer moves, and `settle` afterwards.
 */
export function prepareReturn(dataDir: string, id: string, now: Date): void {
  withGeneration(dataDir, id, now, (draft, after) => {
    if (draft.before !== null) {
      sideBySide(draft.before.records(), after.records(), (one, other) => draft.compare(one, other, after.shown))
    }
    draft.finish(after.shown, hiddenOf(dataDir, id, after))
  })
}

/**
 * Writes down, as a publication of its own, what the register has come to hide or to show again in the generation that
 * stays published.
 */
export function tellHidden(dataDir: string, now: Date): void {
  const id = pointedId(dataDir)
  const told = id === null ? null : toldHidden(dataDir, id)
  if (id === null || told === null) return
  withGeneration(dataDir, id, now, (draft, after) => {
    const hidden = [...hiddenOf(dataDir, id, after)]
    const keys = new Set(hidden.map(mailboxKey))
    const changed = [...told, ...keys].filter((key) => told.has(key) !== keys.has(key))
    if (changed.length === 0) return
    for (const key of new Set(changed)) {
      const [cle, source] = key.split(' ') as [string, string]
      const record = after.mailbox(cle, source)
      if (record !== null) draft.compare(record, record, after.shown)
    }
    draft.finish(after.shown, hidden)
  })
  settle(dataDir, now)
}

/** To be called once the pointer has moved. @param now when it had */
export function settle(dataDir: string, now: Date): void {
  const journal = Journal.open(dataDir)
  try {
    journal.settle(now)
  } finally {
    journal.close()
  }
}

/** A generation that cannot be compared is no part of the journal. */
function withGeneration(
  dataDir: string,
  id: string,
  now: Date,
  act: (draft: PreparedPublication, after: KeptRecords) => void,
): void {
  const draft = PreparedPublication.begin(dataDir, id, now)
  let after: KeptRecords | null = null
  try {
    const ranks = ranksHidden(dataDir, id)
    after = KeptRecords.open(dataDir, id, draft.day, ({ rang }) => ranks.has(rang))
    if (after !== null) act(draft, after)
  } finally {
    after?.close()
    draft.close()
  }
}

/** What the register hides in a generation, as far as it was looked for (store/hidden-rows.ts). */
function ranksHidden(dataDir: string, id: string): ReadonlySet<number> {
  return new Set(readRemembered(hiddenPath(dataDir, id))?.rangs ?? [])
}

function* hiddenOf(dataDir: string, id: string, { shown }: KeptRecords): Generator<Pick<Keyed, 'cle' | 'source'>> {
  for (const rang of ranksHidden(dataDir, id)) yield shown.named(rang)
}

/** What the journal knows to be hidden in a generation; null when it does not know the generation to be published. */
function toldHidden(dataDir: string, id: string): ReadonlySet<string> | null {
  const journal = Journal.open(dataDir)
  try {
    const told = journal.told()
    return told?.generation === id ? journal.hiddenAt(told.numero) : null
  } finally {
    journal.close()
  }
}
