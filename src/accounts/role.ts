import type { Right } from './right.js'

/** What an account does with its sources, as the command and the file name it. */
export const ROLES = ['lecteur', 'administrateur', 'exploitant'] as const

/**
 * `lecteur`: searches and reads. `administrateur`: also copies them as files, reads their reports and manages what they
 * declare. `exploitant`: the same of every source, and whole reports.
 */
export type Role = (typeof ROLES)[number]

/** Accounts made before there were roles did all that there was to do with their sources. */
export const FORMER_ROLE: Role = 'administrateur'

export const RIGHTS_OF_ROLE: Readonly<Record<Role, ReadonlySet<Right>>> = {
  lecteur: new Set<Right>(['lire']),
  administrateur: new Set<Right>(['lire', 'extraire', 'rapport']),
  exploitant: new Set<Right>(['lire', 'extraire', 'rapport']),
}
