import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import {
  type FeedFile,
  type FeedHeader,
  type FeedKind,
  type FeedSummary,
  type LineFault,
  type Row,
  readFeed,
} from '../../src/feed/index.js'

export interface Workspace {
  readonly path: string
  /** Writes a file, its folders made on the way, and returns its path. */
  write(name: string, content: Buffer | string): Promise<string>
}

/** A temporary folder for one test file, removed at its end. */
export async function workspace(): Promise<Workspace> {
  const path = await mkdtemp(join(tmpdir(), 'annuaire-feed-'))
  afterAll(() => rm(path, { recursive: true, force: true }))
  return {
    path,
    async write(name, content) {
      const target = join(path, name)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, content)
      return target
    },
  }
}

export function feedFile(path: string, kind: FeedKind = 'mssante', entry: string | null = null): FeedFile {
  const source = kind === 'regional' ? 'paca' : 'national'
  return { name: 'depot.txt', kind, source, date: '2026-08-26T10:13:00', bytes: 0, location: { path, entry } }
}

export interface Read {
  readonly header: FeedHeader
  readonly rows: Row[]
  readonly faults: LineFault[]
  readonly summary: FeedSummary
}

/** Reads a whole file into memory. */
export async function readAll(file: FeedFile): Promise<Read> {
  const headers: FeedHeader[] = []
  const rows: Row[] = []
  const faults: LineFault[] = []
  const summary = await readFeed(file, {
    header: (header) => void headers.push(header),
    rows: (batch) => void rows.push(...batch),
    fault: (fault) => void faults.push(fault),
  })
  return { header: headers[0]!, rows, faults, summary }
}
