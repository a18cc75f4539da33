import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

export interface Memory {
  /** Megabytes (10^6 bytes) of the process itself, and of file pages mapped into it. */
  readonly own: number
  readonly file: number
}

export interface Server {
  readonly http: string
  readonly ldap: string
  readonly pid: number
  memory(): Memory
  stop(): Promise<void>
}

/**
 * Serves a data folder in a process of its own, on free ports.
 * @param through command that starts the process, such as `taskset` @param settings besides the folder and the ports
 */
export async function startServer(
  dataDir: string,
  through: readonly string[] = [],
  settings: NodeJS.ProcessEnv = {},
): Promise<Server> {
  const command = [...through, process.execPath, join(projectRoot, 'dist/src/cli.js'), 'servir']
  const child = spawn(command[0]!, command.slice(1), {
    env: {
      ...process.env,
      ...settings,
      ANNUAIRE_DATA_DIR: dataDir,
      ANNUAIRE_HTTP_HOST: '127.0.0.1',
      ANNUAIRE_HTTP_PORT: '0',
      ANNUAIRE_LDAP_HOST: '127.0.0.1',
      ANNUAIRE_LDAP_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let told = ''
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk
  })
  const listening = new Promise<RegExpExecArray>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk
      const found = /À l’écoute : (http:\S+) .* (ldap:\S+)\n/.exec(told)
      if (found !== null) resolve(found)
    })
    child.on('exit', () => reject(new Error(`the server stopped: ${told}${errors}`)))
  })
  const [, http, ldap] = await listening
  return {
    http: http!,
    ldap: ldap!,
    pid: child.pid!,
    memory: () => memoryOf(child.pid!),
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string): number => {
    const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0
    return Math.round((Number(kibibytes) * 1024) / 1e6)
  }
  return { own: read('RssAnon'), file: read('RssFile') }
}
