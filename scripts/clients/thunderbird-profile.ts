import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

/**
 * Writes the profile of a Thunderbird that completes addresses by the settings of fixtures/clients, and asks nothing at its
 * start.
 * @param folder empty @param ldap URL of the server
 */
export function writeProfile(folder: string, ldap: string): void {
  mkdirSync(folder, { recursive: true })
  const settings: Readonly<Record<string, string | number | boolean>> = {
    // An account to write from; it reads and sends nothing.
    'mail.accountmanager.accounts': 'account1',
    'mail.accountmanager.defaultaccount': 'account1',
    'mail.account.account1.server': 'server1',
    'mail.account.account1.identities': 'id1',
    'mail.server.server1.type': 'pop3',
    'mail.server.server1.hostname': '127.0.0.1',
    'mail.server.server1.userName': 'essai',
    'mail.server.server1.name': 'Essai',
    'mail.server.server1.check_new_mail': false,
    'mail.server.server1.login_at_startup': false,
    'mail.server.server1.download_on_biff': false,
    'mail.identity.id1.fullName': 'Essai',
    'mail.identity.id1.useremail': 'essai@exemple.test',
    'mail.identity.id1.valid': true,
    'mail.identity.id1.smtpServer': 'smtp1',
    'mail.identity.id1.compose_html': false,
    'mail.smtpservers': 'smtp1',
    'mail.smtp.defaultserver': 'smtp1',
    'mail.smtpserver.smtp1.hostname': '127.0.0.1',
    'mail.smtpserver.smtp1.port': 25,
    // Nothing of the first start.
    'mail.provider.suppress_dialog_on_startup': true,
    'mail.spotlight.firstRunDone': true,
    'mail.winsearch.firstRunDone': true,
    'mail.shell.checkDefaultClient': false,
    'mail.rights.version': 1,
    'mailnews.start_page.enabled': false,
    'mailnews.start_page_override.mstone': 'ignore',
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
    'toolkit.telemetry.enabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'app.update.enabled': false,
    'app.donation.eoy.version.viewed': 999,
    'extensions.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'intl.locale.requested': 'fr',
  }
  const lines = Object.entries(settings).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`)
  const directory = readFileSync(join(projectRoot, 'fixtures/clients/thunderbird-prefs.js'), 'utf8')
  const ours = directory.replace('ldap://127.0.0.1:1389', ldap)
  writeFileSync(join(folder, 'user.js'), `${lines.join('\n')}\n${ours}`)
}
