import { execFile } from 'node:child_process'
import { lacks } from '../support/programs.js'
import { runWithLdapts } from './ldapts-tools.js'

export type LdapTool = 'ldapsearch' | 'ldapcompare' | 'ldapwhoami'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs one of OpenLDAP's tools, which are the best judges; where they are not installed, ldapts plays it.
 * @param args those of the tool, `-H url` among them @param env added to the environment
 */
export function ldapTool(tool: LdapTool, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  if (lacks('ldap-utils')) return runWithLdapts(tool, args, env)
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, maxBuffer: 64 << 20 }
    execFile(tool, ['-x', ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}
