import type { Structure } from '../resources/person.js'
import { fold } from '../text/fold.js'
import type { AskedStructure } from './asked.js'
import type { Verdict } from './matches.js'
import { STRUCTURE } from './model.js'
import type { Shares } from './shares.js'
import { writtenName } from './written-name.js'

export interface StructureAgreement {
  readonly verdict: Verdict
  readonly ratio: number
  readonly held: string | null
}

/** Compares what was asked of a structure, a number or a name, with one that a person works in. */
export function structureAgreement(asked: AskedStructure, held: Structure, shares: Shares): StructureAgreement {
  return asked.kind === 'number' ? byNumber(asked.numbers, held, shares) : byName(asked, held, shares)
}

function byNumber(numbers: ReadonlySet<string>, held: Structure, shares: Shares): StructureAgreement {
  const { finess, siret, finessJuridique, siren } = held
  const own = [siret, finess, finessJuridique, siren, siret?.slice(0, 9) ?? null].filter((number) => number !== null)
  const found = own.find((number) => numbers.has(number))
  if (found !== undefined) return { verdict: 'identique', ratio: STRUCTURE.number / shares.ofOneNumber, held: found }
  // Another SIRET of the same legal entity.
  const entity = [...numbers].find((number) => number.length === 14)?.slice(0, 9)
  if (entity !== undefined && own.includes(entity)) {
    return { verdict: 'proche', ratio: STRUCTURE.nearName, held: siret ?? siren }
  }
  const [first] = own
  return first === undefined
    ? { verdict: 'absent', ratio: 1, held: null }
    : { verdict: 'different', ratio: STRUCTURE.other, held: first }
}

type AskedName = Extract<AskedStructure, { kind: 'name' }>

function byName(
  { letters, words }: AskedName,
  { raisonSociale, enseigne }: Structure,
  shares: Shares,
): StructureAgreement {
  const names = [raisonSociale, enseigne].filter((name) => name !== null)
  if (names.length === 0) return { verdict: 'absent', ratio: 1, held: null }
  const same = names.find((name) => fold(name) === letters)
  if (same !== undefined) {
    const ratio = STRUCTURE.name / Math.max(shares.of('structure', letters), shares.ofOneNumber)
    return { verdict: 'identique', ratio, held: same }
  }
  const near = names.find((name) => isNear(words, name))
  return near === undefined
    ? { verdict: 'different', ratio: STRUCTURE.other, held: names[0]! }
    : { verdict: 'proche', ratio: STRUCTURE.nearName, held: near }
}

/** Letters of a word that says something of a structure. */
const TELLING = 4

/** Half of the words that say something are in both. */
function isNear(asked: readonly string[], name: string): boolean {
  const held = new Set(writtenName(name).proper)
  const telling = asked.filter((word) => word.length >= TELLING)
  const common = telling.filter((word) => held.has(word)).length
  return common > 0 && common * 2 >= telling.length
}
