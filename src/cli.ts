#!/usr/bin/env node
import type { Command } from './cli/command.js'
import { say } from './cli/command.js'
import { inDataFolder } from './cli/data-folder.js'
import { readConfig } from './config.js'
import { AnnuaireError } from './errors.js'
import { sqliteFault } from './store/native-module.js'
import { closeNames } from './text/close-names.js'

const fault = sqliteFault()
// Loaded once SQLite is known to be there: each command needs it, and an import that fails cannot be told in French.
const COMMANDS: readonly Command[] = fault === null ? (await import('./cli/commands.js')).COMMANDS : []

// Generations, reports and exports hold what not everybody on the machine may read.
process.umask(0o077)
if (fault !== null) process.stderr.write(`${fault}\n`)
process.exitCode = fault === null ? await main(process.argv.slice(2)) : 1

/** @returns 0 done, 1 refused or failed, 2 wrong usage */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'aide' || name === '--aide' || name === '--help' || name === '-h') {
    say(help())
    return name === undefined ? 2 : 0
  }
  const command = COMMANDS.find((known) => known.name === name)
  if (command === undefined) {
    const close = closeNames(
      name,
      COMMANDS.map((known) => known.name),
    )
    const hint = close.length === 0 ? '' : ` Vouliez-vous dire : ${close.join(', ')} ?`
    process.stderr.write(`Commande inconnue : « ${name} ».${hint}\n\n${help()}\n`)
    return 2
  }
  if (args.includes('--aide') || args.includes('--help') || args.includes('-h')) {
    say(command.help)
    return 0
  }
  try {
    const config = readConfig(process.env)
    return await inDataFolder(config.dataDir, () => command.run(args, config))
  } catch (error) {
    return told(error, command)
  }
}

function told(error: unknown, command: Command): number {
  if (!(error instanceof AnnuaireError)) {
    process.stderr.write(
      `Erreur interne : ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    return 1
  }
  process.stderr.write(`${error.message}\n`)
  if (error.code !== 'USAGE') return 1
  process.stderr.write(`Aide : annuaire ${command.name} --aide\n`)
  return 2
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
