import { open, rm, stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { AnnuaireError } from '../errors.js'

/** A change takes milliseconds: an older lock is that of a command that was killed. */
const LEFT_BEHIND_MS = 5_000
const PATIENCE_MS = 10_000
const RETRY_MS = 20

/**
 * Takes a lock that other processes see: a file.
 * @returns the function that gives it back
 * @throws AnnuaireError INDISPONIBLE when others hold it for long
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  for (const until = performance.now() + PATIENCE_MS; ; await setTimeout(RETRY_MS)) {
    try {
      await (await open(path, 'wx', 0o600)).close()
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (await leftBehind(path)) await rm(path, { force: true })
    else if (performance.now() > until) {
      throw new AnnuaireError(
        'INDISPONIBLE',
        'Une autre commande modifie les comptes ou les clés en ce moment : réessayez.',
      )
    }
  }
}

async function leftBehind(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > LEFT_BEHIND_MS
  } catch {
    return false
  }
}
