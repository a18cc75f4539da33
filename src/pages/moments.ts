import { instantOf } from '../text/instant.js'

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })
const TIME = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' })

/** `28 novembre 2026 à 18 h 05`, as it is in France. @param iso an instant; what is none stays as it is */
export function dayAndTime(iso: string): string {
  const instant = instantOf(iso)
  if (Number.isNaN(instant)) return iso
  return `${DAY.format(instant)} à ${TIME.format(instant).replace(':', ' h ')}`
}

/** `2 min 05 s` between two instants. */
export function duration(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((new Date(to).getTime() - new Date(from).getTime()) / 1000))
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return minutes === 0 ? `${rest} s` : `${minutes} min ${String(rest).padStart(2, '0')} s`
}
