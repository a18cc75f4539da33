import { slug } from './names.js'
import type { Places } from './places.js'
import type { Rng } from './rng.js'
import { Weighted } from './weighted.js'

/** Domains where most members of a profession have their mailbox. */
const OF_PROFESSION: Readonly<Record<string, string>> = {
  '10': 'medecin',
  '21': 'pharmacien',
  '40': 'chirurgien-dentiste',
  '50': 'sage-femme',
  '60': 'infirmier',
  '70': 'masseur-kinesitherapeute',
  '80': 'pedicure-podologue',
}
const GENERAL = [
  'messagerie',
  'pro',
  'sante',
  'cabinet',
  'paca',
  'occitanie',
  'bretagne',
  'laboratoire',
  'liberal',
  'ville',
]
const KINDS = ['ch', 'chu', 'clinique', 'ehpad', 'msp', 'cabinet', 'pharmacie', 'labo', 'ssiad', 'centre']
const APICRYPT = 'interop-mssante.apicrypt.org'

/** Invented domains: a few very large, thousands with a handful of mailboxes (Zipf). */
export class Domains {
  readonly #all: Weighted<string>

  /** @param lines activity lines of the feed: about 5,000 domains at full size */
  constructor(places: Places, lines: number) {
    const count = Math.max(20, Math.round(lines / 480))
    const names = new Set([...GENERAL.map((name) => `${name}.mssante.fr`), APICRYPT])
    // The steps of the golden ratio visit the whole country evenly.
    for (let step = 1; names.size < count; step++) {
      const place = places.at((step * 0.6180339887498949) % 1)
      names.add(`${KINDS[step % KINDS.length]!}-${slug(place.nom)}${step > 20_000 ? step : ''}.mssante.fr`)
    }
    this.#all = new Weighted([...names].map((name, rank) => [name, 1 / (rank + 3) ** 1.25]))
  }

  of(rng: Rng, profession: string): string {
    const own = OF_PROFESSION[profession]
    return own !== undefined && rng.chance(0.45) ? `${own}.mssante.fr` : this.#all.draw(rng)
  }

  any(rng: Rng): string {
    return this.#all.draw(rng)
  }
}
