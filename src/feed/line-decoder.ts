import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { LineFault } from './contract.js'
import { hasControls } from './controls.js'
import { NarrowText } from './narrow-text.js'
import type { Encoding } from './row.js'

const BOM = Buffer.from([0xef, 0xbb, 0xbf])
const NEWLINE = 10
// The range where Windows-1252 and Latin-1 differ.
const NOT_LATIN1 = /[\x80-\x9f]/

/**
 * Decodes blocks of whole lines. The encoding is decided by the first line that is not pure ASCII (or by a BOM) and
 * never changes after: a later line that does not follow it is a fault of that line alone.
 */
export class LineDecoder {
  #decided: Encoding | null = null
  #atStart = true
  readonly #latin1 = new NarrowText()
  /** Its last texts. */
  #narrow: readonly string[] = []
  readonly #fault: (fault: LineFault) => void

  constructor(fault: (fault: LineFault) => void) {
    this.#fault = fault
  }

  /** An ASCII file is UTF-8. */
  get encoding(): Encoding {
    return this.#decided ?? 'UTF-8'
  }

  /** Whether the texts of the last block may hold control characters (controls.ts). */
  controls = false

  /**
   * @param bytes whole lines
   * @param line number of the first of them, for the faults
   * @returns their text, in one or more pieces of whole lines
   */
  decode(bytes: Buffer, line: number): readonly string[] {
    const texts = this.#decode(bytes, line)
    this.controls = texts === this.#narrow ? this.#latin1.controls : texts.some(hasControls)
    return texts
  }

  #decode(bytes: Buffer, line: number): readonly string[] {
    const block = this.#atStart ? this.#withoutBom(bytes) : bytes
    if (this.#decided === null) {
      if (isAscii(block)) return [this.#withoutNul(block.toString('latin1'), line)]
      this.#decided = isUtf8(block) || isUtf8(firstLineBeyondAscii(block)) ? 'UTF-8' : 'Windows-1252'
    }
    if (this.#decided === 'Windows-1252') return [this.#withoutNul(this.#windows1252(block, line), line)]
    if (!isUtf8(block)) return [this.#withoutNul(this.#faulty(block, line), line)]
    this.#narrow = this.#latin1.texts(block)
    return block.includes(0) ? [this.#withoutNul(this.#narrow.join(''), line)] : this.#narrow
  }

  #withoutBom(bytes: Buffer): Buffer {
    this.#atStart = false
    if (!bytes.subarray(0, 3).equals(BOM)) return bytes
    this.#decided = 'UTF-8 avec BOM'
    return bytes.subarray(3)
  }

  /** Halves an invalid block until the invalid lines stand alone: only they are looked at byte by byte. */
  #faulty(block: Buffer, line: number): string {
    const text = block.toString('utf8')
    if (isUtf8(block)) return text
    const middle = block.indexOf(NEWLINE, block.length >> 1)
    const cut = middle >= 0 && middle < block.length - 1 ? middle + 1 : block.indexOf(NEWLINE) + 1
    if (cut > 0 && cut < block.length) {
      const left = block.subarray(0, cut)
      return this.#faulty(left, line) + this.#faulty(block.subarray(cut), line + count(left, NEWLINE))
    }
    const at = Buffer.byteLength(text.slice(0, text.indexOf('\ufffd')))
    this.#report(line, at, `octet 0x${hex(block[at] ?? 0)} invalide en UTF-8`)
    return text
  }

  #windows1252(block: Buffer, line: number): string {
    const latin1 = block.toString('latin1')
    // Latin-1 strings are half the size and decoded at the speed of a copy; most French text needs no more.
    if (!NOT_LATIN1.test(latin1)) return latin1
    const text = iconv.decode(block, 'windows-1252')
    // Five bytes have no meaning in Windows-1252. One byte is one character: the positions are those of the bytes.
    this.#eachLineWith(text, '\ufffd', line, (faulty, column, at) =>
      this.#report(faulty, column, `octet 0x${hex(block[at] ?? 0)} sans signification en Windows-1252`),
    )
    return text
  }

  /** A NUL would cut values short in C libraries further on. */
  #withoutNul(text: string, line: number): string {
    if (!text.includes('\0')) return text
    this.#eachLineWith(text, '\0', line, (faulty, column) => this.#report(faulty, column, 'octet nul (0x00)'))
    return text.replaceAll('\0', '\ufffd')
  }

  #eachLineWith(text: string, wanted: string, line: number, found: (line: number, column: number, at: number) => void) {
    let number = line
    for (let start = 0; start < text.length; number++) {
      const end = text.indexOf('\n', start)
      const stop = end < 0 ? text.length : end
      const at = text.slice(start, stop).indexOf(wanted)
      if (at >= 0) found(number, at, start + at)
      start = stop + 1
    }
  }

  #report(line: number, column: number, what: string): void {
    this.#fault({ line, code: 'OCTETS_INVALIDES', detail: `${what}, position ${column + 1} de la ligne` })
  }
}

function firstLineBeyondAscii(block: Buffer): Buffer {
  const at = block.findIndex((byte) => byte > 0x7f)
  const end = block.indexOf(NEWLINE, at)
  return block.subarray(at, end < 0 ? block.length : end)
}

function count(block: Buffer, byte: number): number {
  let times = 0
  for (let at = block.indexOf(byte); at >= 0; at = block.indexOf(byte, at + 1)) times++
  return times
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}
