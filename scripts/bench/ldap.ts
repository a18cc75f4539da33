import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../src/project-root.js'
import { generationPath, published } from '../../src/store/generations.js'
import { checkAgreement } from './ldap-agreement.js'
import { type Kind, makeKinds } from './ldap-requests.js'
import { loadSlapd, type Slapd, slapdVersion, startSlapd } from './ldap-slapd.js'
import { RunningImport } from './search-import.js'
import { memoryOf, startServer } from './search-server.js'

const BASE = 'dc=mssante,dc=fr'
const DRAWN = 2000
const USAGE = `Usage : npm run bench -- ldap --donnees DOSSIER [options]

  --donnees DOSSIER   données déjà importées (ANNUAIRE_DATA_DIR), lues seulement
  --feed DOSSIER      mesure aussi pendant l’import de ces fichiers
  --slapd DOSSIER     garde là la base de slapd, longue à charger
  --secondes N        durée d’une mesure (3)
  --tours N           mesures de chaque sorte, dont la médiane est donnée (3)
`

/** What the load generator prints. */
interface Load {
  readonly rate: number
  readonly entries: number
  readonly refused: number
  readonly p50: number
  readonly p99: number
  /** Share of a core that the generator used. */
  readonly cpu: number
  /** The same for the server; added here. */
  readonly server: number
}

interface Place {
  readonly port: number
  readonly pid: number
}

/** Compares this server with OpenLDAP's slapd on the same mailboxes, the same requests and the same core. */
export async function benchLdap(args: readonly string[]): Promise<void> {
  const options = read(args)
  const generation = options === null ? null : published(options.donnees)
  if (options === null || generation === null) {
    process.stderr.write(options === null ? USAGE : `Rien n’est publié dans ${options.donnees}.\n`)
    process.exitCode = 2
    return
  }
  const scratch = mkdtempSync(join(tmpdir(), 'annuaire-bench-'))
  const generator = join(scratch, 'ldap-load')
  execFileSync('cc', ['-O2', '-o', generator, join(projectRoot, 'scripts/bench/ldap-load.c')])
  const pinned = cpus().length > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0
  const on = (core: number): readonly string[] => (pinned ? ['taskset', '-c', String(core)] : [])
  const file = generationPath(options.donnees, generation.id)
  const kinds = makeKinds(file, BASE, DRAWN)
  const version = slapdVersion()
  const folder = options.slapd ?? join(scratch, 'slapd')
  mkdirSync(folder, { recursive: true })
  if (version === null) process.stderr.write('slapd n’est pas installé : seul l’annuaire est mesuré.\n')
  else loadSlapd(folder, options.donnees, BASE)
  const server = await startServer(options.donnees, on(0))
  let slapd: Slapd | null = null
  try {
    slapd = version === null ? null : await startSlapd(folder, on(0))
    const ours = { port: Number(new URL(server.ldap).port), pid: server.pid }
    const load = (place: Place, kind: Kind, connections: number): Load =>
      runLoad([...on(1), generator], join(scratch, 'requetes'), place, kind, connections, options.seconds)
    const lines = [`Node ${process.version}${version === null ? '' : `, ${version}`} ; serveurs sur un même cœur`]
    // The speed of wrong answers would be worth nothing.
    if (slapd !== null) lines.push(await checkAgreement(file, BASE, ours.port, slapd.port))
    lines.push('')
    lines.push(...compare(kinds, ours, slapd, load, options.rounds))
    lines.push('', `Mémoire : annuaire ${shown(server.pid)}${slapd === null ? '' : ` ; slapd ${shown(slapd.pid)}`}`)
    if (options.feed !== null)
      lines.push('', ...(await whileImporting(options.feed, kinds, ours, load, options.rounds)))
    process.stdout.write(`${lines.join('\n')}\n`)
  } finally {
    await slapd?.stop()
    await server.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}

type LoadOf = (place: Place, kind: Kind, connections: number) => Load

function compare(kinds: readonly Kind[], ours: Place, slapd: Place | null, load: LoadOf, rounds: number): string[] {
  const lines = [
    '| recherche | connexions | entrées | annuaire, req/s | slapd, req/s | rapport | p50 / p99 annuaire, ms | p50 / p99 slapd, ms | processeur annuaire / slapd |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
  ]
  for (const kind of kinds) {
    for (const connections of kind.connections) {
      // Both are warm before they are counted, then measured in turns: the machine's moods are shared.
      for (const place of [ours, slapd]) if (place !== null) load(place, kind, connections)
      const own: Load[] = []
      const other: Load[] = []
      for (let round = 0; round < rounds; round++) {
        own.push(load(ours, kind, connections))
        if (slapd !== null) other.push(load(slapd, kind, connections))
      }
      const [mine, theirs] = [median(own), other.length === 0 ? null : median(other)]
      lines.push(
        `| ${kind.name} | ${connections} | ${Math.round(mine.entries)} | ${whole(mine.rate)} | ${theirs === null ? '' : whole(theirs.rate)} | ` +
          `${theirs === null ? '' : (mine.rate / theirs.rate).toFixed(2)} | ${delays(mine)} | ${theirs === null ? '' : delays(theirs)} | ${share(mine)}${theirs === null ? '' : ` / ${share(theirs)}`} |`,
      )
    }
  }
  return lines
}

async function whileImporting(feed: string, kinds: readonly Kind[], ours: Place, load: LoadOf, rounds: number) {
  const running = new RunningImport(feed)
  try {
    const lines = [
      'Pendant un import :',
      '',
      '| recherche | connexions | req/s | p50 / p99, ms |',
      '|---|---:|---:|---:|',
    ]
    for (const kind of kinds) {
      for (const connections of kind.connections) {
        const loads: Load[] = []
        for (let round = 0; round < rounds; round++) {
          // The import runs while this process waits for the generator.
          await new Promise((resolve) => setTimeout(resolve, 50))
          running.check()
          loads.push(load(ours, kind, connections))
        }
        const { rate, ...rest } = median(loads)
        lines.push(`| ${kind.name} | ${connections} | ${whole(rate)} | ${delays({ rate, ...rest })} |`)
      }
    }
    return lines
  } finally {
    await running.stop()
  }
}

function runLoad(
  command: readonly string[],
  file: string,
  { port, pid }: Place,
  { name, requests, renew }: Kind,
  connections: number,
  seconds: number,
): Load {
  writeFileSync(file, requests)
  const args = [String(port), String(connections), String(seconds), file, ...(renew === true ? ['renew'] : [])]
  const before = cpuSeconds(pid)
  const started = performance.now()
  const { stdout, status } = spawnSync(command[0]!, [...command.slice(1), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`the load generator stopped with code ${status} (${name}, process ${pid})`)
  const server = (cpuSeconds(pid) - before) / ((performance.now() - started) / 1000)
  const load: Load = { ...(JSON.parse(String(stdout)) as Load), server }
  if (load.refused > 0) throw new Error(`${load.refused} searches were refused (${name}, process ${pid})`)
  return load
}

/** Processor time of a process and its threads (proc(5), in hundredths of a second). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function median(loads: readonly Load[]): Load {
  return loads.toSorted((one, other) => one.rate - other.rate)[loads.length >> 1]!
}

const whole = (rate: number): string => Math.round(rate).toLocaleString('fr-FR')
const share = ({ server }: Load): string => `${Math.round(server * 100)} %`
const delays = ({ p50, p99 }: Load): string => `${p50.toFixed(2)} / ${p99.toFixed(2)}`

function shown(pid: number): string {
  const { own, file } = memoryOf(pid)
  return `${own} Mo et ${file} Mo de pages de fichiers`
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        donnees: { type: 'string' },
        feed: { type: 'string' },
        slapd: { type: 'string' },
        secondes: { type: 'string', default: '3' },
        tours: { type: 'string', default: '3' },
      },
    })
    const [seconds, rounds] = [Number(values.secondes), Number(values.tours)]
    if (values.donnees === undefined || !(seconds > 0) || !Number.isInteger(rounds) || rounds < 1) return null
    return { donnees: values.donnees, feed: values.feed ?? null, slapd: values.slapd ?? null, seconds, rounds }
  } catch {
    return null
  }
}
