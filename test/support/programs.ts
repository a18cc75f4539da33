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
 * With TESTS_COMPLETS=1 nothing is skipped, except where a program is too heavy to be asked of every machine.
 */
export type Program =
  | 'ldap-utils'
  | 'slapd'
  | 'python-ldap'
  | 'openpyxl'
  | 'perl-ldap'
  | 'php-ldap'
  | 'java'
  | 'chromium'
  | 'curl'
  | 'git'
  | 'openapi-typescript'
  | 'root'

interface Known {
  /** What a reader is told is missing. */
  readonly what: string
  readonly how: string
  readonly there: () => boolean
  /** Named where it is missing, and nothing else: several hundred megabytes for one test. */
  readonly heavy?: true
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
  openpyxl: {
    what: 'Python’s library of XLSX workbooks (openpyxl)',
    how: 'apt-get install python3 python3-openpyxl',
    there: () => pythonWith('openpyxl') !== null,
  },
  'perl-ldap': {
    what: 'Perl’s LDAP library (Net::LDAP)',
    how: 'apt-get install perl libnet-ldap-perl',
    there: () => spawnSync('perl', ['-MNet::LDAP', '-e', '1']).status === 0,
  },
  'php-ldap': {
    what: 'PHP with its LDAP extension, from version 8.1 on',
    how: 'apt-get install php-cli php-ldap',
    there: () => spawnSync('php', ['-r', 'exit(class_exists("LDAP\\\\Connection") ? 0 : 1);']).status === 0,
  },
  java: {
    what: 'a JDK, from version 17 on (JNDI)',
    how: 'apt-get install openjdk-17-jdk-headless',
    there: () => Number(/^jdk\.compiler@(\d+)/m.exec(outputOf('java', '--list-modules'))?.[1] ?? 0) >= 17,
    heavy: true,
  },
  chromium: {
    what: 'a browser (Chromium)',
    how: 'apt-get install chromium',
    there: () => findProgram('chromium') !== null,
  },
  curl: {
    what: 'curl, as Debian makes it (with LDAP)',
    how: 'apt-get install curl',
    there: () => outputOf('curl', '--version').includes(' ldaps '),
  },
  git: {
    what: 'git',
    how: 'apt-get install git',
    there: () => findProgram('git') !== null,
  },
  'openapi-typescript': {
    what: 'openapi-typescript, which needs a TypeScript of its own',
    how: 'npm install --prefix DOSSIER openapi-typescript@7 typescript@5, with its node_modules/.bin on the PATH',
    there: () => findProgram('openapi-typescript') !== null,
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
  return { skip: programs.some((program) => lacks(program) && mayLack(program)), meta: { needs: [...programs] } }
}

const found = new Map<Program, boolean>()

export function lacks(program: Program): boolean {
  const known = found.get(program) ?? PROGRAMS[program].there()
  found.set(program, known)
  return !known
}

/** Whether a run passes without it. */
export function mayLack(program: Program): boolean {
  return !COMPLETE || PROGRAMS[program].heavy === true
}

/** What is missing, and how to get it. */
export function described(program: Program): { readonly what: string; readonly how: string } {
  return PROGRAMS[program]
}

/** Path of the first program of that name; null when there is none. */
export function findProgram(name: string): string | null {
  return candidates(name)[0] ?? null
}

/** The first Python that has both libraries of LDAP. */
export function pythonWithLdap(): string | null {
  return pythonWith('ldap, ldap3')
}

/** The first Python that has these modules: the one that is called first may be another than Debian's. */
export function pythonWith(modules: string): string | null {
  return candidates('python3').find((path) => spawnSync(path, ['-c', `import ${modules}`]).status === 0) ?? null
}

function outputOf(command: string, ...args: readonly string[]): string {
  return String(spawnSync(command, args).stdout ?? '')
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
