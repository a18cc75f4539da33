import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileAccounts } from '../../src/accounts/index.js'
import { type LdapServerOptions, startLdapServer } from '../../src/ldap/index.js'
import { openDirectorySwitch } from '../../src/store/index.js'
import { collectingLog } from '../support/collecting-log.js'

export interface RunningServer {
  readonly port: number
  readonly ldapsPort: number | null
  readonly dataDir: string
  readonly accounts: FileAccounts
  /** Lines that the server logged. */
  readonly lines: object[]
  /** Leaves its data folder. */
  stop(): Promise<void>
  close(): Promise<void>
}

/** A server on a data folder; nothing is published in a new one. */
export async function serve(dataDir: string, more: Partial<LdapServerOptions> = {}): Promise<RunningServer> {
  const lines: object[] = []
  const log = collectingLog(lines)
  const directory = openDirectorySwitch(dataDir, log)
  const accounts = new FileAccounts(dataDir, log)
  const server = await startLdapServer({
    host: '127.0.0.1',
    port: 0,
    baseBal: 'dc=mssante,dc=fr',
    baseRpps: 'dc=rpps,dc=fr',
    directory,
    authenticator: accounts,
    log,
    ...more,
  })
  const stop = async (): Promise<void> => {
    await server.close()
    directory.close()
  }
  return {
    port: server.port,
    ldapsPort: server.ldapsPort,
    dataDir,
    accounts,
    lines,
    stop,
    async close() {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export async function serveNothing(): Promise<RunningServer> {
  return serve(await mkdtemp(join(tmpdir(), 'annuaire-ldap-')))
}
