import { escapeXml } from '../text/xml.js'

/** Markup that may be sent as it is: `html` alone makes it, so that nothing is escaped by memory. */
export class Html {
  readonly #markup: string

  /** @param markup whose values are escaped */
  private constructor(markup: string) {
    this.#markup = markup
  }

  static of(strings: readonly string[], parts: readonly Part[]): Html {
    let markup = strings[0]!
    for (const [at, part] of parts.entries()) markup += written(part) + strings[at + 1]!
    return new Html(markup)
  }

  toString(): string {
    return this.#markup
  }
}

/** What a template may hold: markup as it is, all else escaped, nothing for null and false. */
export type Part = Html | string | number | null | undefined | false | readonly Part[]

/** Directions of text and marks that are not seen: a name could show another one, or reorder what follows it. */
const DISGUISES = /[\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u0080-\u009f]/g

/** A page or a part of one. Attributes are always between double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return Html.of(strings, parts)
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.toString()
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return escapeXml(part).replaceAll("'", '&#39;').replace(DISGUISES, '\ufffd')
  return part.map(written).join('')
}

/** The parts one after the other, with something between. */
export function joined(parts: readonly Part[], separator: Part): Part {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [separator, part]))
}
