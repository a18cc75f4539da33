import { appendFileSync, mkdirSync, openSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import type { Config } from '../config.js'
import { AnnuaireError } from '../errors.js'
import { createLog, type Log, stackOf } from '../log.js'
import { faultSentence } from '../system-fault.js'
import { BoundedLog } from './bounded-log.js'
import { LineWriter } from './line-writer.js'

/** Readable by its owner alone, as all that lies in the data folder. */
const MODE = 0o600

export interface Journal {
  readonly log: Log
  /** Where the lines are, as people read it. */
  readonly place: string
  /** Settles when what waits is written, as far as it can be. */
  end(): Promise<void>
}

/**
 * The log of a server: standard error, where service managers take it from, or the file of ANNUAIRE_JOURNAL, which is
 * opened again at SIGHUP (logrotate).
 * @throws AnnuaireError CONFIGURATION_INVALIDE when the file cannot be written
 */
export function serverJournal({ log: { file, level } }: Config): Journal {
  const writer = new LineWriter(file === null ? process.stderr.fd : openLog(file), (lignes) => {
    log.warn({ evenement: 'journal.perdu', lignes })
  })
  const log = new BoundedLog(createLog(writer, level))
  // However the process ends.
  process.once('exit', () => {
    log.close()
    writer.endNow()
  })
  if (file !== null) {
    process.on('SIGHUP', () => {
      try {
        writer.reopen(file, MODE)
      } catch (error) {
        log.error({ evenement: 'journal.erreur', erreur: stackOf(error) })
      }
    })
  }
  return {
    log,
    place: file ?? 'la sortie d’erreur',
    end: () => writer.end(),
  }
}

/**
 * The log of a command that changes something: a file of the data folder, or the one of ANNUAIRE_JOURNAL. Each line says
 * who ran what. The file is only touched when there is something to write; when it cannot be, lines go to standard error.
 */
export function commandJournal({ dataDir, log: { file, level } }: Config, commande: string): Journal {
  const path = file ?? join(dataDir, 'journal.jsonl')
  const write = (line: string): void => {
    try {
      mkdirSync(dirname(path), { recursive: true })
      appendFileSync(path, line, { mode: MODE })
    } catch {
      process.stderr.write(line)
    }
  }
  return { log: createLog({ write }, level, { commande, ...who() }), place: path, end: async () => {} }
}

function who(): { readonly utilisateur: string; readonly sudo?: string } {
  const sudo = process.env['SUDO_USER']
  return { utilisateur: userName(), ...(sudo === undefined ? {} : { sudo }) }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A number without a name, as in many containers.
    return String(process.getuid?.() ?? '')
  }
}

function openLog(file: string): number {
  try {
    return openSync(file, 'a', MODE)
  } catch (error) {
    const reason = faultSentence(error) ?? (error as Error).message
    throw new AnnuaireError(
      'CONFIGURATION_INVALIDE',
      `Le journal (ANNUAIRE_JOURNAL) ne peut pas être écrit. ${reason}`,
      [],
      { cause: error },
    )
  }
}
