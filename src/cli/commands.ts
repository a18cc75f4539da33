import type { Command } from './command.js'
import { compte } from './compte.js'
import { importer } from './importer.js'
import { ldif } from './ldif.js'
import { rapport } from './rapport.js'
import { revenir } from './revenir.js'
import { servir } from './servir.js'
import { verifier } from './verifier.js'

/** In the order in which the help shows them. */
export const COMMANDS: readonly Command[] = [importer, servir, rapport, revenir, verifier, compte, ldif]
