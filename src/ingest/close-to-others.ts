import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const FOLDERS = ['.', 'generations', 'alimentations']

/** Closes a data folder to other users of the machine, with what older versions wrote in it under their umask. */
export function closeToOthers(dataDir: string): void {
  for (const name of FOLDERS) {
    const folder = join(dataDir, name)
    attempt(() => {
      chmodSync(folder, 0o700)
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.isFile()) attempt(() => chmodSync(join(folder, entry.name), 0o600))
      }
    })
  }
}

/** A folder that belongs to another user, who lets this one write in it, is that user's to close. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {}
}
