import type { FeedFile, IgnoredFile } from './contract.js'
import { refusal, whereIs } from './refusal.js'
import { FEED_KINDS } from './row.js'

/** A file found, and whether the user named it (or its archive) himself. */
export interface Candidate {
  readonly file: FeedFile
  readonly explicit: boolean
}

/** What one path gave. */
export interface Found {
  readonly candidates: Candidate[]
  readonly ignored: IgnoredFile[]
}

export function locationKey({ location }: FeedFile): string {
  return `${location.path}\0${location.entry ?? ''}`
}

/**
 * Keeps the newest file of each national kind; a regional source has one file or the choice is the user's.
 * @returns the files in the order of FEED_KINDS
 */
export function newestOfEach(candidates: readonly Candidate[]): { files: FeedFile[]; older: IgnoredFile[] } {
  const kept = new Map<string, Candidate>()
  const older: IgnoredFile[] = []
  for (const candidate of candidates) {
    const { kind, source } = candidate.file
    const key = `${kind} ${source}`
    const rival = kept.get(key)
    if (rival === undefined) {
      kept.set(key, candidate)
      continue
    }
    if (kind === 'regional') throw twice(rival.file, candidate.file, `un seul fichier pour la source « ${source} »`)
    const difference = Date.parse(candidate.file.date) - Date.parse(rival.file.date)
    if (difference === 0 && candidate.explicit && rival.explicit) {
      throw twice(rival.file, candidate.file, 'un seul fichier de cette sorte pour une même date')
    }
    const [winner, loser] = difference > 0 ? [candidate, rival] : [rival, candidate]
    kept.set(key, winner)
    const relation = difference === 0 ? 'de la même date que' : 'plus ancien que'
    older.push({ name: loser.file.name, reason: `${relation} ${winner.file.name} (${whereIs(winner.file)})` })
  }
  const files = [...kept.values()].map(({ file }) => file)
  return { files: files.sort((one, other) => FEED_KINDS.indexOf(one.kind) - FEED_KINDS.indexOf(other.kind)), older }
}

function twice(one: FeedFile, other: FeedFile, expected: string) {
  return refusal({
    name: other.name,
    found: `deux fichiers pour la même chose, ${whereIs(one)} et ${whereIs(other)}`,
    expected,
    where: whereIs(other),
  })
}
