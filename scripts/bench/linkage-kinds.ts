import type { PersonAsked } from '../../src/linkage/index.js'
import { plainWords } from '../../src/text/fold.js'
import type { Rng } from '../feed/rng.js'
import type { FeedLine, FeedPerson } from './linkage-people.js'
import { respelt, shortened, slipped } from './linkage-slips.js'

/** What a kind of damage makes of what is known of somebody. */
interface Draw {
  readonly rng: Rng
  readonly person: FeedPerson
  /** One of the person's lines that has an address. */
  readonly line: FeedLine
  readonly intact: PersonAsked
  /** Somebody else, whose names are borrowed. */
  readonly other: FeedPerson
  /** A line of a third person, of the same département half of the time. */
  readonly otherLine: FeedLine
}

export interface Kind {
  readonly name: string
  /** The directory holds the person; otherwise nobody is right. `withheld`: it does, and is made to forget. */
  readonly of: 'present' | 'absent' | 'withheld'
  /** Not expected to be found, and counted apart. */
  readonly apart?: true
  /** Made to mislead, far more often than it happens: left out of the second calibration. */
  readonly contrived?: true
  /** People with a namesake in their own city. */
  readonly homonyms?: true
  /** null when the person is not one for this kind. */
  readonly ask: (draw: Draw) => PersonAsked | null
}

const PARTICLE = /^(?:DE LA |DE |DU |LE |LA |D['’])/i
const CEDEX_ROUTES = 90

export const KINDS: readonly Kind[] = [
  { name: 'intact', of: 'present', ask: ({ intact }) => intact },
  { name: 'faute de frappe', of: 'present', ask: typo },
  {
    name: 'orthographe de même son',
    of: 'present',
    ask: ({ intact, rng }) => withName(intact, respelt(intact.nom, rng)),
  },
  {
    name: 'nom et prénom échangés',
    of: 'present',
    ask: ({ intact }) => ({ ...intact, nom: intact.prenom, prenom: intact.nom }),
  },
  {
    name: 'nom de naissance ajouté',
    of: 'present',
    ask: ({ intact, other }) => ({ ...intact, nomNaissance: other.nom }),
  },
  {
    name: 'annuaire au nom de naissance',
    of: 'present',
    ask: ({ intact, other }) => ({ ...intact, nom: other.nom, nomNaissance: intact.nom }),
  },
  {
    name: 'nom de naissance seul',
    of: 'present',
    apart: true,
    ask: ({ intact, other }) => ({ ...intact, nom: other.nom }),
  },
  { name: 'code postal faux', of: 'present', ask: wrongPostcode },
  { name: 'CEDEX', of: 'present', ask: cedex },
  { name: 'voie abrégée', of: 'present', ask: ({ intact }) => ({ ...intact, voie: shortened(intact.voie!) }) },
  { name: 'sans adresse', of: 'present', ask: withoutAddress },
  {
    name: 'déménagé',
    of: 'present',
    ask: ({ intact, otherLine }) => ({ ...intact, ...addressOf(otherLine), structure: null }),
  },
  { name: 'homonymes d’une commune', of: 'present', homonyms: true, ask: ({ intact }) => intact },
  { name: 'initiale', of: 'present', ask: initial },
  { name: 'nom ou prénom composé coupé', of: 'present', ask: cut },
  { name: 'particule ôtée', of: 'present', ask: ({ intact }) => withName(intact, dropped(intact.nom)) },
  { name: 'accents et tirets perdus', of: 'present', ask: bare },
  { name: 'absent : nom inventé', of: 'absent', contrived: true, ask: invented },
  { name: 'absent : homonyme d’un présent', of: 'absent', contrived: true, ask: namesake },
  { name: 'absent : retiré', of: 'withheld', ask: ({ intact }) => intact },
  { name: 'absent : retiré, sans adresse', of: 'withheld', ask: withoutAddress },
]

function addressOf({ voie, codePostal, commune }: FeedLine): Pick<PersonAsked, 'voie' | 'codePostal' | 'commune'> {
  return { voie, codePostal, commune }
}

function withName(intact: PersonAsked, nom: string | null): PersonAsked | null {
  return nom === null || nom === intact.nom ? null : { ...intact, nom }
}

function typo({ intact, rng }: Draw): PersonAsked | null {
  const field = rng.chance(0.7) ? 'nom' : 'prenom'
  const wrong = slipped(intact[field], rng)
  return wrong === null || wrong.toUpperCase() === intact[field].toUpperCase() ? null : { ...intact, [field]: wrong }
}

function wrongPostcode({ intact, otherLine, rng }: Draw): PersonAsked {
  const right = intact.codePostal!
  if (rng.chance(0.5)) return { ...intact, codePostal: otherLine.codePostal }
  const at = rng.below(right.length)
  const digit = String((Number(right[at]) + 1 + rng.below(9)) % 10)
  return { ...intact, codePostal: right.slice(0, at) + digit + right.slice(at + 1) }
}

function cedex({ intact, rng }: Draw): PersonAsked {
  const route = rng.chance(0.5) ? '' : ` ${1 + rng.below(20)}`
  const codePostal = `${intact.codePostal!.slice(0, 2)}${100 + rng.below(CEDEX_ROUTES) * 10}`
  return { ...intact, codePostal, commune: `${intact.commune!.toUpperCase()} CEDEX${route}` }
}

function withoutAddress({ intact, line }: Draw): PersonAsked {
  const { nom, prenom } = intact
  return { nom, prenom, profession: line.profession || null, specialite: line.specialite || null }
}

function initial({ intact, rng }: Draw): PersonAsked | null {
  const words = plainWords(intact.prenom)
  const letters = words.map((word) => word.slice(0, 1))
  return { ...intact, prenom: letters.length === 1 ? `${letters[0]}.` : letters.join(rng.pick(['', '.-', '-'])) }
}

function cut({ intact, rng }: Draw): PersonAsked | null {
  const names = intact.nom.replace(PARTICLE, '').split(/[\s-]+/)
  const firsts = intact.prenom.split(/[\s-]+/)
  if (names.length > 1 && !/^(?:ST|SAINT)/i.test(names[0]!)) return { ...intact, nom: rng.pick(names) }
  return firsts.length > 1 ? { ...intact, prenom: firsts[0]! } : null
}

function dropped(nom: string): string | null {
  return PARTICLE.test(nom) ? nom.replace(PARTICLE, '') : null
}

function bare({ intact, rng }: Draw): PersonAsked | null {
  if (!/[^A-Za-z]/.test(intact.nom + intact.prenom)) return null
  const between = rng.pick([' ', ''])
  const plain = (name: string): string => plainWords(name).join(between)
  return { ...intact, nom: plain(intact.nom), prenom: plain(intact.prenom) }
}

/** The start of one name and the end of another, which nobody may bear; who is drawn by chance is left out later. */
function invented({ intact, other, otherLine, rng }: Draw): PersonAsked {
  const head = intact.nom.slice(0, Math.ceil(intact.nom.length / 2))
  const nom = rng.chance(0.5) ? head + other.nom.slice(Math.floor(other.nom.length / 2)) : intact.nom
  return { ...intact, nom, prenom: other.prenom, ...addressOf(otherLine), structure: null }
}

function namesake({ intact, otherLine }: Draw): PersonAsked {
  const profession = otherLine.profession || null
  return { ...intact, ...addressOf(otherLine), profession, specialite: null, structure: null }
}
