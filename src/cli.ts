#!/usr/bin/env node
import { closeDataFolder } from './cli/close-folder.js'
import { say, warn } from './cli/command.js'
import { COMMANDS } from './cli/commands.js'
import { inDataFolder } from './cli/data-folder.js'
import { commandJournal, type Journal, serverJournal } from './cli/journal.js'
import { exitCode, guardOutput } from './cli/output.js'
import { readConfig } from './config.js'
import { AnnuaireError } from './errors.js'
import { stackOf } from './log.js'
import { sqliteFault } from './store/native-module.js'
import { faultSentence } from './system-fault.js'
import { closeNames } from './text/close-names.js'
import { printable } from './text/printable.js'

const fault = sqliteFault()

// What is written is for the owner alone: the data says who is on a liste rouge.
process.umask(0o077)
guardOutput()
if (fault !== null) warn(fault)
process.exitCode = fault === null ? exitCode(await main(process.argv.slice(2))) : 1

/** @returns 0 done, 1 refused or failed, 2 wrong usage */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'aide' || name === '--aide' || name === '--help' || name === '-h') {
    say(help())
    return name === undefined ? 2 : 0
  }
  const listed = COMMANDS.find((known) => known.name === name)
  if (listed === undefined) {
    const close = closeNames(
      name,
      COMMANDS.map((known) => known.name),
    )
    const hint = close.length === 0 ? '' : ` Vouliez-vous dire : ${close.join(', ')} ?`
    warn(`Commande inconnue : « ${printable(name)} ».${hint}\n\n${help()}`)
    return 2
  }
  if (args.includes('--aide') || args.includes('--help') || args.includes('-h')) {
    say((await listed.load()).help)
    return 0
  }
  const opened: { journal: Journal | null } = { journal: null }
  try {
    const command = await listed.load()
    const config = readConfig(process.env)
    return await inDataFolder(config.dataDir, async () => {
      closeDataFolder(config.dataDir)
      const journal = command.serves === true ? serverJournal(config) : commandJournal(config, name)
      opened.journal = journal
      endOnUnforeseen(journal)
      return command.run(args, config, journal.log)
    })
  } catch (error) {
    return exitCodeOf(error, name, opened.journal)
  } finally {
    await opened.journal?.end()
  }
}

/** @returns the exit code */
function exitCodeOf(error: unknown, command: string, journal: Journal | null): number {
  if (error instanceof AnnuaireError) {
    warn(error.code === 'CONFIGURATION_INVALIDE' ? error.message : printable(error.message))
    if (error.code !== 'USAGE') return 1
    warn(`Aide : annuaire ${command} --aide`)
    return 2
  }
  const sentence = faultSentence(error)
  if (sentence !== null) {
    const { code, syscall, path } = error as NodeJS.ErrnoException
    journal?.log.error({ evenement: 'commande.echec', code, appel: syscall, chemin: path })
    warn(printable(sentence))
    return 1
  }
  unforeseen(error, journal)
  return 1
}

/** A fault of the program: the stack is for the log, the sentence for people. */
function unforeseen(error: unknown, journal: Journal | null): void {
  journal?.log.error({ evenement: 'programme.erreur', erreur: stackOf(error) })
  const where = journal === null ? '' : ` Le détail est dans le journal : ${printable(journal.place)}.`
  warn(`Erreur interne : l’opération s’est arrêtée pour une raison imprévue.${where}`)
}

/** An error that nobody awaited leaves the process in an unknown state: it ends, and says why. */
function endOnUnforeseen(journal: Journal): void {
  process.on('uncaughtException', (error) => {
    unforeseen(error, journal)
    process.exit(1)
  })
}

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  return [
    'annuaire — annuaire local des professionnels de santé (RPPS, ADELI, MSSanté)',
    '',
    'Usage : annuaire <commande> [options]',
    '',
    ...COMMANDS.map((command) => `  ${command.name.padEnd(width)}   ${command.summary}`),
    '',
    'Aide d’une commande : annuaire <commande> --aide',
  ].join('\n')
}
