import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '../config.js'
import { AnnuaireError } from '../errors.js'
import type { Log } from '../log.js'

export { say, warn } from './output.js'

/** One command of the program. */
export interface Command {
  /** The whole help of the command. */
  readonly help: string
  /** A server: it logs each request, and stops by a signal. */
  readonly serves?: boolean
  /**
   * @param log gets what the command changes
   * @returns the exit code: 0 done, 1 refused or failed
   */
  run(args: readonly string[], config: Config, log: Log): Promise<number>
}

/**
 * Reads the options of a command.
 * @throws AnnuaireError USAGE naming the option at fault
 */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new AnnuaireError('USAGE', usageMessage(error as NodeJS.ErrnoException), [], { cause: error })
  }
}

function usageMessage(error: NodeJS.ErrnoException): string {
  const option = /'(-[^' ]*)/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `Option inconnue : ${option}.`
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return `L’option ${option} attend une valeur, ou n’en accepte pas.`
    default:
      return `Arguments incorrects : ${error.message}`
  }
}
