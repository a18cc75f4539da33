import { Worker } from 'node:worker_threads'
import { AnnuaireError } from '../errors.js'
import { CREDIT, type Message, type ReadingOrder } from './messages.js'

/**
 * Reads files in a thread of its own and hands over what it yields, in order.
 * @throws AnnuaireError when a file is refused; whatever `take` throws stops the reading
 */
export function readFiles(order: ReadingOrder, take: (message: Message) => void): Promise<void> {
  const worker = new Worker(new URL('./reading-thread.js', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 96 },
  })
  return new Promise((resolve, reject) => {
    const stop = (error: unknown): void => {
      reject(error)
      void worker.terminate()
    }
    worker.on('message', (message: Message) => {
      try {
        take(message)
      } catch (error) {
        stop(error)
        return
      }
      if (message.type === 'lignes') worker.postMessage(CREDIT)
      else if (message.type === 'termine') resolve()
      else if (message.type === 'erreur') stop(revived(message))
    })
    worker.on('error', stop)
    worker.on('exit', (code) => reject(new Error(`the reading thread stopped with code ${code}`)))
  })
}

function revived(message: Extract<Message, { type: 'erreur' }>): Error {
  if (message.code !== null) return new AnnuaireError(message.code, message.message, message.details)
  const error = new Error(message.message)
  if (message.stack !== undefined) error.stack = message.stack
  return error
}
