import { Cron } from 'croner'

const PARIS = 'Europe/Paris'

/**
 * The next time that the clocks of Paris show an hour. An hour that they jump over (last Sunday of March) is the moment of the
 * jump; one that they show twice (last Sunday of October) is the first of the two, once.
 * @param hour `HH:MM` @param after the moment from which on, which is not itself taken
 */
export function nextRun(hour: string, after: Date): Date {
  const [hours, minutes] = hour.split(':').map(Number)
  return new Cron(`${minutes} ${hours} * * *`, { timezone: PARIS, paused: true }).nextRun(after)!
}

/**
 * The sources whose hour has come since they were last collected, however long the server was down meanwhile: one run makes up
 * for all those that were missed. A source that nobody has ever collected is not late.
 * @param hours of each source @param last in milliseconds since 1970
 */
export function dueSources(
  hours: ReadonlyMap<string, string>,
  last: ReadonlyMap<string, number>,
  now: Date,
): readonly string[] {
  return [...hours].flatMap(([source, hour]) => {
    const before = last.get(source)
    // A clock that has been put back: what is recorded lies ahead, and counts as now.
    const since = before === undefined ? null : new Date(Math.min(before, now.getTime()))
    return since !== null && nextRun(hour, since) <= now ? [source] : []
  })
}
