import type { LineFault } from './contract.js'

// Spaces and line ends are no controls. A NUL of a text file is an octet invalide before (line-decoder.ts).
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f]/g

/** Whether a text holds a control character that is neither a space nor a line end. */
export function hasControls(text: string): boolean {
  return text.search(CONTROLS) >= 0
}

/**
 * Takes control characters out of the cells of a line, and tells them, cell by cell.
 * @param cells is changed
 */
export function takeControls(cells: string[], line: number, fault: (fault: LineFault) => void): void {
  for (let at = 0; at < cells.length; at++) {
    const found = cells[at]!.match(CONTROLS)
    if (found === null) continue
    cells[at] = cells[at]!.replace(CONTROLS, '')
    const names = [...new Set(found)].slice(0, 5).map(nameOf).join(', ')
    const detail = found.length === 1 ? `${names} ôté` : `${names} ôtés (${found.length} caractères)`
    fault({ line, code: 'CARACTERE_DE_CONTROLE', detail, cell: at })
  }
}

function nameOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
