import { join } from 'node:path'
import { AnnuaireError } from '../errors.js'
import { discover, type FeedFile } from '../feed/index.js'
import { instantOf } from '../text/instant.js'
import { NATIONAL } from '../values/index.js'
import type { Places } from './places.js'
import { filesIn, foldersIn, type Receipt } from './receipts.js'

/** A file or an archive on disk, with the feed files in it. */
export interface Container {
  readonly source: string
  readonly name: string
  readonly path: string
  /** The deposit that it is; null for a current file. */
  readonly receipt: Receipt | null
  readonly files: readonly FeedFile[]
}

/**
 * What an import would find there, in the importer's own words.
 * @throws AnnuaireError ALIMENTATION_REFUSEE for what no import takes
 */
export async function contentOf(
  source: string,
  path: string,
  knownSources: readonly string[],
): Promise<readonly FeedFile[]> {
  const found = await (source === NATIONAL
    ? discover([path], [], knownSources)
    : discover([], [{ source, path }], knownSources))
  return found.files
}

/** The files that the sources' last accepted deposits are. One that became unreadable is as good as none. */
export async function currentContainers(places: Places, knownSources: readonly string[]): Promise<Container[]> {
  const containers: Container[] = []
  for (const source of foldersIn(places.current)) {
    for (const { name, path } of filesIn(join(places.current, source))) {
      try {
        containers.push({ source, name, path, receipt: null, files: await contentOf(source, path, knownSources) })
      } catch (error) {
        if (!(error instanceof AnnuaireError)) throw error
      }
    }
  }
  return containers
}

/** What is imported together, what counts in it, and what something newer makes useless. */
export interface Chosen {
  readonly used: readonly Container[]
  readonly useless: readonly Container[]
  /** Of a container that is used, the files that nothing newer replaces. */
  countedOf(container: Container): readonly FeedFile[]
}

/**
 * Of each kind of national file the newest, of each region its last deposit: between two deposits the newer one by its date, and
 * always a deposit before a current file.
 */
export function choose(containers: readonly Container[]): Chosen {
  const kept = new Map<string, { readonly container: Container; readonly file: FeedFile }>()
  for (const container of containers) {
    for (const file of container.files) {
      const key = `${file.source} ${file.kind}`
      const rival = kept.get(key)
      if (rival === undefined || wins({ container, file }, rival)) kept.set(key, { container, file })
    }
  }
  const winners = new Set([...kept.values()].map(({ container }) => container))
  const counted = new Set([...kept.values()].map(({ file }) => file))
  return {
    used: containers.filter((one) => winners.has(one)),
    useless: containers.filter((one) => !winners.has(one)),
    countedOf: ({ files }) => files.filter((file) => counted.has(file)),
  }
}

type Entry = { readonly container: Container; readonly file: FeedFile }

function wins(one: Entry, other: Entry): boolean {
  const [deposited, before] = [one.container.receipt, other.container.receipt]
  if (one.file.kind === 'regional' && (deposited === null) !== (before === null)) return deposited !== null
  const later = instantOf(one.file.date) - instantOf(other.file.date)
  // Of the same date, what came last.
  return later === 0 || Number.isNaN(later) ? (deposited?.id ?? '') > (before?.id ?? '') : later > 0
}

/** The paths that `annuaire importer` would be given. */
export function importPaths(used: readonly Container[]): {
  readonly paths: readonly string[]
  readonly regional: readonly { readonly source: string; readonly path: string }[]
} {
  return {
    paths: used.filter(({ source }) => source === NATIONAL).map(({ path }) => path),
    regional: used.filter(({ source }) => source !== NATIONAL).map(({ source, path }) => ({ source, path })),
  }
}
