import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'

/**
 * Programs from outside npm that some tests need as a judge. A test says so in one line, and is skipped where one of
 * them is missing; the end of the run names it (skipped-tests.ts):
 *
 *     describe('beside OpenLDAP', needs('slapd'), () => {…})
 *     it('reads the schema', needs('python-ldap'), async () => {…})
 *
 * With TESTS_COMPLETS=1 nothing is skipped.
 */
export type Program = 'ldap-utils' | 'slapd' | 'python-ldap' | 'curl' | 'root'

interface Known {
  /** What a reader is told is missing. */
  readonly what: string
  readonly how: string
  readonly there: () => boolean
}

/** Those of the PATH, and the sbin beside each bin: Debian keeps servers where only root looks. */
const FOLDERS = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => (basename(folder) === 'bin' ? [folder, join(dirname(folder), 'sbin')] : [folder]))

const PROGRAMS: Readonly<Record<Program, Known>> = {
  'ldap-utils': {
    what: 'OpenLDAP’s tools (ldapsearch, ldapcompare, ldapwhoami…)',
    how: 'apt-get install ldap-utils',
    there: () => ['ldapsearch', 'ldapcompare', 'ldapwhoami', 'ldapexop'].every((name) => findProgram(name) !== null),
  },
  slapd: {
    what: 'OpenLDAP’s server and its schemas as Debian lays them (slapd, slapadd)',
    how: 'apt-get install slapd',
    there: () =>
      ['slapd', 'slapadd'].every((name) => findProgram(name) !== null) && existsSync('/etc/ldap/schema/core.schema'),
  },
  'python-ldap': {
    what: 'Python’s two LDAP libraries (ldap, ldap3)',
    how: 'apt-get install python3 python3-ldap python3-ldap3',
    there: () => pythonWithLdap() !== null,
  },
  curl: {
    what: 'curl, as Debian makes it (with LDAP)',
    how: 'apt-get install curl',
    there: () => String(spawnSync('curl', ['--version']).stdout ?? '').includes(' ldaps '),
  },
  root: {
    what: 'the rights of root, with setpriv, unshare and mount',
    how: 'run them as root (apt-get install util-linux mount)',
    there: () => {
      const [unshare, mount] = [findProgram('unshare'), findProgram('mount')]
      const tried = ['--mount', mount ?? '', '-t', 'tmpfs', 'tmpfs', tmpdir()]
      return unshare !== null && findProgram('setpriv') !== null && spawnSync(unshare, tried).status === 0
    },
  },
}

declare module 'vitest' {
  interface TaskMeta {
    /** Programs without which the test is skipped. */
    needs?: readonly Program[]
  }
}

/** Whether a skipped test is a failure: a run that is to show everything. */
export const COMPLETE = (process.env['TESTS_COMPLETS'] ?? '') !== ''

/** Options of a `describe` or an `it` that these programs judge. */
export function needs(...programs: readonly Program[]): {
  readonly skip: boolean
  readonly meta: { needs: Program[] }
} {
  return { skip: !COMPLETE && programs.some(lacks), meta: { needs: [...programs] } }
}

const found = new Map<Program, boolean>()

export function lacks(program: Program): boolean {
  const known = found.get(program) ?? PROGRAMS[program].there()
  found.set(program, known)
  return !known
}

/** What is missing, and how to get it. */
export function described(program: Program): { readonly what: string; readonly how: string } {
  return PROGRAMS[program]
}

/** Path of the first program of that name; null when there is none. */
export function findProgram(name: string): string | null {
  return candidates(name)[0] ?? null
}

/** The first Python that has both libraries: the one that is called first may be another than Debian's. */
export function pythonWithLdap(): string | null {
  return candidates('python3').find((path) => spawnSync(path, ['-c', 'import ldap, ldap3']).status === 0) ?? null
}

function candidates(name: string): string[] {
  return FOLDERS.map((folder) => join(folder, name)).filter((path) => {
    try {
      accessSync(path, constants.X_OK)
      return statSync(path).isFile()
    } catch {
      return false
    }
  })
}
