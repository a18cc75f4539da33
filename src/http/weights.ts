/** More items than any client sends; those beyond are not looked at. */
const MOST = 64
/** What an item is; a head is short enough for these (server/limits.ts). */
const SHAPES = {
  range: /^[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+$/,
  coding: /^[!#$%&'*+.^_`|~0-9a-z-]+$/,
}
/** RFC 9110 §12.4.2. */
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

/**
 * The items of Accept or Accept-Encoding with their weights (RFC 9110 §12.4.2), in small letters. Items that are malformed
 * are left out; so are media ranges with parameters of their own, which are other types.
 * @param shape of Accept, or of Accept-Encoding
 */
export function weightsOf(header: string, shape: keyof typeof SHAPES): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',', MOST)) {
    const [item = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const weight = weightIn(parameters)
    if (weight !== null && SHAPES[shape].test(item)) weights.set(item, weight)
  }
  return weights
}

/** Of the items that mean the same, the weight of the first that is told: from the most special to the most general. */
export function weightOf(weights: ReadonlyMap<string, number>, items: readonly string[]): number | null {
  for (const item of items) {
    const weight = weights.get(item)
    if (weight !== undefined) return weight
  }
  return null
}

/** @returns null when it is malformed, or the parameters are more than a weight and a character set */
function weightIn(parameters: readonly string[]): number | null {
  let weight = 1
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=').map((side) => side.trim())
    if (name === 'q') {
      if (!WEIGHT.test(value)) return null
      weight = Number(value)
    } else if (name !== '' && !(name === 'charset' && /^"?utf-?8"?$/.test(value))) return null
  }
  return weight
}
