/** What tells one edition of a remote file from another; null for what the server does not say. */
export interface Edition {
  readonly etag: string | null
  readonly modified: string | null
  readonly bytes: number | null
  /** Of Content-Disposition: the ANS puts the moment of the extraction into it. */
  readonly name: string | null
}

export type Headers = Readonly<Record<string, string | string[] | undefined>>

const LONGEST = 300

/** What the headers of a HEAD, or of a whole file, say of it. */
export function editionOf(headers: Headers): Edition {
  return {
    etag: header(headers, 'etag'),
    modified: header(headers, 'last-modified'),
    bytes: wholeNumber(header(headers, 'content-length')),
    name: nameIn(header(headers, 'content-disposition')),
  }
}

/** What the headers of a part say of the whole, and where the part begins; null when they cannot be understood. */
export function partOf(headers: Headers): { readonly start: number; readonly edition: Edition } | null {
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header(headers, 'content-range') ?? '')
  if (range === null) return null
  return { start: Number(range[1]), edition: { ...editionOf(headers), bytes: Number(range[3]) } }
}

/** Whether both are surely the same: all that both say agrees, and that is more than a length. */
export function isSameEdition(one: Edition, other: Edition): boolean {
  const said = (['etag', 'modified', 'name', 'bytes'] as const).filter(
    (what) => one[what] !== null && other[what] !== null,
  )
  return said.every((what) => one[what] === other[what]) && said.some((what) => what !== 'bytes')
}

/** What If-Range takes (RFC 9110 §13.1.5); null when the server gives nothing that it could compare. */
export function rangeValidator({ etag, modified }: Edition): string | null {
  return etag !== null && !etag.startsWith('W/') ? etag : modified
}

export function header(headers: Headers, name: string): string | null {
  const value = headers[name]
  const text = Array.isArray(value) ? value[0] : value
  return text === undefined ? null : text.slice(0, LONGEST)
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

function nameIn(disposition: string | null): string | null {
  return /filename="?([^";]{1,200})"?/i.exec(disposition ?? '')?.[1]?.trim() ?? null
}
