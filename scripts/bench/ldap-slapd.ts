import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'
import { freePort } from '../wire/free-port.js'

/** OpenLDAP's slapd with the mailboxes of a generation, indexed for the searches that are compared. */
export interface Slapd {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/** Debian keeps the server where only root looks. */
const ENV = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` }

export function slapdVersion(): string | null {
  try {
    // -V would start a daemon beside printing the version.
    execFileSync('slapd', ['-VV'], { stdio: 'pipe', env: ENV })
    return 'slapd'
  } catch (error) {
    const text = String((error as { stderr?: Buffer }).stderr ?? '')
    return /slapd [\d.]+/.exec(text)?.[0] ?? null
  }
}

/**
 * Loads what `annuaire ldif` exports, under the schema of the repository, unless the folder holds it already.
 * @param folder scratch folder of slapd @param dataDir published data
 * @throws Error when slapadd refuses an entry or the schema
 */
export function loadSlapd(folder: string, dataDir: string, base: string): void {
  const config = join(folder, 'slapd.conf')
  if (existsSync(join(folder, 'pleine'))) return
  mkdirSync(join(folder, 'db'), { recursive: true })
  const schemas = ['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`)
  const schema = join(folder, 'annuaire.schema')
  // OpenLDAP takes no CR, which a clone may have brought in.
  writeFileSync(schema, readFileSync(join(projectRoot, 'schema/annuaire.schema'), 'utf8').replaceAll('\r\n', '\n'))
  writeFileSync(
    config,
    `${schemas.join('\n')}
include ${schema}
pidfile ${join(folder, 'slapd.pid')}
modulepath /usr/lib/ldap
moduleload back_mdb
sizelimit 500
database mdb
suffix "${base}"
directory ${join(folder, 'db')}
maxsize 17179869184
index objectClass eq
index sn,cn,givenName,mail,o,l,ou,title,description pres,eq,sub
index IdentifiantPP,employeeNumber,profession,specialite,departement,postalCode eq
`,
  )
  const ldif = join(folder, 'entrees.ldif')
  const env = { ...ENV, ANNUAIRE_DATA_DIR: dataDir }
  const annuaire = join(projectRoot, 'dist/src/cli.js')
  execFileSync(process.execPath, [annuaire, 'ldif', '--base', base, '--operationnels', '--sortie', ldif], { env })
  execFileSync('slapadd', ['-q', '-f', config, '-b', base, '-l', ldif], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: ENV,
  })
  writeFileSync(join(folder, 'pleine'), '')
}

/** @param through command that starts the process, such as `taskset` */
export async function startSlapd(folder: string, through: readonly string[] = []): Promise<Slapd> {
  const port = await freePort()
  const command = [...through, 'slapd', '-f', join(folder, 'slapd.conf'), '-h', `ldap://127.0.0.1:${port}`, '-d', '0']
  const child = spawn(command[0]!, command.slice(1), { stdio: 'ignore', env: ENV })
  await answering(child, port)
  return {
    port,
    pid: child.pid!,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`slapd stopped with code ${child.exitCode}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('slapd does not listen')
}
