import type { Bal } from '../resources/person.js'

/** What parts the names that one value is made of; no name holds it, since published names have plain hyphens alone. */
export const BETWEEN_NAMES = ' – '

/** What a mailbox without a person's name says of itself. */
export interface ServiceCells {
  readonly service: string | null
  /** Raison sociale, else enseigne. */
  readonly structure: string | null
  readonly description: string | null
  readonly commune: string | null
  readonly adresse: string
}

/** The name under which a service or an application is shown and found, everywhere. */
export interface ServiceName {
  /** The service; else its structure, its description, or what its address says before the @. */
  readonly own: string
  /** The structure of a service that has a name of its own; null when `own` is all there is. */
  readonly structure: string | null
  /** Town, else domain, of a service whose structure is unknown. */
  readonly place: string | null
}

/** Services have the same few names everywhere: who writes to one must see of which establishment it is. */
export function serviceName({ service, structure, description, commune, adresse }: ServiceCells): ServiceName {
  const at = adresse.indexOf('@')
  if (service) {
    return { own: service, structure: structure || null, place: structure ? null : commune || adresse.slice(at + 1) }
  }
  const own = structure || description?.split('\n')[0] || readable(adresse.slice(0, at)) || adresse.slice(0, at)
  return { own, structure: null, place: null }
}

/** The same of a mailbox as it is read. */
export function serviceNameOf({
  service,
  structure,
  description,
  adressePostale,
  adresse,
}: Pick<Bal, 'service' | 'structure' | 'description' | 'adressePostale' | 'adresse'>): ServiceName {
  const organisation = structure?.raisonSociale || structure?.enseigne || null
  return serviceName({ service, structure: organisation, description, commune: adressePostale.commune, adresse })
}

/** The name as it is shown: CARDIOLOGIE – CHU DE NICE. */
export function shownName({ own, structure, place }: ServiceName): string {
  const where = structure ?? place
  return where === null ? own : own + BETWEEN_NAMES + where
}

function readable(local: string): string {
  return local.replace(/[._+-]+/g, ' ').trim()
}
