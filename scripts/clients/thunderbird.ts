import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../bench/search-server.js'
import { pause, Screen } from './screen.js'
import { writeProfile } from './thunderbird-profile.js'
import { typeWords } from './type-words.js'

const COMPOSE_MS = 3000

/**
 * Types words into the To field of a real Thunderbird and keeps a picture of what each completes to.
 * @param dataDir published data @param folder of the pictures @param words typed in place of the usual ones
 */
export async function typeIntoThunderbird(dataDir: string, folder: string, words: readonly string[]): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'annuaire-thunderbird-'))
  const server = await startServer(dataDir)
  const screen = await Screen.open('1280x900')
  try {
    writeProfile(profile, server.ldap)
    const home = { HOME: profile, LANG: 'C.UTF-8', MOZ_CRASHREPORTER_DISABLE: '1' }
    screen.start('thunderbird', ['-no-remote', '-profile', profile, '-compose', ''], home)
    const window = await screen.window('Write:')
    await pause(COMPOSE_MS)
    await typeWords(screen, window, folder, words, ['Escape'])
  } finally {
    await screen.close()
    await server.stop()
    rmSync(profile, { recursive: true, force: true })
  }
}
