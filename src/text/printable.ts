/** What a terminal would obey, or not show: controls, invisible marks, directions of text, lone surrogates. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
/** The same, line ends apart. */
const UNSHOWN_IN_LINES = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** A value as a line shows it, whoever chose it: what cannot be shown is named (`<U+001B>`). */
export function printable(value: string): string {
  return value.replace(UNSHOWN, named)
}

/** The same for a text of several lines. */
export function printableLines(text: string): string {
  return text.replace(UNSHOWN_IN_LINES, named)
}

function named(character: string): string {
  return `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`
}
