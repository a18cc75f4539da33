import { createRequire } from 'node:module'
import { sep } from 'node:path'
import { projectRoot } from '../project-root.js'
import { abortsOnCollection, keepWrappers } from './kept-wrappers.js'

const NAME = 'better-sqlite3'

/**
 * Whether SQLite can be used. Its module holds compiled code, which npm 12 builds only when it is allowed to, and which
 * serves one version of Node alone.
 * @returns null when it can, else what is wrong and the command that mends it, in French
 */
export function sqliteFault(): string | null {
  try {
    const Database: typeof import('better-sqlite3') = createRequire(import.meta.url)(NAME)
    const db = new Database(':memory:')
    if (abortsOnCollection(process.version)) keepWrappers(db)
    db.close()
    return null
  } catch (error) {
    return fault(error as NodeJS.ErrnoException)
  }
}

function fault({ code, message }: NodeJS.ErrnoException): string {
  const installed = projectRoot.includes(`${sep}node_modules${sep}`)
  if (code === 'MODULE_NOT_FOUND') {
    const command = installed ? `npm install -g --allow-scripts=${NAME} annuaire-x.y.z.tgz` : 'npm ci'
    return `Le module ${NAME} n’est pas installé : lancez « ${command} ».`
  }
  const wrong = message.includes('NODE_MODULE_VERSION')
    ? `est construit pour un autre Node que celui-ci (${process.version})`
    : message.includes('Could not locate the bindings file')
      ? 'n’est pas construit'
      : 'ne peut pas être chargé sur cette machine'
  const command = `npm rebuild ${NAME}`
  return installed
    ? `Le module natif ${NAME} ${wrong} : lancez « ${command} -g --allow-scripts=${NAME} ».`
    : `Le module natif ${NAME} ${wrong} : lancez « ${command} » dans ${projectRoot} (npm 12 le construit parce que package.json le nomme dans « allowScripts »).`
}
