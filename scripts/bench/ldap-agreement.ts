import Database from 'better-sqlite3'
import { AndFilter, Client, type Entry, EqualityFilter, type Filter, OrFilter, SubstringFilter } from 'ldapts'
import { drawMailboxes, type Mailbox } from './ldap-requests.js'

/** Mailboxes from which searches are made, some of each kind. */
const DRAWN = 600

/**
 * Asks both servers the same searches and compares the entries, attribute by attribute: what slapd finds, the annuaire finds
 * and sends alike. It may find more, since it compares names and cities without accents, spaces and CEDEX.
 * @param generation file of the generation that both serve
 * @returns a line that says how many were compared
 * @throws Error at the first search whose answers disagree
 */
export async function checkAgreement(generation: string, base: string, ours: number, slapd: number): Promise<string> {
  const mine = new Client({ url: `ldap://127.0.0.1:${ours}` })
  const theirs = new Client({ url: `ldap://127.0.0.1:${slapd}` })
  let searches = 0
  let entries = 0
  let wider = 0
  try {
    for (const filter of filtersOf(generation)) {
      const [own, other] = [await find(mine, base, filter), await find(theirs, base, filter)]
      for (const [name, entry] of other) {
        if (own.get(name) !== entry) throw new Error(`${filter.toString()}: ${name} is missing or sent otherwise`)
      }
      searches += 1
      entries += other.size
      if (own.size > other.size) wider += 1
    }
  } finally {
    await Promise.all([mine.unbind(), theirs.unbind()])
  }
  return `Réponses comparées : ${searches} recherches, ${entries} entrées trouvées par slapd et toutes envoyées à l’identique ; ${wider} réponses plus larges (accents, espaces, CEDEX)`
}

/** Searches whose answers are whole: none finds more entries than are sent. */
function filtersOf(generation: string): readonly Filter[] {
  const db = new Database(generation, { readonly: true, fileMustExist: true })
  try {
    return drawMailboxes(db, DRAWN).flatMap(filtersFor)
  } finally {
    db.close()
  }
}

function filtersFor({ adresse, numero, nom, nom_plie, commune, profession, departement }: Mailbox): readonly Filter[] {
  const equal = (attribute: string, value: string) => new EqualityFilter({ attribute, value })
  const piece = nom_plie.slice(1, 6).toLowerCase()
  const contains = (attribute: string) => new SubstringFilter({ attribute, any: [piece] })
  const filters: Filter[] = [equal('IdentifiantPP', numero), equal('mail', adresse)]
  if (commune !== null && profession !== null) {
    const start = new SubstringFilter({ attribute: 'sn', initial: nom.slice(0, 3) })
    filters.push(new AndFilter({ filters: [start, equal('l', commune), equal('profession', profession)] }))
  }
  if (departement !== null && piece.length === 5) {
    const somewhere = new OrFilter({ filters: ['cn', 'mail', 'givenName', 'sn'].map(contains) })
    filters.push(new AndFilter({ filters: [somewhere, equal('departement', departement)] }))
  }
  return filters
}

/** Entries by their names, each as one text in which the order of attributes and values does not count. */
async function find(client: Client, base: string, filter: Filter): Promise<ReadonlyMap<string, string>> {
  const { searchEntries } = await client.search(`ou=national,${base}`, { filter, scope: 'one' })
  return new Map(searchEntries.map((entry) => [entry.dn, text(entry)]))
}

function text(entry: Entry): string {
  const attributes = Object.entries(entry).map(([name, values]) => [name, [values].flat().map(String).sort()])
  return JSON.stringify(attributes.sort())
}
