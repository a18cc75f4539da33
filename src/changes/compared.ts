/** A record of a generation by what names it, with the hashes of its fields. */
export interface Keyed {
  /** Place of its kind (kinds.ts). */
  readonly objet: number
  readonly cle: string
  /** Of a mailbox its regional source, '' for the national one; '' for all other records. */
  readonly source: string
  /** Rank in the generation; 0 for structures. */
  readonly rang: number
  readonly champs: Buffer
}

/** As a generation keeps it. */
export interface Kept extends Keyed {
  /** Its date of change, in seconds since 1970. */
  readonly modifie: number
}

/** What names a mailbox, as one text. */
export function mailboxKey({ cle, source }: Pick<Keyed, 'cle' | 'source'>): string {
  return `${cle} ${source}`
}

/** @returns less than 0 when a record comes before another one in the order in which generations keep them */
export function order(one: Keyed, other: Keyed): number {
  return one.objet - other.objet || compare(one.cle, other.cle) || compare(one.source, other.source)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/**
 * Walks through two generations side by side; both are in order.
 * @param take is given each record as it was and as it is, null where there is none
 */
export function sideBySide(
  before: Iterator<Kept>,
  after: Iterable<Keyed>,
  take: (before: Kept | null, after: Keyed | null) => void,
): void {
  let old = before.next()
  for (const record of after) {
    while (old.done !== true && order(old.value, record) < 0) {
      take(old.value, null)
      old = before.next()
    }
    if (old.done !== true && order(old.value, record) === 0) {
      take(old.value, record)
      old = before.next()
    } else take(null, record)
  }
  for (; old.done !== true; old = before.next()) take(old.value, null)
}
