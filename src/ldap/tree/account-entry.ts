import { NATIONAL } from '../../values/index.js'
import { accountDn } from './account-name.js'
import type { Entry } from './entry.js'
import { StaticEntry } from './static-entry.js'

/** An account as it sees itself: its name, the sources that it reads. */
export function accountEntry(name: string, sources: readonly string[], baseBal: string): Entry {
  return new StaticEntry(
    accountDn(name, baseBal),
    {
      objectClass: ['top', 'applicationProcess', 'uidObject', 'annuaireCompte'],
      cn: [name],
      uid: [name],
      description: [rights(sources)],
      source: [NATIONAL, ...sources],
    },
    'applicationProcess',
    { hasSubordinates: false },
  )
}

function rights(sources: readonly string[]): string {
  const regional = sources.length === 0 ? '' : ` et sources régionales ${sources.join(', ')}`
  return `Lecture seule : données nationales${regional}`
}
