import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

/**
 * Writes the sources of an Evolution that completes addresses by the settings of fixtures/clients, and asks nothing at its
 * start: an account to write from, which reads and sends nothing.
 * @param home empty @param ldap URL of the server
 */
export function writeSources(home: string, ldap: string): void {
  const folder = join(home, '.config/evolution/sources')
  mkdirSync(folder, { recursive: true })
  const { hostname, port } = new URL(ldap)
  const directory = readFileSync(join(projectRoot, 'fixtures/clients/evolution-mssante.source'), 'utf8')
    .replace(/^Host=.*$/m, `Host=${hostname}`)
    .replace(/^Port=.*$/m, `Port=${port}`)
  const source = (parent: string, ...lines: readonly string[]) =>
    `[Data Source]\nDisplayName=Essai\nEnabled=true\nParent=${parent}\n\n${lines.join('\n')}\n`
  const sources: Readonly<Record<string, string>> = {
    annuaire: directory,
    essai: source('', '[Mail Account]', 'BackendName=none', 'IdentityUid=essai-identite'),
    'essai-identite': source(
      'essai',
      '[Mail Identity]',
      'Address=essai@exemple.test',
      'Name=Essai',
      '',
      '[Mail Submission]',
      'TransportUid=essai-envoi',
    ),
    'essai-envoi': source('essai', '[Mail Transport]', 'BackendName=sendmail'),
  }
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, `${name}.source`), text)
}
