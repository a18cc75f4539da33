import { AndFilter, type Filter, FilterParser, NotFilter, OrFilter } from 'ldapts'

/**
 * Reads a filter (RFC 4515) with ldapts, but for the two things that its parser refuses: `(&)` and `(|)` (RFC 4526),
 * and attributes named by number.
 */
export function readFilter(text: string): Filter {
  const [filter, end] = read(text, 0)
  if (end !== text.length) throw new Error(`unbalanced filter: ${text}`)
  return filter
}

function read(text: string, start: number): [Filter, number] {
  const kind = text[start + 1]
  if (kind !== '&' && kind !== '|' && kind !== '!') return readLeaf(text, start)
  const filters: Filter[] = []
  let at = start + 2
  while (text[at] === '(') {
    const [filter, end] = read(text, at)
    filters.push(filter)
    at = end
  }
  if (kind === '!') return [new NotFilter({ filter: filters[0]! }), at + 1]
  return [kind === '&' ? new AndFilter({ filters }) : new OrFilter({ filters }), at + 1]
}

function readLeaf(text: string, start: number): [Filter, number] {
  const end = text.indexOf(')', start) + 1
  const [, number, rest] = /^\((\d+(?:\.\d+)+)?(.*)$/su.exec(text.slice(start, end))!
  if (number === undefined) return [FilterParser.parseString(`(${rest}`), end]
  return [Object.assign(FilterParser.parseString(`(x${rest}`), { attribute: number }), end]
}
