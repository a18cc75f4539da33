/** What a mailbox without a person's name tells of itself. */
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

function readable(local: string): string {
  return local.replace(/[._+-]+/g, ' ').trim()
}
