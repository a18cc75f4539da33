import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../src/project-root.js'

/** What `node --cpu-prof` writes: the functions as a tree, and which of them ran at each sample. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[]
}

const USAGE = `Usage : npm run profile -- FICHIER.cpuprofile…

Donne les 25 fonctions qui ont pris le plus de temps par elles-mêmes, et les fichiers de même.
`
const SHOWN = 25

function fileOf(url: string): string {
  return url.startsWith('file:') ? relative(projectRoot, fileURLToPath(url)) : url || '(moteur)'
}

function report(path: string): void {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(path, 'utf8')) as Profile
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const byFunction = new Map<string, number>()
  const byFile = new Map<string, number>()
  let busy = 0
  for (const [at, id] of samples.entries()) {
    const { functionName, url, lineNumber } = frames.get(id)!
    if (functionName === '(idle)') continue
    const time = timeDeltas[at]!
    const file = fileOf(url)
    const name = `${functionName || '(sans nom)'}  ${file}:${lineNumber + 1}`
    byFunction.set(name, (byFunction.get(name) ?? 0) + time)
    byFile.set(file, (byFile.get(file) ?? 0) + time)
    busy += time
  }
  process.stdout.write(`${path} : ${(busy / 1000).toFixed(0)} ms occupées\n`)
  for (const times of [byFunction, byFile]) {
    process.stdout.write('\n')
    const most = [...times].sort(([, one], [, other]) => other - one).slice(0, SHOWN)
    for (const [name, time] of most)
      process.stdout.write(`${((100 * time) / busy).toFixed(1).padStart(5)} %  ${name}\n`)
  }
}

const paths = process.argv.slice(2)
// Whoever reads through `head` has seen enough.
process.stdout.on('error', () => process.exit())
if (paths.length === 0) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else for (const path of paths) report(path)
