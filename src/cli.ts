#!/usr/bin/env node
import type { Command } from './cli/command.js'
import { say } from './cli/command.js'
import { compte } from './cli/compte.js'
import { importer } from './cli/importer.js'
import { ldif } from './cli/ldif.js'
import { rapport } from './cli/rapport.js'
import { revenir } from './cli/revenir.js'
import { servir } from './cli/servir.js'
import { verifier } from './cli/verifier.js'
import { readConfig } from './config.js'
import { AnnuaireError } from './errors.js'
import { closeNames } from './text/close-names.js'

const COMMANDS: readonly Command[] = [importer, servir, rapport, revenir, verifier, compte, ldif]

// Generations, reports and exports hold what not everybody on the machine may read.
process.umask(0o077)
process.exitCode = await main(process.argv.slice(2))

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
    return await command.run(args, readConfig(process.env))
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
