const DAY = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in France at an instant, AAAA-MM-JJ: accounts expire there. */
export function dayInFrance(instant: Date): string {
  return DAY.format(instant)
}
