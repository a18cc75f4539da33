// A space before the offset is a plus sign that nobody encoded in a query.
const FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:(Z)|([+ -])(\d{2}):?(\d{2}))?)?$/i
const LONGEST = 40
const MINUTE = 60_000

const parisian = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
})

/**
 * The moment that a date means. Dates without a zone are French time: file names of the national extractions have them so,
 * and so do people; an hour that comes twice (end of summer time) is the first one.
 * @param text ISO 8601: AAAA-MM-JJ, with or without time, with or without Z or an offset
 * @returns milliseconds since 1970; NaN when it is no such date
 */
export function instantOf(text: string): number {
  const read = text.length > LONGEST ? null : FORM.exec(text)
  if (read === null) return Number.NaN
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', utc, sign, hours, minutes] =
    read
  const clock = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const wall = Date.parse(clock)
  // 31 February becomes 3 March elsewhere.
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== clock) return Number.NaN
  const written = wall + Math.floor(Number(`0.${fraction}`) * 1000)
  if (utc !== undefined) return written
  if (sign === undefined) return inParis(written)
  if (Number(hours) > 23 || Number(minutes) > 59) return Number.NaN
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE
  return sign === '-' ? written + offset : written - offset
}

/** @param wall what the clocks of Paris show, as if they were in UTC */
function inParis(wall: number): number {
  // Summer time first: of an hour that comes twice it is the earlier one.
  for (const offset of [120 * MINUTE, 60 * MINUTE]) {
    if (clockInParis(wall - offset) === Math.floor(wall / 1000) * 1000) return wall - offset
  }
  // An hour that clocks jump over, or a time before the present rules.
  return wall - (clockInParis(wall) - Math.floor(wall / 1000) * 1000)
}

function clockInParis(instant: number): number {
  const parts = new Map(parisian.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}
