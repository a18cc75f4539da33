import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Rng } from '../feed/rng.js'

/** One line of the feed, as a program that knows the person would have it. */
export interface FeedLine {
  readonly profession: string
  readonly professionLabel: string
  readonly specialite: string
  readonly structure: string
  /** '' when the line has no street. */
  readonly voie: string
  readonly typeVoie: string
  readonly codePostal: string
  readonly commune: string
}

export interface FeedPerson {
  readonly identifiant: string
  readonly nom: string
  readonly prenom: string
  readonly lines: FeedLine[]
}

const CELL = {
  identifiant: 2,
  nom: 7,
  prenom: 8,
  profession: 9,
  professionLabel: 10,
  specialite: 15,
  structure: 24,
  numero: 28,
  indice: 29,
  codeTypeVoie: 30,
  typeVoie: 31,
  voie: 32,
  codePostal: 35,
  commune: 37,
} as const
const CELLS = 56

/** People of the feed whose number falls among those drawn, with all their lines: the same ones for the same seed. */
export async function drawPeople(feed: string, seed: number, share: number): Promise<FeedPerson[]> {
  const people = new Map<string, FeedPerson>()
  const rng = new Rng(seed)
  await eachLine(feed, (line) => {
    const identifiant = cellAt(line, CELL.identifiant)
    if (!/^\d{10,12}$/.test(identifiant)) return
    if (rng.at(DRAW, Number(identifiant.slice(1, 10)), Number(identifiant.slice(-2))).chance(share)) add(people, line)
  })
  return [...people.values()]
}

const DRAW = 40

/** People whose names are asked for. @param isWanted is given the names of each line of the feed */
export async function peopleNamed(
  feed: string,
  isWanted: (nom: string, prenom: string) => boolean,
): Promise<ReadonlyMap<string, FeedPerson>> {
  const people = new Map<string, FeedPerson>()
  await eachLine(feed, (line) => {
    const head = line.split('|', CELL.prenom + 1)
    if (isWanted(head[CELL.nom] ?? '', head[CELL.prenom] ?? '')) add(people, line)
  })
  return people
}

function add(people: Map<string, FeedPerson>, text: string): void {
  const read = readLine(text)
  if (read === null) return
  const { identifiant, line } = read
  const person = people.get(identifiant)
  if (person === undefined) people.set(identifiant, { ...read, lines: [line] })
  else person.lines.push(line)
}

type ReadLine = Omit<FeedPerson, 'lines'> & { readonly line: FeedLine }

function readLine(line: string): ReadLine | null {
  const cells = line.split('|')
  if (cells.length < CELLS) return null
  // A copy: a cell of a line keeps the whole megabyte that was read in memory.
  const at = (name: keyof typeof CELL): string => Buffer.from(cells[CELL[name]]!.trim()).toString()
  if (at('nom') === '' || at('prenom') === '') return null
  const number = `${at('numero')}${at('indice') === '' ? '' : ` ${INDEX[at('indice')] ?? at('indice')}`}`
  const voie = at('voie') === '' ? '' : [number, at('typeVoie'), at('voie')].filter((part) => part !== '').join(' ')
  return {
    identifiant: at('identifiant'),
    nom: at('nom'),
    prenom: at('prenom'),
    line: {
      profession: at('profession'),
      professionLabel: at('professionLabel'),
      specialite: at('specialite'),
      structure: at('structure'),
      voie,
      typeVoie: at('typeVoie'),
      codePostal: at('codePostal'),
      commune: at('commune'),
    },
  }
}

const INDEX: Readonly<Record<string, string>> = { B: 'BIS', T: 'TER' }

function cellAt(line: string, index: number): string {
  let from = 0
  for (let at = 0; at < index; at++) {
    const bar = line.indexOf('|', from)
    if (bar === -1) return ''
    from = bar + 1
  }
  const end = line.indexOf('|', from)
  return line.slice(from, end === -1 ? undefined : end)
}

async function eachLine(feed: string, take: (line: string) => void): Promise<void> {
  const name = readdirSync(feed).find((one) => one.startsWith('PS_LibreAcces_Personne_activite'))
  if (name === undefined) throw new Error(`no file of activities in ${feed}`)
  let rest = ''
  let isHeader = true
  for await (const piece of createReadStream(join(feed, name), { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const parts = (rest + piece).split('\n')
    rest = parts.pop()!
    for (const line of parts) {
      if (!isHeader) take(line)
      isHeader = false
    }
  }
}
