import { constants } from 'node:os'
import type { Log } from '../log.js'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
/** Ctrl+C under npm comes twice, from the terminal and from npm: a second signal counts after this time. */
const SAME_MS = 500
/** Time that the clients have to take their leave. */
const PATIENCE_MS = 10_000

/**
 * Settles at the first signal that asks to stop. From then on the process has ten seconds, and a second signal ends it
 * at once.
 */
export function stopSignal(log: Log): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first = 0
    const receive = (signal: (typeof SIGNALS)[number]): void => {
      if (first === 0) {
        first = performance.now()
        setTimeout(() => end(log, 'délai dépassé', 1), PATIENCE_MS).unref()
        resolve(signal)
      } else if (performance.now() - first > SAME_MS) end(log, signal, 128 + constants.signals[signal])
    }
    for (const signal of SIGNALS) process.on(signal, receive)
  })
}

function end(log: Log, raison: string, code: number): never {
  log.warn({ evenement: 'serveur.arret-force', raison })
  process.exit(code)
}
