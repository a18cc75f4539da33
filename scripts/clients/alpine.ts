import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'
import { startServer } from '../bench/search-server.js'
import { pause, Screen } from './screen.js'
import { ANSWER_MS, eachWord } from './type-words.js'

const COMPOSE_MS = 3000

/**
 * Types words into the To field of a real Alpine, in a terminal, and keeps a picture of what each completes to.
 * @param dataDir published data @param folder of the pictures @param words typed in place of the usual ones
 */
export async function typeIntoAlpine(dataDir: string, folder: string, words: readonly string[]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'annuaire-alpine-'))
  const server = await startServer(dataDir)
  const screen = await Screen.open('1280x900')
  try {
    const settings = writeSettings(home, server.ldap)
    // The list takes the place of the message: a new Alpine for each word.
    await eachWord(folder, words, async (word, file) => {
      const terminal = screen.start('xterm', [...TERMINAL, '-e', 'alpine', '-p', settings, '-url', 'mailto:'], {
        HOME: home,
        LANG: 'C.UTF-8',
      })
      screen.focus(await screen.window('Alpine'))
      await pause(COMPOSE_MS)
      // From the subject to the first field; Return completes.
      screen.key('Up', 'Up', 'Up')
      screen.type(word)
      screen.key('Return')
      await pause(ANSWER_MS)
      screen.picture(file)
      await screen.end(terminal)
    })
  } finally {
    await screen.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

const TERMINAL = ['-u8', '-fa', 'DejaVu Sans Mono', '-fs', '11', '-maximized', '-T', 'Alpine']

/** An Alpine that asks nothing at its start, with the directory by the settings of fixtures/clients. */
function writeSettings(home: string, ldap: string): string {
  const path = join(home, 'pinerc')
  const directory = readFileSync(join(projectRoot, 'fixtures/clients/pinerc-extrait'), 'utf8').replace(/^#.*\n/gm, '')
  const settings = {
    'personal-name': 'Essai',
    'user-domain': 'exemple.test',
    'smtp-server': '127.0.0.1:25',
    'inbox-path': join(home, 'inbox'),
    // Nothing of the first start: a version that never was.
    'last-version-used': '6.26',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  writeFileSync(path, `${lines.join('\n')}\n${directory.replace('127.0.0.1:1389', new URL(ldap).host)}`)
  return path
}
