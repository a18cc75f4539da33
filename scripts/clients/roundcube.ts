import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { startServer } from '../bench/search-server.js'
import { freePort } from '../wire/free-port.js'
import { PASSWORD, USER, writeDovecot, writeRoundcube } from './roundcube-settings.js'
import { pause, Screen } from './screen.js'
import { typeWords } from './type-words.js'

const PAGES = '/var/lib/roundcube/public_html'
const PAGE_MS = 4000

/** Whose card is pictured: the first one that a word finds. */
const CARDS: Readonly<Record<string, string>> = { personne: 'martin', service: 'cardiologie' }

/**
 * Types words into the To field of a real Roundcube, in a browser, and keeps a picture of what each completes to, and of the
 * cards of a person and of a service.
 * @param dataDir published data @param folder of the pictures @param words typed in place of the usual ones
 */
export async function typeIntoRoundcube(dataDir: string, folder: string, words: readonly string[]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'annuaire-roundcube-'))
  const server = await startServer(dataDir)
  const screen = await Screen.open('1280x900')
  try {
    const [imap, http] = [await freePort(), await freePort()]
    screen.start('dovecot', ['-F', '-c', writeDovecot(home, imap)])
    screen.start('php', ['-S', `127.0.0.1:${http}`, '-t', PAGES], {
      ROUNDCUBE_CONFIG_DIR: writeRoundcube(home, server.ldap, imap),
      PHP_CLI_SERVER_WORKERS: '4',
    })
    await pause(PAGE_MS)
    const pages = `http://127.0.0.1:${http}/`
    screen.start('chromium', browser(home, `${pages}?_user=${USER}`), { HOME: home, LANG: 'fr_FR.UTF-8' })
    const window = await screen.window('Roundcube')
    await pause(PAGE_MS)
    screen.focus(window)
    screen.type(PASSWORD)
    screen.key('Return')
    await pause(PAGE_MS)
    const open = async (page: string) => {
      screen.focus(window)
      screen.key('ctrl+l')
      screen.type(`${pages}?${page}`)
      screen.key('Return')
      await pause(PAGE_MS)
    }
    mkdirSync(folder, { recursive: true })
    for (const [name, word] of Object.entries(CARDS)) {
      await open(`_task=addressbook&_action=show&_source=mssante&_cid=${cardOf(await firstOf(server.ldap, word))}`)
      const file = join(folder, `fiche-${name}.png`)
      screen.picture(file)
      process.stdout.write(`${file}\n`)
    }
    await open('_task=mail&_action=compose')
    await typeWords(screen, window, folder, words, ['Escape'])
  } finally {
    await screen.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** The name of the first entry that address books show for a word. */
async function firstOf(ldap: string, word: string): Promise<string> {
  const client = new Client({ url: ldap })
  try {
    const filter = `(&(mail=*)(cn=*${word}*))`
    const { searchEntries } = await client.search('dc=mssante,dc=fr', { filter, attributes: ['cn'], sizeLimit: 1 })
    return searchEntries[0]!.dn
  } finally {
    await client.unbind()
  }
}

/** What Roundcube calls an entry of a directory. */
function cardOf(name: string): string {
  return Buffer.from(name).toString('base64url')
}

/** A browser that asks nothing: neither about passwords nor about languages; root's has no sandbox. */
function browser(home: string, address: string): string[] {
  const quiet = [
    '--incognito',
    '--test-type',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-features=Translate',
  ]
  return [
    '--no-sandbox',
    '--disable-gpu',
    ...quiet,
    `--user-data-dir=${join(home, 'chromium')}`,
    '--start-maximized',
    address,
  ]
}
