import { connect } from 'node:net'
import { bind, message, receivedIn } from '../ldap/ber.js'

export interface Guesser {
  /** Answers received so far, by result code. */
  readonly answers: Map<number, number>
  stop(): void
}

/**
 * Binds with one wrong password after another.
 * @param from local address, hence the one that the server sees
 * @param reconnects takes a new connection for each guess, so that none is known to have failed
 */
export function startGuesser(
  port: number,
  {
    from,
    names,
    reconnects,
  }: { readonly from: string; readonly names: readonly string[]; readonly reconnects: boolean },
): Guesser {
  const answers = new Map<number, number>()
  let stopped = false
  let guesses = 0
  let socket = open()

  function open() {
    const opened = connect({ port, host: '127.0.0.1', localAddress: from })
    let received = Buffer.alloc(0)
    opened.on('connect', guess)
    opened.on('error', () => {})
    opened.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      for (const { code } of receivedIn(received)) {
        if (code === -1) continue
        received = Buffer.alloc(0)
        answers.set(code, (answers.get(code) ?? 0) + 1)
        if (stopped) return
        if (!reconnects) guess()
        else {
          opened.destroy()
          socket = open()
        }
      }
    })
    return opened
  }

  function guess(): void {
    guesses += 1
    const name = names[guesses % names.length]!
    socket.write(message(guesses, bind(`cn=${name},ou=comptes,dc=mssante,dc=fr`, `faux ${Math.random()}`)))
  }

  return {
    answers,
    stop() {
      stopped = true
      socket.destroy()
    },
  }
}

/** Answers of all guessers with a result code. */
export function countOf(guessers: readonly Guesser[], code: number): number {
  return guessers.reduce((sum, { answers }) => sum + (answers.get(code) ?? 0), 0)
}
