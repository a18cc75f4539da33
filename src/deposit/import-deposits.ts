import type { Config } from '../config.js'
import { AnnuaireError } from '../errors.js'
import { readCanaries } from '../ingest/canaries.js'
import { checkNothingVanishes } from '../ingest/guards.js'
import { LockTaken } from '../ingest/lock.js'
import { readPolicies } from '../source-policies.js'
import { faultSentence } from '../system-fault.js'
import { type Chosen, type Container, choose, contentOf, currentContainers, importPaths } from './containers.js'
import { distinctReceipts } from './distinct-receipts.js'
import type { Ledger } from './ledger.js'
import type { Places } from './places.js'
import { PublishedFiles } from './published-files.js'

export interface Importing {
  readonly config: Config
  /** Whether the current files count though what is published is not made of them (`revenir`, an import by hand). */
  readonly resume: boolean
  /** Imports files as `annuaire importer` does. */
  readonly runImport: (paths: ReturnType<typeof importPaths>) => Promise<unknown>
  readonly places: Places
  readonly ledger: Ledger
  readonly isWanted: (source: string) => boolean
}

type Deposit = Container & { readonly receipt: NonNullable<Container['receipt']> }

/** What an import of some deposits came to; the reason in French. */
type Attempt = { readonly is: 'publié' } | { readonly is: 'refusé' | 'en attente'; readonly reason: string }

/**
 * Imports the deposits that were taken, each of which ends in the archive, among the refused ones, or waits. A faulty deposit
 * holds up neither the other sources nor an earlier deposit of its own.
 */
export async function importDeposits(importing: Importing): Promise<void> {
  const { ledger, isWanted } = importing
  for (;;) {
    const { fresh, older } = await newDeposits(importing)
    const wanted = fresh.filter(({ source }) => isWanted(source))
    const cameTo = await importFresh(wanted, importing)
    for (const { one, newer } of older) {
      const isReplaced = cameTo.get(one.source) === 'publié' || fresh.every(({ source }) => source !== one.source)
      if (!isReplaced) continue
      ledger.refuse(one.receipt, `Un fichier plus récent de la même source compte à sa place : ${newer}.`)
    }
    if (!older.some(({ one }) => cameTo.get(one.source) === 'refusé')) return
  }
}

/** All together, then source by source when they are refused. @returns what those of each source came to */
async function importFresh(
  fresh: readonly Deposit[],
  importing: Importing,
): Promise<ReadonlyMap<string, Attempt['is']>> {
  const { config, ledger } = importing
  const cameTo = new Map<string, Attempt['is']>()
  if (fresh.length === 0) return cameTo
  try {
    // What is wrong with the settings is not the fault of a deposit.
    readPolicies(config.dataDir)
    readCanaries(config.canaries)
  } catch (error) {
    if (!(error instanceof AnnuaireError)) throw error
    ledger.wait(fresh, error.message)
    return cameTo
  }
  const together = await attempt(fresh, importing)
  const sources = [...new Set(fresh.map(({ source }) => source))]
  for (const source of sources) {
    const alone = fresh.filter((one) => one.source === source)
    const isAgain = together.is === 'refusé' && sources.length > 1
    const outcome = isAgain ? await attempt(alone, importing) : together
    if (outcome.is === 'en attente') ledger.wait(alone, outcome.reason)
    if (outcome.is === 'refusé') for (const { receipt } of alone) ledger.refuse(receipt, outcome.reason)
    cameTo.set(source, outcome.is)
  }
  return cameTo
}

interface NewDeposits {
  /** To be imported. */
  readonly fresh: readonly Deposit[]
  /** Those of a source that has something newer, which is tried first. */
  readonly older: readonly { readonly one: Deposit; readonly newer: string }[]
}

/**
 * The deposits that are not published yet. Those that are go where they belong, whosever they are: a run that was killed did not
 * come to it. Those that no import would take are set aside.
 */
async function newDeposits({ config, places, ledger }: Importing): Promise<NewDeposits> {
  const deposits: Deposit[] = []
  for (const receipt of await distinctReceipts(places)) {
    const { source, name, path } = receipt
    try {
      deposits.push({ source, name, path, receipt, files: await contentOf(source, path, config.sources) })
    } catch (error) {
      if (!isOfDeposit(error)) throw error
      ledger.refuse(receipt, error.message)
    }
  }
  if (deposits.length === 0) return { fresh: [], older: [] }
  const known = await PublishedFiles.of(config.dataDir)
  const chosen = choose([...(await currentContainers(places, config.sources)), ...deposits])
  const fresh: Deposit[] = []
  for (const one of deposits.filter((deposit) => chosen.used.includes(deposit))) {
    if (await known.haveAll(chosen.countedOf(one))) {
      ledger.accept(one.receipt, 'identique', replacedBy(one, chosen))
    } else fresh.push(one)
  }
  const older = deposits
    .filter((deposit) => chosen.useless.includes(deposit))
    .map((one) => ({
      one,
      newer: chosen.used
        .filter(({ source }) => source === one.source)
        .map(({ name }) => name)
        .join(', '),
    }))
  return { fresh, older }
}

/** Imports deposits with the current files of all that they do not replace. */
async function attempt(fresh: readonly Deposit[], importing: Importing): Promise<Attempt> {
  const { config, places, ledger, runImport } = importing
  const chosen = choose([...(await currentContainers(places, config.sources)), ...fresh])
  const obstacle = await obstacleOf(chosen, importing)
  if (obstacle !== null) return { is: 'en attente', reason: obstacle }
  try {
    await runImport(importPaths(chosen.used))
  } catch (error) {
    if (!(error instanceof AnnuaireError)) throw error
    return { is: isOfDeposit(error) ? 'refusé' : 'en attente', reason: error.message }
  }
  for (const one of fresh) ledger.accept(one.receipt, 'publié', replacedBy(one, chosen))
  return { is: 'publié' }
}

/** Names of the current files whose place a deposit takes. */
function replacedBy({ source }: Deposit, { useless }: Chosen): readonly string[] {
  return useless.filter((one) => one.source === source && one.receipt === null).map(({ name }) => name)
}

/**
 * Why the current files, with which a deposit is imported, would not do: one is missing, or what is published of its source is
 * something else, which an import would undo.
 * @returns null when they do
 */
async function obstacleOf(chosen: Chosen, { config, resume }: Importing): Promise<string | null> {
  const files = chosen.used.flatMap((one) => chosen.countedOf(one))
  try {
    checkNothingVanishes(config.dataDir, files, [])
  } catch (error) {
    if (!(error instanceof AnnuaireError)) throw error
    return `${error.message} Une source est relevée avec les derniers fichiers acceptés des autres : déposez-les aussi.`
  }
  if (resume) return null
  const known = await PublishedFiles.of(config.dataDir)
  for (const one of chosen.used) {
    if (one.receipt !== null || known.isEmpty || (await known.haveAll(chosen.countedOf(one)))) continue
    return (
      `Ce qui est publié de la source ${one.source} ne vient pas de son fichier courant ${one.name} (import fait à la main, ou ` +
      '« annuaire revenir ») : déposez aussi le fichier voulu de cette source, ou prenez le fichier courant avec --reprendre.'
    )
  }
  return null
}

/** Whether a refusal is about what was deposited, and not about the machine, its settings or another import. */
function isOfDeposit(error: unknown): error is AnnuaireError {
  if (!(error instanceof AnnuaireError) || error.code !== 'ALIMENTATION_REFUSEE') return false
  return !(error instanceof LockTaken) && !(error.cause instanceof Error && faultSentence(error.cause) !== null)
}
