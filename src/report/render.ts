import { toXml, xmlItem, xmlTail } from '../text/xml.js'
import type { ReportContent } from './content.js'
import { given } from './filter.js'
import { renderCsv } from './render-csv.js'
import { renderHtml } from './render-html.js'
import { renderTexte } from './render-texte.js'

/** Controls that no format needs and that a terminal obeys; those below U+0020 are each format's own matter but in CSV. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are replaced
const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

export type ReportFormat = 'texte' | 'json' | 'xml' | 'csv' | 'html'

/** The whole report, piece by piece. */
export async function* renderReport(format: ReportFormat, content: ReportContent): AsyncGenerator<string> {
  const safe = SAFE[format]
  for await (const piece of RENDERERS[format](content)) yield piece.replace(OBEYED, safe)
}

type Render = (content: ReportContent) => AsyncIterable<string>

const RENDERERS: Readonly<Record<ReportFormat, Render>> = {
  texte: renderTexte,
  json: renderJson,
  xml: renderXml,
  csv: renderCsv,
  html: renderHtml,
}

const code = (character: string): number => character.charCodeAt(0)
const replaced = (): string => '\ufffd'
/** JSON and XML may hold these as they are; escaped, the data stays the same. */
const SAFE: Readonly<Record<ReportFormat, (character: string) => string>> = {
  texte: (character) => character,
  json: (character) => `\\u${code(character).toString(16).padStart(4, '0')}`,
  xml: (character) => `&#${code(character)};`,
  csv: replaced,
  html: replaced,
}

async function* renderJson(content: ReportContent): AsyncGenerator<string> {
  // The list comes last: the head ends where it begins.
  yield JSON.stringify(headOf(content), null, 2).slice(0, -'[]\n}'.length)
  let before = '[\n'
  for await (const one of content.avis) {
    yield `${before}${JSON.stringify(one, null, 2).replace(/^/gm, '    ')}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n}\n' : '\n  ]\n}\n'
}

async function* renderXml(content: ReportContent): AsyncGenerator<string> {
  yield toXml('rapport', headOf(content)).slice(0, -xmlTail('rapport', 'avis').length)
  for await (const one of content.avis) yield xmlItem('avis', one)
  yield xmlTail('rapport', 'avis')
}

/** As the API answers it, in one page, without its notices. */
function headOf({ alimentation, evolution, tendance, filter }: ReportContent): object {
  return {
    alimentation: { ...alimentation, evolution },
    masque: false,
    decalage: 0,
    limite: 0,
    suivant: null,
    ...given(filter),
    ...(tendance !== null && { tendance: tendance.resultats }),
    avis: [],
  }
}
