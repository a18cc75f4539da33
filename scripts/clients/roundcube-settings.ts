import { chownSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

/** Where Debian's package keeps what every Roundcube starts from. */
const DEBIAN_CONFIG = '/etc/roundcube'
/** Debian's nobody: Dovecot lets root have no mail. */
const NOBODY = 65534

export const USER = 'essai'
export const PASSWORD = 'essai'

/**
 * Writes the settings of a Roundcube that completes addresses by those of fixtures/clients.
 * @param home empty @param ldap URL of the server @param imap port of the mail server
 * @returns the folder for ROUNDCUBE_CONFIG_DIR
 */
export function writeRoundcube(home: string, ldap: string, imap: number): string {
  const folder = join(home, 'roundcube')
  for (const name of ['', 'temp', 'logs']) mkdirSync(join(folder, name), { recursive: true })
  for (const name of ['defaults.inc.php', 'mimetypes.php']) symlinkSync(join(DEBIAN_CONFIG, name), join(folder, name))
  const settings: Readonly<Record<string, string | number>> = {
    db_dsnw: `sqlite:///${join(folder, 'donnees.sqlite')}?mode=0600`,
    imap_host: `127.0.0.1:${imap}`,
    smtp_host: '127.0.0.1:25',
    des_key: 'essai-essai-essai-essai-',
    language: 'fr_FR',
    skin: 'elastic',
    temp_dir: join(folder, 'temp'),
    log_dir: join(folder, 'logs'),
    mail_domain: 'exemple.test',
    // No question before a page is left.
    compose_save_localstorage: 0,
  }
  const lines = Object.entries(settings).map(([name, value]) => `$config['${name}'] = ${JSON.stringify(value)};`)
  const directory = readFileSync(join(projectRoot, 'fixtures/clients/roundcube-config.inc.php'), 'utf8')
  const ours = directory.replace('<?php', '').replace('ldap://127.0.0.1:1389', ldap)
  writeFileSync(join(folder, 'config.inc.php'), `<?php\n$config = [];\n${lines.join('\n')}\n${ours}`)
  return folder
}

/**
 * Writes the settings of a Dovecot with one empty mailbox.
 * @param home empty @param port of IMAP
 * @returns the path of its dovecot.conf
 */
export function writeDovecot(home: string, port: number): string {
  const mail = join(home, 'courrier')
  mkdirSync(mail)
  chownSync(mail, NOBODY, NOBODY)
  const path = join(home, 'dovecot.conf')
  const text = `
protocols = imap
listen = 127.0.0.1
base_dir = ${home}/dovecot
state_dir = ${home}/dovecot
log_path = ${home}/dovecot.log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${mail}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${mail}
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`
  writeFileSync(path, text)
  return path
}
