import { createHash } from 'node:crypto'
import { ADDRESSES, IDENTIFIERS } from './invented-feed.js'

interface Change {
  readonly objet: string
  readonly cle: string
  readonly source: string
  readonly nature: string
  readonly adresse: string | null
  readonly champs: readonly string[]
}

interface Page {
  readonly resultats: readonly Change[]
  readonly suite: string
  readonly reste: boolean
  readonly inchange: boolean
}

type Record_ = Readonly<Record<string, unknown>>

/** A copy of all that a reader may see, by what names each record: of people and mailboxes, as texts to compare. */
export interface Copied {
  readonly people: Map<string, string>
  readonly bals: Map<string, string>
}

/** A client of the API that copies everything once and then follows the changes. */
export class CopyingClient {
  readonly #http: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #sources: readonly string[]
  copied: Copied = { people: new Map(), bals: new Map() }
  /** Structures that were named since `start`, by the last thing said of each. */
  readonly structures = new Map<string, string>()
  #suite = ''
  #depuis = ''

  constructor(http: string, headers: Readonly<Record<string, string>>, sources: readonly string[]) {
    this.#http = http
    this.#headers = headers
    this.#sources = ['national', ...sources]
  }

  /** A whole copy, and the generation that it is of. */
  async whole(): Promise<Copied> {
    const copied: Copied = { people: new Map(), bals: new Map() }
    for (const identifiant of IDENTIFIERS) await this.#readPerson(copied, identifiant)
    for (const address of ADDRESSES)
      for (const source of this.#sources) await this.#readMailbox(copied, source, address)
    return copied
  }

  async start(): Promise<void> {
    this.#depuis = await this.generation()
    this.#suite = ''
    this.copied = await this.whole()
  }

  async generation(): Promise<string> {
    const { generation } = (await this.#get('/v1/professionnels?nom=zzz')) as { generation: string }
    return generation
  }

  /** Reads a page, and each record that it names. @returns whether there may be another */
  async step(limite: number): Promise<boolean> {
    const from = this.#suite === '' ? `depuis=${this.#depuis}` : `suite=${this.#suite}`
    const page = (await this.#get(`/v1/changements?${from}&limite=${limite}`)) as Page
    for (const change of page.resultats) await this.#apply(change)
    this.#suite = page.suite
    return page.reste
  }

  async follow(limite: number): Promise<void> {
    while (await this.step(limite));
  }

  async #apply({ objet, cle, source, nature, adresse }: Change): Promise<void> {
    const { people, bals } = this.copied
    if (objet === 'structures') this.structures.set(cle, nature)
    else if (objet === 'professionnels') {
      if (nature === 'fermé') people.delete(cle)
      else await this.#readPerson(this.copied, cle)
    } else if (nature === 'fermé') {
      if (adresse !== null) throw new Error('a mailbox that is closed shows its address')
      bals.delete(`${source} ${cle}`)
    } else await this.#readMailbox(this.copied, source, adresse!)
  }

  async #readPerson({ people }: Copied, identifiant: string): Promise<void> {
    const lot = (await this.#get(`/v1/professionnels/lot?identifiants=${identifiant}`)) as {
      resultats: { professionnel: Record_ | null }[]
    }
    const found = lot.resultats[0]!.professionnel
    if (found === null) people.delete(identifiant)
    else people.set(identifiant, plain(found))
  }

  async #readMailbox({ bals }: Copied, source: string, address: string): Promise<void> {
    const list = (await this.#get(`/v1/bals?adresse=${address}&source=${source}`)) as { resultats: Record_[] }
    const cle = `${source} ${createHash('sha256').update(address).digest('hex').slice(0, 32)}`
    const [found] = list.resultats
    if (found === undefined) bals.delete(cle)
    else bals.set(cle, plain(found))
  }

  async #get(path: string): Promise<unknown> {
    const answer = await fetch(`${this.#http}${path}`, { headers: this.#headers })
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}

/** What counts as a change: not the date of the file, nor the order of what somebody does. */
function plain(value: Record_): string {
  const sorted = (items: unknown): unknown[] => (items as unknown[]).map((one) => JSON.stringify(one)).sort()
  const own: Record<string, unknown> = { ...value, provenance: (value['provenance'] as Record_)['source'] }
  for (const list of ['activites', 'savoirFaire', 'professions']) if (list in own) own[list] = sorted(own[list])
  if ('bals' in own) own['bals'] = (own['bals'] as Record_[]).map((one) => plain(one))
  return JSON.stringify(own)
}

/** Structures that a copy shows, by what names each: all that is said of it. */
export function structuresOf({ people }: Copied): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>()
  for (const person of people.values()) {
    for (const text of (JSON.parse(person) as { activites: string[] }).activites) {
      const { structure } = JSON.parse(text) as { structure: Readonly<Record<string, string | null>> | null }
      const key = structure?.['identifiantTechnique'] ?? structure?.['finess'] ?? structure?.['siret'] ?? null
      if (key === null) continue
      const said = found.get(key) ?? new Set()
      found.set(key, said.add(JSON.stringify(structure)))
    }
  }
  return new Map([...found].map(([key, said]) => [key, [...said].sort().join('\n')]))
}
