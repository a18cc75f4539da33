import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/project-root.js'

const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` }

/** OpenLDAP's server, with the entries of a data folder. */
export interface Slapd {
  readonly port: number
  close(): Promise<void>
}

/**
 * Loads what `annuaire ldif` exports, under the schema of the repository, and serves it.
 * @throws Error with what slapadd said when it refuses an entry or the schema
 */
export async function startSlapd(dataDir: string, base: string): Promise<Slapd> {
  const folder = await mkdtemp(join(tmpdir(), 'annuaire-slapd-'))
  const [config, entries] = [join(folder, 'slapd.conf'), join(folder, 'entrees.ldif')]
  await mkdir(join(folder, 'db'))
  const schemas = ['core', 'cosine', 'inetorgperson'].map((name) => `/etc/ldap/schema/${name}.schema`)
  await writeFile(
    config,
    [
      ...[...schemas, join(projectRoot, 'schema/annuaire.schema')].map((path) => `include ${path}`),
      `pidfile ${join(folder, 'slapd.pid')}`,
      'modulepath /usr/lib/ldap',
      'moduleload back_mdb',
      'database mdb',
      `suffix "${base}"`,
      `directory ${join(folder, 'db')}`,
      '',
    ].join('\n'),
  )
  const annuaire = [
    join(projectRoot, 'dist/src/cli.js'),
    'ldif',
    '--base',
    base,
    '--operationnels',
    '--sortie',
    entries,
  ]
  await promisify(execFile)(process.execPath, annuaire, { env: { ...env, ANNUAIRE_DATA_DIR: dataDir } })
  await promisify(execFile)('slapadd', ['-q', '-f', config, '-b', base, '-l', entries], { env })
  const port = await freePort()
  const child = spawn('slapd', ['-f', config, '-h', `ldap://127.0.0.1:${port}`, '-d', '0'], { env, stdio: 'ignore' })
  await answering(child, port)
  return {
    port,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`slapd stopped with code ${child.exitCode}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('connect', () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('slapd does not listen')
}
