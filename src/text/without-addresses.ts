const BREAKS = new Set(' \t\n\r;,<>()"')

/**
 * A text without some of the mail addresses that it holds; lines and the other words stay.
 * @param isHidden is asked of each word with an @
 * @returns null when nothing is left
 */
export function withoutAddresses(text: string | null, isHidden: (address: string) => boolean): string | null {
  if (text === null || !text.includes('@')) return text
  let kept = ''
  let word = ''
  for (const character of `${text}\n`) {
    if (!BREAKS.has(character)) {
      word += character
      continue
    }
    if (!word.includes('@') || !isHidden(word)) kept += word
    kept += character
    word = ''
  }
  const lines = kept.slice(0, -1).split('\n')
  return kept.slice(0, -1) === text ? text : lines.filter((line) => line.trim() !== '').join('\n') || null
}
