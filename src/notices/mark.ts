import { hash64 } from '../text/hash.js'
import type { NoticeCode } from './catalog.js'
import type { FileKind } from './rule.js'

/** What a notice is recognised by from one import to the next, and whose it is: every notice has one, shown or only counted. */
export interface Mark {
  readonly code: NoticeCode
  /** 53 bits of a hash (noticeKey). */
  readonly cle: number
  /** FINESS of the establishment of the line; '' when it has none. */
  readonly finess: string
  readonly siret: string
  /** MSSanté domain of the mailbox, folded; '' when the line has none. */
  readonly domaine: string
}

/**
 * The key of a notice: kind of file, source, rule, column, and what names the line (its address, its number…), never its
 * number in the file, so that moving lines changes nothing. Notices with one key are counted together: two lines of one
 * person with the same fault are one key, twice. Of a million notices two of one rule share a hash by chance once in some
 * ten thousand imports; they are then counted together too.
 */
export function noticeKey(
  file: { readonly kind: FileKind; readonly source: string },
  code: NoticeCode,
  colonne: string | null,
  own: string,
): number {
  const { high, low } = hash64(`${file.kind}\t${file.source}\t${code}\t${colonne ?? ''}\t${own}`)
  return (high & 0x1fffff) * 0x1_0000_0000 + low
}

/** The mark of what is told of a whole file, or of several lines together. */
export function fileMark(
  file: { readonly kind: FileKind; readonly source: string },
  code: NoticeCode,
  colonne: string | null,
  own = '',
): Mark {
  return { code, cle: noticeKey(file, code, colonne, own), finess: '', siret: '', domaine: '' }
}
