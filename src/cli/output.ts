import { faultSentence } from '../system-fault.js'
import { printableLines } from '../text/printable.js'

let failed = false

/** Prints lines on standard output, for people. */
export function say(text = ''): void {
  process.stdout.write(`${printableLines(text)}\n`)
}

/** Prints lines on standard error. */
export function warn(text: string): void {
  process.stderr.write(`${printableLines(text)}\n`)
}

/**
 * Whoever reads the output may leave before its end, as `head` does: what remains to be done is done all the same, and
 * nothing is said. Any other fault of the output, a full disk say, is said once and makes the exit code 1.
 */
export function guardOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || failed) return
    failed = true
    process.exitCode = 1
    warn(`La sortie n’a pas pu être écrite. ${faultSentence(error) ?? error.message}`)
  })
  // There is nowhere left to say it.
  process.stderr.on('error', () => {})
}

/** The exit code of a command, unless its output could not be written. */
export function exitCode(code: number): number {
  return failed && code === 0 ? 1 : code
}
