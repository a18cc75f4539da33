import { eachTrigram, TRIGRAMS } from '../text/trigram.js'
import { lettersOf } from '../text/words.js'
import type { Target } from './target.js'
import { holdsBits } from './trigram-index.js'

/** Indexes the fragments of texts by their place in the array. */
export function buildTrigrams(target: Target, name: string, texts: readonly string[]): void {
  writeTrigrams(target, name, texts.length, (take) => {
    for (let row = 0; row < texts.length; row++) eachTrigram(lettersOf(texts[row]!), (trigram) => take(row, trigram))
  })
}

/**
 * Writes the index read by columns/trigram-index.ts.
 * @param count texts
 * @param each gives every trigram of every text, texts in ascending order; it is called twice
 */
export function writeTrigrams(
  target: Target,
  name: string,
  count: number,
  each: (take: (row: number, trigram: number) => void) => void,
): void {
  const sizes = new Uint32Array(TRIGRAMS)
  const last = new Int32Array(TRIGRAMS).fill(-1)
  each((row, trigram) => {
    if (last[trigram] === row) return
    last[trigram] = row
    sizes[trigram]!++
  })
  const next = new Uint32Array(TRIGRAMS)
  const bits = new Uint8Array(TRIGRAMS)
  const codes: number[] = []
  const starts: number[] = []
  let words = 0
  for (let trigram = 0; trigram < TRIGRAMS; trigram++) {
    const size = sizes[trigram]!
    if (size === 0) continue
    codes.push(trigram)
    starts.push(words)
    next[trigram] = words
    bits[trigram] = holdsBits(size, count) ? 1 : 0
    words += bits[trigram] === 1 ? Math.ceil(count / 32) : size
  }
  const entries = new Uint32Array(words)
  last.fill(-1)
  each((row, trigram) => {
    if (last[trigram] === row) return
    last[trigram] = row
    if (bits[trigram] === 1) entries[next[trigram]! + (row >>> 5)]! |= 1 << (row & 31)
    else entries[next[trigram]!++] = row
  })
  target.columns.write(`${name}.fragments.trigrammes`, Uint32Array.from(codes))
  target.columns.write(`${name}.fragments.debuts`, Uint32Array.from([...starts, words]))
  target.columns.write(
    `${name}.fragments.effectifs`,
    Uint32Array.from(codes, (code) => sizes[code]!),
  )
  target.columns.write(`${name}.fragments.rangs`, entries)
}
