import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../bench/search-server.js'
import { writeSources } from './evolution-settings.js'
import { pause, Screen } from './screen.js'
import { typeWords } from './type-words.js'

const COMPOSE_MS = 6000

/**
 * Types words into the To field of a real Evolution and keeps a picture of what each completes to.
 * @param dataDir published data @param folder of the pictures @param words typed in place of the usual ones
 */
export async function typeIntoEvolution(dataDir: string, folder: string, words: readonly string[]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'annuaire-evolution-'))
  const server = await startServer(dataDir)
  const screen = await Screen.open('1280x900')
  try {
    writeSources(home, server.ldap)
    // A bus of its own, with which Evolution and what it starts come to their end.
    screen.start('dbus-run-session', ['--', 'evolution', 'mailto:'], {
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
      XDG_DATA_HOME: join(home, '.local/share'),
      XDG_RUNTIME_DIR: home,
      LANG: 'C.UTF-8',
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
    })
    const window = await screen.window('Compose Message')
    await pause(COMPOSE_MS)
    await typeWords(screen, window, folder, words, [])
  } finally {
    await screen.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
