import { chmodSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What only a data folder of ours holds: another folder, given by mistake, is left as it is. */
const OURS = ['generation-courante', 'generations', 'alimentations', 'comptes.json']
const GROUP_AND_OTHERS = 0o077

/** Takes what earlier versions wrote away from other users of the machine. What another user owns stays as he shares it. */
export function closeDataFolder(dataDir: string): void {
  try {
    const names = readdirSync(dataDir)
    if (!names.some((name) => OURS.includes(name))) return
    closeToOthers(dataDir)
    for (const name of names) closeToOthers(join(dataDir, name))
    for (const folder of ['generations', 'alimentations'].filter((name) => names.includes(name))) {
      for (const name of readdirSync(join(dataDir, folder))) closeToOthers(join(dataDir, folder, name))
    }
  } catch {
    // Nothing is there yet, or it belongs to somebody else: the command says what it cannot do.
  }
}

function closeToOthers(path: string): void {
  const stats = lstatSync(path)
  if (stats.uid !== process.geteuid?.() || stats.isSymbolicLink() || (stats.mode & GROUP_AND_OTHERS) === 0) return
  chmodSync(path, stats.mode & 0o700)
}
