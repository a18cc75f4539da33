import type {
  BaisseAcceptee,
  ComptageAvis,
  Comptes,
  Evolution,
  EvolutionRegle,
  FichierAlimente,
} from '../resources/report.js'

const NUMBER = new Intl.NumberFormat('fr-FR')

/** Numbers as the French write them. */
export function count(value: number): string {
  return NUMBER.format(value)
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} octets`
  const [divisor, unit] = bytes < 1e6 ? [1e3, 'ko'] : bytes < 1e9 ? [1e6, 'Mo'] : [1e9, 'Go']
  return `${(bytes / divisor).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} ${unit}`
}

/** `2 400 lues = 2 390 chargées + 10 refusées` */
export function counts({ lues, chargees, refusees }: Comptes): string {
  return `${count(lues)} lues = ${count(chargees)} chargées + ${count(refusees)} refusées`
}

/** `paca : de 40 à 12 boîtes aux lettres, accepté (fermeture d’un établissement)` */
export function fall({ source, objet, avant, apres, raison }: BaisseAcceptee): string {
  return `${source} : de ${count(avant)} à ${count(apres)} ${objet}, accepté (${raison})`
}

export function separator({ separateur }: FichierAlimente): string {
  if (separateur === '') return 'aucun'
  return separateur === '\t' ? 'tabulation' : `« ${separateur} »`
}

/** `20/11/2026 à 03:00`, without any change of zone: a file's date has none. */
export function moment(iso: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(iso) ?? []
  return year === undefined ? iso : `${day}/${month}/${year} à ${time}`
}

/** `Attendu : … À faire : … (région, établissement).`; reports of older versions say what was expected alone. */
export function explanation({ attendu, action, acteurs }: ComptageAvis): string {
  return action === '' ? `Attendu : ${attendu}` : `Attendu : ${attendu} À faire (${acteurs.join(', ')}) : ${action}`
}

/** `12 avis nouveaux, 3 corrigés, 120 toujours là` */
export function changes({
  nouveaux,
  corriges,
  toujours,
}: Pick<Evolution, 'nouveaux' | 'corriges' | 'toujours'>): string {
  const several = (number: number, one: string, more: string) => `${count(number)} ${number > 1 ? more : one}`
  return `${several(nouveaux, 'avis nouveau', 'avis nouveaux')}, ${several(corriges, 'corrigé', 'corrigés')}, ${count(toujours)} toujours là`
}

/** What became of the notices of a rule of a file; null when nothing was compared. */
function evolutionOf(
  evolution: Evolution | null,
  { type, source }: Pick<FichierAlimente, 'type' | 'source'>,
  code: string,
): EvolutionRegle | null {
  return evolution?.regles.find((one) => one.type === type && one.source === source && one.code === code) ?? null
}

/** ` (12 avis nouveaux, …)`, or nothing when nothing was compared. */
export function since(
  evolution: Evolution | null,
  file: Pick<FichierAlimente, 'type' | 'source'>,
  code: string,
): string {
  const found = evolutionOf(evolution, file, code)
  return found === null ? '' : ` (${changes(found)})`
}
