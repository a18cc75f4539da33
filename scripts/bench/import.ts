import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../src/project-root.js'
import { type Measured, runMeasured } from './measured-run.js'

/**
 * Times the import of a feed beside the raw `.import` of the same files by the sqlite3 shell, in turns, in one run.
 * `.import` only splits lines into text columns: no check, no index, no report.
 */
export async function benchImport(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { dossier: { type: 'string' }, tours: { type: 'string', default: '1' } },
  })
  if (values.dossier === undefined) {
    process.stderr.write('Usage : npm run bench -- import --dossier DOSSIER [--tours N] (voir npm run feed)\n')
    process.exitCode = 2
    return
  }
  const files = feedFiles(values.dossier)
  const megabytes = files.reduce((sum, file) => sum + statSync(file.path).size, 0) / 1e6
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} cœurs ; ${files.length} fichiers, ${Math.round(megabytes)} Mo\n`,
  )
  const rounds: { readonly raw: Measured; readonly ours: Measured; readonly generation: number }[] = []
  for (let round = 0; round < Number(values.tours); round++) {
    const scratch = mkdtempSync(join(tmpdir(), 'annuaire-bench-'))
    try {
      const raw = await runMeasured('sqlite3', [join(scratch, 'brut.sqlite')], {}, rawScript(files))
      const data = join(scratch, 'data')
      const cli = join(projectRoot, 'dist/src/cli.js')
      const ours = await runMeasured(process.execPath, [cli, 'importer', values.dossier, '--silencieux'], {
        ANNUAIRE_DATA_DIR: data,
      })
      const generations = join(data, 'generations')
      const generation = readdirSync(generations).reduce((sum, name) => sum + statSync(join(generations, name)).size, 0)
      rounds.push({ raw, ours, generation })
      process.stdout.write(line(raw, ours, generation))
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  }
  const ratios = rounds.map(({ raw, ours }) => ours.seconds / raw.seconds).sort((one, other) => one - other)
  process.stdout.write(`Rapport médian : ${ratios[Math.floor(ratios.length / 2)]!.toFixed(2)} × .import\n`)
}

function line(raw: Measured, ours: Measured, generation: number): string {
  const parts = [
    `.import ${raw.seconds.toFixed(1)} s, ${raw.peakMegabytes} Mo`,
    `annuaire importer ${ours.seconds.toFixed(1)} s, ${ours.peakMegabytes} Mo`,
    `rapport ${(ours.seconds / raw.seconds).toFixed(2)}`,
    `génération ${Math.round(generation / 1e6)} Mo`,
  ]
  return `${parts.join(' ; ')}\n`
}

interface RawFile {
  readonly path: string
  readonly separator: string
}

function feedFiles(folder: string): RawFile[] {
  const national = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => ({ path: join(folder, name), separator: '|' }))
  const regional = join(folder, 'regional')
  const separators: Readonly<Record<string, string>> = { 'occitanie.csv': ',', 'bretagne.csv': '\\t' }
  return [
    ...national,
    ...readdirSync(regional).map((name) => ({ path: join(regional, name), separator: separators[name] ?? ';' })),
  ]
}

/** National files have no quoting at all, which is the shell's ascii mode; regional ones are CSV. */
function rawScript(files: readonly RawFile[]): string {
  return files
    .map(({ path, separator }, index) =>
      [
        separator === '|' ? '.mode ascii' : '.mode csv',
        `.separator "${separator}" "\\n"`,
        `.import "${path}" fichier${index}`,
        '',
      ].join('\n'),
    )
    .join('')
}
