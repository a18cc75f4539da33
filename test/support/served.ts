import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, startAnnuaire } from './cli.js'

export interface Served {
  readonly http: string
  readonly ldap: string
  readonly pid: number
  /** What the server has written on standard error so far: its log. */
  log(): string
  /** Nobody reads what the server writes any more. */
  closeOutput(): void
  stop(): Promise<number | null>
}

/** Imports the fixtures and serves them as `npm start` does, on ports that are free. */
export async function serveFixtures(data: string): Promise<Served> {
  const imported = annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')])
  if (imported.code !== 0) throw new Error(imported.stderr)
  return serve(data)
}

export async function serve(
  data: string,
  args: readonly string[] = [],
  settings: NodeJS.ProcessEnv = {},
): Promise<Served> {
  const ports = { ANNUAIRE_HTTP_PORT: '0', ANNUAIRE_LDAP_PORT: '0' }
  const child = startAnnuaire(data, ['servir', ...args], { ...ports, ...settings })
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve))
  let told = ''
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk
      if (/format=xml/.test(told)) resolve()
    })
    child.on('exit', () => reject(new Error(`the server stopped: ${told}${errors}`)))
  })
  const [, http, ldap] = /À l’écoute : (http:\S+) .* (ldap:\S+)/.exec(told)!
  return {
    http: http!,
    ldap: ldap!,
    pid: child.pid!,
    log: () => errors,
    closeOutput() {
      child.stdout.destroy()
      child.stderr.destroy()
    },
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}
