import { PairWriter } from '../../columns/pair-writer.js'
import type { Target } from '../../columns/target.js'
import { nameOf } from '../../store/layout.js'
import { phoneticKey } from '../../text/phonetic.js'
import { lettersOf } from '../../text/words.js'

/** For each way to sound, the numbers of the names that sound so. */
export function buildSounds(
  target: Target,
  table: 'professionnel' | 'bal',
  field: 'nom' | 'prenom',
  names: readonly string[],
): void {
  const pairs = new PairWriter(nameOf(table, `${field}.son`))
  for (let id = 0; id < names.length; id++) if (names[id] !== '') pairs.add(id, phoneticKey(lettersOf(names[id]!)))
  pairs.finish(target)
}
