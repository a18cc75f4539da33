import type { Alimentation, Avis, Rapport } from '../resources/report.js'
import { toXml } from '../text/xml.js'
import { renderCsv } from './render-csv.js'
import { renderHtml } from './render-html.js'
import { renderTexte } from './render-texte.js'

/** Controls that no format needs and that a terminal obeys; those below U+0020 are each format's own matter but in CSV. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are replaced
const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

export type ReportFormat = 'texte' | 'json' | 'xml' | 'csv' | 'html'

/**
 * The whole report in one text.
 * @param avis every notice kept of this alimentation
 */
export function renderReport(format: ReportFormat, alimentation: Alimentation, avis: readonly Avis[]): string {
  switch (format) {
    case 'texte':
      return renderTexte(alimentation, avis)
    case 'json':
      return `${escapedJson(JSON.stringify(whole(alimentation, avis), null, 2))}\n`
    case 'xml':
      return toXml('rapport', whole(alimentation, avis)).replace(OBEYED, (character) => `&#${character.charCodeAt(0)};`)
    case 'csv':
      return renderCsv(alimentation, avis).replace(OBEYED, '\ufffd')
    case 'html':
      return renderHtml(alimentation, avis).replace(OBEYED, '\ufffd')
  }
}

/** As the API answers it, in one page. */
function whole(alimentation: Alimentation, avis: readonly Avis[]): Rapport {
  return { alimentation, masque: false, decalage: 0, limite: avis.length, suivant: null, avis }
}

/** JSON may hold these as they are; escaped, the data stays the same. */
function escapedJson(json: string): string {
  return json.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
