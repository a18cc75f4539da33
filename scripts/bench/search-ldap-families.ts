import { fold } from '../../src/text/fold.js'
import type { Census } from './search-census.js'
import type { Family, LdapQuery } from './search-query.js'
import type { Mailbox, Person, Sample } from './search-sample.js'
import { pairs, rareSpecialties, values } from './search-worst.js'

const BALS = 'dc=mssante,dc=fr'
const RPPS = 'dc=rpps,dc=fr'

type Made<T> = readonly [name: string, base: string, make: (drawn: T, sample: Sample) => string | null]

const OF_MAILBOXES: readonly Made<Mailbox>[] = [
  ['(employeeNumber=x)', BALS, ({ identifiant }) => when(identifiant, (x) => `(employeeNumber=${x})`)],
  ['(sn=x*)', BALS, ({ nom }) => when(start(nom), (x) => `(sn=${x}*)`)],
  [
    'Outlook, début de nom',
    BALS,
    ({ nom }) => when(start(nom), (x) => `(&(mail=*)(|(mail=${x}*)(|(cn=${x}*)(|(sn=${x}*)(givenName=${x}*)))))`),
  ],
  ['Thunderbird, 4 attributs', BALS, ({ nom }, sample) => when(sample.piece(fold(nom ?? '')), fourAttributes)],
  ['Thunderbird, carnet, un mot', BALS, ({ nom }, sample) => when(sample.piece(fold(nom ?? '')), addressBook)],
  [
    'Thunderbird, carnet, deux mots',
    BALS,
    ({ nom, prenom }, sample) =>
      when(sample.piece(fold(nom ?? '')), (one) =>
        when(start(prenom), (other) => `(&${addressBook(one)}${addressBook(other)})`),
      ),
  ],
  [
    '(&(sn=x*)(l=x*)(profession=x))',
    BALS,
    ({ nom, commune, profession }) =>
      all(start(nom), commune, profession, (sn, l, code) => {
        return `(&(sn=${sn}*)(l=${escaped(l)}*)(profession=${code}))`
      }),
  ],
  [
    '(o=*x*)',
    BALS,
    ({ raison_sociale }, sample) => when(sample.piece(fold(raison_sociale ?? '')), (x) => `(o=*${x}*)`),
  ],
  ['(l=*x*)', BALS, ({ commune }, sample) => when(sample.piece(fold(commune ?? '')), (x) => `(l=*${x}*)`)],
]

const OF_PEOPLE: readonly Made<Person>[] = [
  ['RPPS : (employeeNumber=x)', RPPS, ({ identifiant }) => `(employeeNumber=${identifiant})`],
  [
    'RPPS : (&(sn=x*)(l=x*)(specialite=x))',
    RPPS,
    ({ nom, activite, specialite }) =>
      all(start(nom), activite?.commune, specialite, (sn, l, code) => {
        return `(&(sn=${sn}*)(l=${escaped(l)}*)(specialite=${code}))`
      }),
  ],
  [
    'RPPS : (&(departement=x)(profession=x)(specialite=x))',
    RPPS,
    ({ activite, specialite }) =>
      all(activite?.departement, activite?.profession, specialite, (departement, profession, code) => {
        return `(&(departement=${departement})(profession=${profession})(specialite=${code}))`
      }),
  ],
  ['RPPS : (sn=*x*)', RPPS, ({ nom_plie }, sample) => when(sample.piece(nom_plie), (x) => `(sn=*${x}*)`)],
  [
    'RPPS : (cn=*x*)',
    RPPS,
    ({ nom_plie, prenom_plie }, sample) => when(sample.piece(prenom_plie + nom_plie), (x) => `(cn=*${x}*)`),
  ],
]

/** What mail clients and health software ask, drawn from the generation. */
export function ldapFamilies(sample: Sample, count: number): Family<LdapQuery>[] {
  const families = <T>(one: () => T | null, made: readonly Made<T>[]): Family<LdapQuery>[] =>
    made.map(([name, base, make]) => ({
      name,
      queries: sample.draw(count, one, (drawn) => when(make(drawn, sample), (filter) => ({ base, filter }))),
    }))
  const nothing = (): string => Array.from({ length: 5 }, () => sample.rng.pick([...'jkqwxz'])).join('')
  return [
    ...families(() => sample.person(), OF_PEOPLE.slice(0, 1)),
    ...families(() => sample.mailbox(), OF_MAILBOXES),
    ...families(nothing, [['fragment introuvable, 4 attributs', BALS, fourAttributes]]),
    ...families(nothing, [['fragment introuvable, carnet', BALS, addressBook]]),
    ...families(() => sample.person(), OF_PEOPLE.slice(1)),
  ]
}

/** The worst cases through LDAP: fragments that most names hold, and common values that hardly meet. */
export function worstLdapFamilies(census: Census): Family<LdapQuery>[] {
  const pieces = values(census.nomPieces, 20).map((piece) => piece.toLowerCase())
  const structures = values(census.structurePieces, 20)
  const cities = values(census.cities, 15)
  const rare = pairs(values(census.professions, 3), rareSpecialties(census), (profession, one) => ({
    common: profession,
    ...one,
  })).filter(({ common, profession }) => common !== profession)
  const family = (name: string, base: string, filters: readonly string[]): Family<LdapQuery> => ({
    name: `pire : ${name}`,
    queries: filters.map((filter) => ({ base, filter })),
  })
  return [
    family('fragments de nom courants, 4 attributs', BALS, pieces.map(fourAttributes)),
    family('fragments de nom courants, carnet', BALS, pieces.map(addressBook)),
    family(
      'deux fragments courants',
      BALS,
      pairs(pieces, pieces.slice(0, 15), (one, other) => `(&(sn=*${one}*)(givenName=*${other}*))`),
    ),
    family(
      'fragment de structure × de ville',
      BALS,
      pairs(structures, values(census.cityPieces, 15), (o, l) => `(&(o=*${o}*)(l=*${l}*))`),
    ),
    family(
      'noms courants × grandes villes',
      BALS,
      pairs(values(census.noms, 20), cities, (sn, l) => `(&(sn=${sn}*)(l=${escaped(l)}*))`),
    ),
    family('RPPS : fragments de nom courants', RPPS, [
      ...pieces.map((x) => `(sn=*${x}*)`),
      ...pieces.map((x) => `(cn=*${x}*)`),
    ]),
    family('RPPS : fragments de structure courants', RPPS, [...structures.map((x) => `(o=*${x}*)`)]),
    family(
      'RPPS : fragment courant × grandes villes',
      RPPS,
      pairs(pieces, cities, (cn, l) => `(&(cn=*${cn}*)(l=${escaped(l)}*))`),
    ),
    family(
      'RPPS : profession courante, spécialité rare d’une autre',
      RPPS,
      rare.map(({ common, specialite }) => `(&(profession=${common})(specialite=${specialite}))`),
    ),
    family(
      'RPPS : fragment courant en début de nom ou de prénom × grandes villes',
      RPPS,
      pairs(pieces, cities, (x, l) => `(&(|(sn=${x}*)(givenName=${x}*))(l=${escaped(l)}*))`),
    ),
  ]
}

function fourAttributes(x: string): string {
  return `(|(cn=*${x}*)(mail=*${x}*)(givenName=*${x}*)(sn=*${x}*))`
}

/** What Thunderbird's address book sends for one word. */
function addressBook(x: string): string {
  const simple = ['cn', 'givenName', 'sn', 'mozillaNickname', 'mail', 'mozillaSecondEmail']
  const more = ['o', 'ou', 'title', 'mozillaWorkUrl', 'mozillaHomeUrl']
  const parts = (names: readonly string[]): string => names.map((name) => `(${name}=*${x}*)`).join('')
  return `(|${parts(simple)}(&(description=*${x}*))${parts(more)})`
}

function start(name: string | null): string | null {
  const folded = fold(name ?? '')
  return folded.length < 3 ? null : folded.slice(0, 3).toLowerCase()
}

function when<T, R>(value: T | null, make: (value: T) => R | null): R | null {
  return value === null ? null : make(value)
}

type Text = string | null | undefined

function all(a: Text, b: Text, c: Text, make: (a: string, b: string, c: string) => string): string | null {
  return a && b && c ? make(a, b, c) : null
}

/** RFC 4515 §3. */
function escaped(value: string): string {
  return value.replace(/[\\*()]/g, (char) => `\\${char.charCodeAt(0).toString(16)}`)
}
