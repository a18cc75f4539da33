import { join } from 'node:path'

/** Where what was deposited is kept, out of reach of those who deposit. */
export interface Places {
  readonly root: string
  /** Private copies, `<source>/<receipt>/<name>`, until something has become of them. */
  readonly reception: string
  /** The files of each source that were last accepted: an import takes them all. */
  readonly current: string
  readonly archives: string
  readonly refused: string
  /** When each source was last collected. */
  readonly state: string
  readonly lock: string
}

export function placesOf(dataDir: string): Places {
  const root = join(dataDir, 'releve')
  return {
    root,
    reception: join(root, 'reception'),
    current: join(root, 'courants'),
    archives: join(root, 'archives'),
    refused: join(root, 'refuses'),
    state: join(root, 'etat.json'),
    lock: join(root, 'verrou'),
  }
}
