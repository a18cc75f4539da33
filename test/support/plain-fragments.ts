import { foldings } from '../../src/text/fold.js'

/** The words of a text, folded; the house's own folding is tested elsewhere. */
export type Words = (text: string) => readonly string[]

/** Letters, and for each what begins there: a name (n), another word (w) or nothing (a dot). */
interface Spelled {
  readonly letters: string
  readonly opens: string
}

const known = new Map<Words, Map<string, Spelled>>()

function spelledName(name: string, words: Words): Spelled {
  const names = known.get(words) ?? new Map<string, Spelled>()
  known.set(words, names)
  let spelled = names.get(name)
  if (spelled === undefined) {
    const parts = words(name)
    const opens = parts.map((word, at) => (at === 0 ? 'n' : 'w') + '.'.repeat(word.length - 1))
    spelled = { letters: parts.join(''), opens: opens.join('') }
    names.set(name, spelled)
  }
  return spelled
}

/** The letters of names that one value shows together. */
export function lettersShown(names: readonly string[], words: Words): string {
  return spelled(names, words).letters
}

/** Names that one value shows together, letter by letter. */
function spelled(names: readonly string[], words: Words): Spelled {
  if (names.length === 1) return spelledName(names[0]!, words)
  const parts = names.map((name) => spelledName(name, words))
  return { letters: parts.map(({ letters }) => letters).join(''), opens: parts.map(({ opens }) => opens).join('') }
}

interface Piece {
  readonly letters: string
  /** A separator was typed before these letters. */
  readonly typed: ReadonlySet<number>
}

/** What somebody typed, in each form that names may have of it. */
function typedForms(written: string, words: Words, saints: boolean): readonly Piece[] {
  const key = `${saints} ${written}`
  const same = lastForms.get(words)
  if (same?.key === key) return same.forms
  const forms = makeForms(written, words, saints)
  lastForms.set(words, { key, forms })
  return forms
}

const lastForms = new Map<Words, { readonly key: string; readonly forms: readonly Piece[] }>()

function makeForms(written: string, words: Words, saints: boolean): readonly Piece[] {
  const text = words(written).join(' ')
  return (saints ? foldings(text) : [text]).map((form) => {
    const letters = form.replaceAll(' ', '')
    const typed = new Set<number>()
    let place = 0
    for (const word of form.split(' ').slice(0, -1)) {
      place += word.length
      typed.add(place)
    }
    if (/^[^\p{L}\p{N}]/u.test(written)) typed.add(0)
    if (/[^\p{L}\p{N}\p{M}]$/u.test(written)) typed.add(letters.length)
    return { letters, typed }
  })
}

/** Fragments respect words. @returns where it ends, -1 when it does not lie there */
function endAt(value: Spelled, at: number, { letters, typed }: Piece): number {
  if (!value.letters.startsWith(letters, at)) return -1
  const end = at + letters.length
  const inner = [...value.opens.slice(at + 1, end)]
  if (inner.some((opens, index) => opens === 'n' && !typed.has(index + 1))) return -1
  // From the start of a word on, separators are as good as not there.
  if (value.opens[at] !== '.' && value.opens[at] !== undefined) return end
  if (typed.has(0)) return -1
  if (inner.some((opens, index) => (opens !== '.') !== typed.has(index + 1))) return -1
  return !typed.has(letters.length) || (value.opens[end] ?? 'w') !== '.' ? end : -1
}

/**
 * Pieces in their order and without overlap.
 * @param names that the value shows together
 * @param starts the value begins with the first piece
 * @param typed words of a piece, where they are not read as stored ones are
 */
export function holdsPieces(
  names: readonly string[],
  pieces: readonly string[],
  starts: boolean,
  words: Words,
  saints: boolean,
  typed: Words = words,
): boolean {
  const value = spelled(names, words)
  if (value.letters === '') return false
  let from = 0
  for (const [index, piece] of pieces.entries()) {
    const ends: number[] = []
    for (const form of typedForms(piece, typed, saints)) {
      let at = value.letters.indexOf(form.letters, from)
      while (at !== -1 && endAt(value, at, form) === -1) at = value.letters.indexOf(form.letters, at + 1)
      if (at !== -1 && (index > 0 || !starts || at === 0)) ends.push(at + form.letters.length)
    }
    if (ends.length === 0) return false
    from = Math.min(...ends)
  }
  return true
}
