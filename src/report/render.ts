import { toXml } from '../text/xml.js'
import type { Alimentation, Avis } from './model.js'
import { renderCsv } from './render-csv.js'
import { renderHtml } from './render-html.js'
import { renderTexte } from './render-texte.js'

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
      return `${JSON.stringify({ alimentation, avis }, null, 2)}\n`
    case 'xml':
      return toXml('rapport', { alimentation, avis })
    case 'csv':
      return renderCsv(avis)
    case 'html':
      return renderHtml(alimentation, avis)
  }
}
