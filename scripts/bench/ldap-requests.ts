import Database from 'better-sqlite3'
import { SEQUENCE } from '../../src/ldap/ber/tags.js'
import { BerWriter } from '../../src/ldap/ber/writer.js'
import { Rng } from '../feed/rng.js'

/** A kind of search, as one client sends it. */
export interface Kind {
  readonly name: string
  /** Requests ready to be sent, each behind its length. */
  readonly requests: Buffer
  readonly connections: readonly number[]
  /** Each request over a connection of its own. */
  readonly renew?: true
}

export interface Mailbox {
  readonly adresse: string
  readonly numero: string
  readonly nom: string
  readonly nom_plie: string
  readonly commune: string | null
  readonly profession: string | null
  readonly departement: string | null
}

type Filter = (writer: BerWriter) => void

/** What Outlook asks for (OpenLDAP FAQ 293 and 294). */
const OUTLOOK = [
  ...['cn', 'display-name', 'mail', 'givenName', 'sn', 'initials', 'title', 'telephoneNumber', 'mobile', 'pager'],
  ...['facsimileTelephoneNumber', 'department', 'ou', 'o', 'physicalDeliveryOfficeName', 'postalAddress', 'street'],
  ...['l', 'st', 'postalCode', 'c', 'co', 'homePhone', 'info', 'comment', 'URL', 'manager'],
]

/** Draws the searches that clients send most from the mailboxes of a generation: the same for every server. */
export function makeKinds(generation: string, base: string, count: number): readonly Kind[] {
  const db = new Database(generation, { readonly: true, fileMustExist: true })
  try {
    const mailboxes = drawMailboxes(db, count)
    const each = (make: (mailbox: Mailbox) => Buffer | null) =>
      Buffer.concat(mailboxes.flatMap((one) => make(one) ?? []))
    const first = (mailbox: Mailbox) => mailbox.nom_plie.slice(0, 4).toLowerCase()
    const thunderbird = each((one) =>
      search(base, 'sub', any(['cn', 'mail', 'givenName', 'sn'].map((name) => contains(name, first(one)))), 100),
    )
    return [
      {
        name: 'par RPPS',
        connections: [1, 16],
        requests: each((one) => search(base, 'sub', equal('IdentifiantPP', one.numero))),
      },
      {
        name: 'par son nom (DN)',
        connections: [1, 16],
        requests: each((one) => search(`mail=${one.adresse},ou=national,${base}`, 'base', present('objectClass'))),
      },
      { name: 'Thunderbird', connections: [1, 4], requests: thunderbird },
      { name: 'Thunderbird, une connexion par frappe', connections: [1], requests: thunderbird, renew: true },
      {
        name: 'Outlook',
        connections: [1, 4],
        requests: each((one) => search(base, 'sub', outlook(first(one)), 100, OUTLOOK)),
      },
      {
        name: 'nom, ville et profession',
        connections: [1, 4],
        requests: each(({ nom, commune, profession }) =>
          commune === null || profession === null
            ? null
            : search(
                base,
                'sub',
                all([starts('sn', nom.slice(0, 3)), equal('l', commune), equal('profession', profession)]),
              ),
        ),
      },
      {
        name: '500 entrées d’un département',
        connections: [1, 4],
        requests: each(({ departement }) =>
          departement === null ? null : search(base, 'sub', equal('departement', departement), 500),
        ),
      },
    ]
  } finally {
    db.close()
  }
}

/** Mailboxes of people, the same ones each time. */
export function drawMailboxes(db: Database.Database, count: number): readonly Mailbox[] {
  const last = db.prepare('SELECT max(rang) FROM bal').pluck().get() as number
  const read = db.prepare(
    `SELECT adresse, substr(identifiant, 2) AS numero, nom, nom_plie, commune, profession, departement FROM bal
    WHERE rang = ? AND source = 'national' AND identifiant IS NOT NULL AND length(nom_plie) > 3`,
  )
  const rng = new Rng(1)
  const drawn: Mailbox[] = []
  // Names whose letters a client writes as they are: folding is not what is compared here.
  while (drawn.length < count) {
    const mailbox = read.get(1 + rng.below(last)) as Mailbox | undefined
    if (mailbox !== undefined && /^[A-Z]+$/.test(mailbox.nom) && /^[\w.@-]+$/.test(mailbox.adresse)) drawn.push(mailbox)
  }
  return drawn
}

function search(
  base: string,
  scope: 'base' | 'sub',
  filter: Filter,
  size = 0,
  attributes: readonly string[] = [],
): Buffer {
  const writer = new BerWriter(4096)
  const message = writer.begin(SEQUENCE, true)
  writer.octets(Buffer.from([0, 0, 0, 2]), 0x02)
  const request = writer.begin(0x63, true)
  writer.text(base)
  writer.integer(scope === 'base' ? 0 : 2, 0x0a)
  writer.integer(0, 0x0a)
  writer.integer(size)
  writer.integer(0)
  writer.boolean(false, 0x01)
  filter(writer)
  const list = writer.begin(SEQUENCE, true)
  for (const attribute of attributes) writer.text(attribute)
  writer.end(list, true)
  writer.end(request, true)
  writer.end(message, true)
  const bytes = writer.take()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

const present =
  (name: string): Filter =>
  (writer) =>
    writer.text(name, 0x87)

const equal =
  (name: string, value: string): Filter =>
  (writer) => {
    const filter = writer.begin(0xa3, true)
    writer.text(name)
    writer.text(value)
    writer.end(filter, true)
  }

function substring(name: string, value: string, place: number): Filter {
  return (writer) => {
    const filter = writer.begin(0xa4, true)
    writer.text(name)
    const pieces = writer.begin(SEQUENCE, true)
    writer.text(value, place)
    writer.end(pieces, true)
    writer.end(filter, true)
  }
}

const starts = (name: string, value: string) => substring(name, value, 0x80)
const contains = (name: string, value: string) => substring(name, value, 0x81)

function several(tag: number, filters: readonly Filter[]): Filter {
  return (writer) => {
    const set = writer.begin(tag, true)
    for (const filter of filters) filter(writer)
    writer.end(set, true)
  }
}

const all = (filters: readonly Filter[]) => several(0xa0, filters)
const any = (filters: readonly Filter[]) => several(0xa1, filters)

function outlook(value: string): Filter {
  const names = any([starts('sn', value), starts('givenName', value)])
  return all([present('mail'), any([starts('mail', value), any([starts('cn', value), names])])])
}
