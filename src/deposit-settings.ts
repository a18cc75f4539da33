import { join } from 'node:path'
import { z } from 'zod'

/** Settings of what partners deposit, and of what they come to take. */
export const DEPOSIT_SETTINGS = {
  /** Folder of the deposits, with one folder for each source; `depot` in the data folder when absent. */
  ANNUAIRE_DEPOT: z.string().min(1).optional(),
  /** Seconds between the two looks at a file that nothing says to be complete. */
  ANNUAIRE_DEPOT_ATTENTE: z.coerce.number().min(0.1).max(3_600).default(10),
  /** Files kept of each source, those that were published and those that were refused. */
  ANNUAIRE_DEPOT_CONSERVES: z.coerce.number().int().min(1).max(1_000).default(30),
  /** Folder of the regional directories as CSV; `publie` in the data folder when absent, none with `non`. */
  ANNUAIRE_PUBLIE: z.string().min(1).optional(),
} as const

export interface DepositConfig {
  readonly folder: string
  /** Whether somebody named the folder: that it is missing is then a fault. */
  readonly isNamed: boolean
  readonly waitMs: number
  readonly kept: number
  /** Null when the regional directories are not written. */
  readonly published: string | null
}

/** @param value settings that were read @returns them as the deposits take them */
export function depositConfig(value: z.infer<z.ZodObject<typeof DEPOSIT_SETTINGS>>, dataDir: string): DepositConfig {
  const { ANNUAIRE_DEPOT: folder, ANNUAIRE_PUBLIE: published } = value
  return {
    folder: folder ?? join(dataDir, 'depot'),
    isNamed: folder !== undefined,
    waitMs: value.ANNUAIRE_DEPOT_ATTENTE * 1000,
    kept: value.ANNUAIRE_DEPOT_CONSERVES,
    published: published === 'non' ? null : (published ?? join(dataDir, 'publie')),
  }
}
