import { DAY_MS } from '../../text/days.js'
import type { FeedFile } from '../contract.js'
import { parsePart } from './xml-events.js'

const MOST_BYTES = 64 * 1024 * 1024
const MOST_FORMATS = 70_000
const DAY_ONE_1900 = Date.UTC(1899, 11, 30)
const DAY_ONE_1904 = Date.UTC(1904, 0, 1)
/** 31 December 9999. */
const LAST_DAY = 2_958_465

/** How a number is shown, as far as it changes what is read: as a day, as a time, or with digits before it. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date'; readonly hasDay: boolean }
  | { readonly kind: 'digits'; readonly least: number }

const PLAIN: NumberFormat = { kind: 'plain' }

/** Formats that have a number and no code in the file (ECMA-376 part 1 §18.8.30), those of East Asia included. */
function builtIn(id: number): NumberFormat {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) {
    return { kind: 'date', hasDay: true }
  }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return { kind: 'date', hasDay: false }
  return PLAIN
}

/** What the code of a format means. */
function formatOf(code: string): NumberFormat {
  const bare = code
    .slice(0, 500)
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|[_*]./g, ' ')
    .replace(/\[(?![hmsHMS]+\])[^\]]*\]/g, '')
  if (/^[\s0#]+$/.test(bare) && bare.includes('0')) {
    const places = bare.replace(/\s/g, '')
    return { kind: 'digits', least: places.length - places.indexOf('0') }
  }
  if (/general|standard/i.test(bare) || !/[dmyhsaj]/i.test(bare)) return PLAIN
  return { kind: 'date', hasDay: /[dyj]/i.test(bare.replace(/AM\/PM|A\/P/gi, '')) }
}

/** The formats of cells, by the number that cells give as their style. */
export async function readFormats(file: FeedFile, part: string | null): Promise<readonly NumberFormat[]> {
  const styles: NumberFormat[] = []
  if (part === null) return styles
  const codes = new Map<number, NumberFormat>()
  let inCells = false
  await parsePart(file, part, MOST_BYTES, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'cellXfs') inCells = true
      if (name === 'numFmt' && codes.size < MOST_FORMATS) codes.set(Number(numFmtId), formatOf(formatCode ?? ''))
      if (name !== 'xf' || !inCells || styles.length >= MOST_FORMATS) return
      const id = Number(numFmtId ?? 0)
      styles.push(codes.get(id) ?? builtIn(id))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/**
 * A number as people typed it: 1.0000000017E10 is 10000000017, a day is AAAA-MM-JJ, and a format that shows a postcode's
 * first zero gives it.
 */
export function typedNumber(written: string, format: NumberFormat, from1904: boolean): string {
  const text = written.trim()
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return text
  if (format.kind === 'date') return typedDate(value, format.hasDay, from1904) ?? plainNumber(value)
  const plain = plainNumber(value)
  return format.kind === 'digits' && /^\d+$/.test(plain) ? plain.padStart(format.least, '0') : plain
}

/** Digits without a power of ten, as far as a number of the file has them all. */
function plainNumber(value: number): string {
  return Number.isSafeInteger(value) ? value.toFixed(0) : String(value)
}

/** @returns null when the number is no day */
function typedDate(value: number, hasDay: boolean, from1904: boolean): string | null {
  if (value < 0 || value >= LAST_DAY + 1) return null
  const whole = Math.floor(value)
  const seconds = Math.round((value - whole) * 86_400)
  const time = new Date(seconds * 1000).toISOString().slice(11, 19)
  if (!hasDay) return whole === 0 ? time : null
  // The 29 February 1900 of Excel never was: days before it are one later.
  const shift = !from1904 && whole < 60 ? 1 : 0
  const day = new Date((from1904 ? DAY_ONE_1904 : DAY_ONE_1900) + (whole + shift) * DAY_MS).toISOString().slice(0, 10)
  return seconds === 0 || seconds === 86_400 ? day : `${day} ${time}`
}
