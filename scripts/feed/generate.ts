import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NoticeCode } from '../../src/notices/catalog.js'
import { ActivityFile } from './activity-file.js'
import { Addresses } from './addresses.js'
import { CorrespondenceFile } from './correspondence-file.js'
import { DEFECTS, type Defect } from './defects.js'
import { DiplomaFile } from './diploma-file.js'
import { Domains } from './domains.js'
import {
  ACTIVITY_HEADER,
  CORRESPONDENCE_HEADER,
  DIPLOMA_HEADER,
  fileNames,
  MSSANTE_HEADER,
  REGIONAL_HEADER,
  SAVOIR_FAIRE_HEADER,
} from './headers.js'
import { LineWriter } from './line-writer.js'
import { MssanteFile } from './mssante-file.js'
import { People } from './person.js'
import { Places } from './places.js'
import { Planting } from './planting.js'
import { RegionalFile } from './regional-file.js'
import { REGIONS } from './regions.js'
import { Rng, STREAM } from './rng.js'
import { SavoirFaireFile } from './savoir-faire-file.js'
import { Structures } from './structure.js'
import { type Expectation, Tally } from './tally.js'

export interface FeedOptions {
  /** Exact number of data lines of the activity file. */
  readonly lines: number
  readonly folder: string
  readonly seed: number
  /** Moment of generation AAAAMMJJhhmm, for the file names. */
  readonly date: string
  /** Without any defect: the importer then remarks deduced départements alone. */
  readonly faultless: boolean
  readonly progress?: (lines: number) => void
}

/** What manifeste.json says. */
export interface Manifest {
  readonly lignes: number
  readonly graine: number
  readonly date: string
  readonly defautsPlantes: boolean
  readonly personnes: number
  readonly structures: number
  readonly fichiers: readonly { readonly fichier: string; readonly lignes: number; readonly octets: number }[]
  readonly attendus: readonly Expectation[]
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

interface Output {
  readonly writer: LineWriter
  readonly planting: Planting
  readonly tally: Tally
  readonly defects: readonly Defect[]
  readonly rng: Rng
}

/** Writes a whole synthetic feed, people by people, all its files at once; the manifest comes last. */
export function generateFeed(options: FeedOptions): Manifest {
  const { lines, folder, seed } = options
  mkdirSync(join(folder, 'regional'), { recursive: true })
  // Whoever waits for the feed waits for its manifest: an old one must not speak for the new files.
  rmSync(join(folder, 'manifeste.json'), { force: true })
  const outputs: Output[] = []
  const open = (
    name: string,
    header: string,
    defects: readonly Defect[],
    encode?: (text: string) => Buffer,
  ): Output => {
    const rng = new Rng(seed, STREAM.defects, outputs.length)
    const planted = options.faultless ? [] : defects
    const writer = new LineWriter(join(folder, name), name, header, encode)
    const output = { writer, planting: new Planting(planted, rng), tally: new Tally(), defects: planted, rng }
    outputs.push(output)
    return output
  }
  const names = fileNames(options.date)
  const places = new Places()
  const structures = new Structures(places, seed, lines)
  const people = new People(seed, places, structures)
  const addresses = new Addresses()

  const one = open(names.activity, ACTIVITY_HEADER, DEFECTS.activity)
  const activity = new ActivityFile(one.writer, one.planting, one.tally, structures, one.rng, lines)
  const two = open(names.savoirFaire, SAVOIR_FAIRE_HEADER, DEFECTS.savoirFaire)
  const savoirFaire = new SavoirFaireFile(two.writer, two.planting, two.tally, two.rng)
  const three = open(names.diploma, DIPLOMA_HEADER, DEFECTS.diploma)
  const diploma = new DiplomaFile(three.writer, three.planting, three.tally, three.rng)
  const four = open(names.mssante, MSSANTE_HEADER, DEFECTS.mssante)
  const domains = new Domains(places, lines)
  const mssante = new MssanteFile(
    four.writer,
    four.planting,
    four.tally,
    four.rng,
    addresses,
    domains,
    options.faultless,
  )
  const regional = REGIONS.map((region) => {
    const header = region.start + REGIONAL_HEADER.join(region.separator)
    const { writer, planting, tally, rng } = open(
      `regional/${region.source}.csv`,
      header,
      DEFECTS.regional,
      region.encode,
    )
    const file = new RegionalFile(region, writer, planting, tally, four.tally, rng, addresses, options.faultless)
    return { region, file }
  })

  // Last, so that the bytes of the others are what they were before it was written.
  const last = open(names.correspondence, CORRESPONDENCE_HEADER, DEFECTS.correspondence, latin1)
  const correspondence = new CorrespondenceFile(last.writer, last.planting, last.tally, places)

  let number = 0
  for (; !activity.full; number++) {
    const written = activity.write(people.at(number))
    savoirFaire.write(written.person)
    diploma.write(written.person)
    correspondence.write(written)
    const national = mssante.write(written)
    const { region: home } = places.at(written.person.home)
    for (const { region, file } of regional) file.write(written, region.code === home, national)
    if (number % 50_000 === 0) options.progress?.(one.writer.dataLines)
  }
  for (const { writer } of outputs) writer.close()
  const manifest: Manifest = {
    lignes: lines,
    graine: seed,
    date: options.date,
    defautsPlantes: !options.faultless,
    personnes: number,
    structures: structures.metCount,
    fichiers: outputs.map(({ writer }) => ({ fichier: writer.name, lignes: writer.dataLines, octets: writer.bytes })),
    attendus: outputs.flatMap(({ writer, tally, defects }) =>
      tally.expectations(
        writer.name,
        writer.dataLines,
        new Map<NoticeCode, number>(defects.map((d) => [d.code, d.taux])),
      ),
    ),
  }
  writeFileSync(join(folder, 'manifeste.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  return manifest
}
