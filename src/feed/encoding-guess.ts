import iconv from 'iconv-lite'

/** Encodings of before Unicode, and how their users know them. */
const OLD = [
  ['macintosh', 'MacRoman (ancien Mac OS)'],
  ['cp850', 'CP850 (MS-DOS)'],
] as const

/**
 * The encoding that a file read as Windows-1252 really has, when its names make sense in that one: `PrŽnom` is MacRoman,
 * `Pr‚nom` CP850.
 * @param makesSense whether the names are those that were expected
 * @returns its name for a message, or null
 */
export function otherEncoding(
  names: readonly string[],
  makesSense: (names: readonly string[]) => boolean,
): string | null {
  for (const [encoding, shown] of OLD) {
    const read = names.map((name) => iconv.decode(iconv.encode(name.slice(0, 200), 'windows-1252'), encoding))
    if (makesSense(read)) return shown
  }
  return null
}
