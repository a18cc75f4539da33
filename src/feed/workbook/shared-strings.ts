import { LONGEST_CELL } from '../../sheets/limits.js'
import type { FeedFile } from '../contract.js'
import { partRefused } from './part-refused.js'
import { parsePart } from './xml-events.js'

const MOST_BYTES = 512 * 1024 * 1024
/** They stay in memory while the sheet is read: twice what a sheet of a million mailboxes would share. */
const MOST_STRINGS = 2_000_000
const MOST_CHARACTERS = 48 * 1024 * 1024

/** Gathers the text of an `si` or an `is`: its runs, without what says how Japanese is read (rPh). */
export class RichText {
  #text = ''
  #inText = false
  #inPhonetic = false

  open(name: string): void {
    if (name === 't') this.#inText = true
    else if (name === 'rPh') this.#inPhonetic = true
  }

  text(text: string): void {
    // One character too many is enough to refuse it.
    if (this.#inText && !this.#inPhonetic && this.#text.length <= LONGEST_CELL) this.#text += text
  }

  close(name: string): void {
    if (name === 't') this.#inText = false
    else if (name === 'rPh') this.#inPhonetic = false
  }

  take(): string {
    const text = plainText(this.#text)
    this.#text = ''
    return text
  }
}

/** A character that XML cannot hold is written _x000D_ (ECMA-376 part 1 §22.9.2.19). */
export function plainText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** The texts that cells name by number. @throws AnnuaireError ALIMENTATION_REFUSEE when there are too many */
export async function readSharedStrings(file: FeedFile, part: string | null): Promise<readonly string[]> {
  const strings: string[] = []
  if (part === null) return strings
  const rich = new RichText()
  let characters = 0
  await parsePart(file, part, MOST_BYTES, {
    open: (name) => rich.open(name),
    text: (text) => rich.text(text),
    close(name) {
      rich.close(name)
      if (name !== 'si') return
      const text = rich.take()
      characters += text.length
      if (strings.length >= MOST_STRINGS || characters > MOST_CHARACTERS) {
        throw partRefused(file, part, 'les textes partagés sont trop nombreux ou trop longs')
      }
      strings.push(text)
    },
  })
  return strings
}
