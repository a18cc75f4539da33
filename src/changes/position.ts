/** A place in the journal: after which change somebody goes on reading. Places only grow. */
export interface Position {
  /** Publication. */
  readonly numero: number
  /** '' among what the publication itself changed, else a day. */
  readonly jour: string
  readonly objet: number
  readonly cle: string
  readonly source: string
}

/** After everything that a publication itself changed. */
export function afterPublication(numero: number): Position {
  return { numero, jour: '', objet: LAST, cle: '', source: '' }
}

/** After everything that a publication changed up to a day. */
export function afterDay(numero: number, jour: string): Position {
  return { numero, jour, objet: LAST, cle: '', source: '' }
}

/** More than any kind. */
const LAST = 9

/** What a client holds: a position, and whose it is. */
export interface Bookmark {
  readonly position: Position
  /** Which journal, which kinds and which readers: another one's positions mean nothing there. */
  readonly of: string
}

const LONGEST = 400

/** A bookmark as a text that says nothing to the client. */
export function toText({ position: { numero, jour, objet, cle, source }, of }: Bookmark): string {
  return Buffer.from(JSON.stringify([numero, jour, objet, cle, source, of])).toString('base64url')
}

/** @returns null when the text is no bookmark */
export function fromText(text: string): Bookmark | null {
  if (text.length > LONGEST || !/^[\w-]+$/.test(text)) return null
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
  if (!Array.isArray(parts) || parts.length !== 6) return null
  const [numero, jour, objet, cle, source, of] = parts as unknown[]
  if (!Number.isSafeInteger(numero) || !Number.isSafeInteger(objet)) return null
  if (![jour, cle, source, of].every((part) => typeof part === 'string')) return null
  return {
    position: {
      numero: numero as number,
      jour: jour as string,
      objet: objet as number,
      cle: cle as string,
      source: source as string,
    },
    of: of as string,
  }
}
