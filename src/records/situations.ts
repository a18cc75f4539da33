/** What the activities of a person say of how he works. */
export const ACTIVE = 1
const SALARIED = 2
const SELF_EMPLOYED = 4
/** All the bits of a situation; those above count mailboxes. */
const LAST_BIT = 7

/** Mode d'exercice (TRE_R23): volunteers are active, and neither. */
const MODES: Readonly<Record<string, number>> = { S: ACTIVE | SALARIED, L: ACTIVE | SELF_EMPLOYED, B: ACTIVE }

/** Bits of a mode d'exercice. */
export function situationOf(mode: string | null): number {
  return mode === null ? 0 : (MODES[mode] ?? ACTIVE)
}

/** The situation of each professional by order of arrival: whether he works at all, for somebody, for himself. */
export class Situations {
  #bits = new Uint8Array(1 << 16)

  add(person: number, bits: number): void {
    if (person >= this.#bits.length) {
      const larger = new Uint8Array(Math.ceil(person * 1.25))
      larger.set(this.#bits)
      this.#bits = larger
    }
    this.#bits[person]! |= bits
  }

  /** One more national mailbox of a person. @returns how many there are now, 31 at most */
  addMailbox(person: number): number {
    const boxes = Math.min(31, this.mailboxes(person) + 1)
    this.add(person, 0)
    this.#bits[person] = (this.#bits[person]! & LAST_BIT) | (boxes * (LAST_BIT + 1))
    return boxes
  }

  /** National mailboxes of a person so far. */
  mailboxes(person: number): number {
    return (this.#bits[person] ?? 0) >> 3
  }

  /** Whether some line gives an activity: a mode d'exercice or a place. */
  isActive(person: number): boolean {
    return ((this.#bits[person] ?? 0) & ACTIVE) !== 0
  }

  /** Whether he is an employee and works for himself besides. */
  isMixed(person: number): boolean {
    const both = SALARIED | SELF_EMPLOYED
    return ((this.#bits[person] ?? 0) & both) === both
  }
}
