import type { Matches } from '../../src/linkage/index.js'
import { KINDS } from './linkage-kinds.js'
import type { Question } from './linkage-questions.js'

export interface Outcome {
  readonly question: Question
  /** Somebody else fits what is asked as well as who is meant. */
  readonly undecidable: boolean
  readonly matches: Matches
  readonly milliseconds: number
  /** Of the processor, in milliseconds. */
  readonly cpu: number
  /** Milliseconds without letting others in, at most. */
  readonly longestPiece: number
}

const BANDS = [0, 0.05, 0.2, 0.5, 0.7, 0.9, 0.97, 0.99, 0.999, 1.01] as const
const EXAMPLES = 12

interface Counts {
  readonly decidable: number
  readonly undecidable: number
  readonly certain: number
  readonly right: number
  /** Certain or probable. */
  readonly sure: number
  readonly first: number
  readonly wrongCertain: number
  /** Certain of somebody while another fits as well. */
  readonly rash: number
  readonly wrongProbable: number
}

function isRight({ question, matches }: Outcome): boolean {
  return question.identifiant !== null && matches.candidats[0]?.identifiant === question.identifiant
}

function countsOf(outcomes: readonly Outcome[]): Counts {
  const of = (test: (one: Outcome) => boolean): number => outcomes.filter(test).length
  const graded = (one: Outcome, ...grades: readonly string[]): boolean => grades.includes(one.matches.certitude ?? '')
  const decidable = outcomes.filter(({ undecidable }) => !undecidable)
  return {
    decidable: decidable.length,
    undecidable: outcomes.length - decidable.length,
    certain: of((one) => graded(one, 'certaine')),
    right: decidable.filter((one) => graded(one, 'certaine') && isRight(one)).length,
    sure: decidable.filter((one) => graded(one, 'certaine', 'probable') && isRight(one)).length,
    first: decidable.filter(isRight).length,
    wrongCertain: of((one) => graded(one, 'certaine') && !isRight(one)),
    rash: of((one) => graded(one, 'certaine') && one.undecidable),
    wrongProbable: of((one) => graded(one, 'probable') && !isRight(one)),
  }
}

/** All questions together: those of each kind count alike. */
export function totalLines(outcomes: readonly Outcome[]): string {
  const all = countsOf(outcomes)
  const present = countsOf(
    outcomes.filter(({ question }) => question.identifiant !== null && question.kind.apart !== true),
  )
  return [
    `Précision de « certaine » : ${percent(all.certain - all.wrongCertain, all.certain, 3)} (${all.wrongCertain} fausses sur ${all.certain}, absents et indécidables compris).`,
    `Rappel de « certaine » : ${percent(present.right, present.decidable)} ; de « certaine » ou « probable » : ${percent(present.sure, present.decidable)} (${present.decidable} questions décidables).`,
    `Indécidables, comptées à part : ${all.undecidable}, dont ${all.rash} rendues « certaine ».`,
  ].join('\n')
}

export function kindTable(french: readonly Outcome[], plain: readonly Outcome[]): string {
  const lines = [
    '| sorte | décidables | indécidables | certaine | certaine ou probable | en tête | certaines fausses | probables fausses | sans règles : certaine | certaine ou probable |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
  ]
  for (const kind of KINDS) {
    const ofKind = (outcomes: readonly Outcome[]): Counts =>
      countsOf(outcomes.filter(({ question }) => question.kind === kind))
    const [own, without] = [ofKind(french), ofKind(plain)]
    const shares = (counts: Counts): readonly string[] =>
      kind.of === 'present'
        ? [percent(counts.right, counts.decidable), percent(counts.sure, counts.decidable)]
        : ['–', '–']
    const first = kind.of === 'present' ? percent(own.first, own.decidable) : '–'
    const name = kind.apart === true ? `${kind.name} (à part)` : kind.name
    lines.push(
      `| ${[name, own.decidable, own.undecidable, ...shares(own), first, own.wrongCertain, own.wrongProbable, ...shares(without)].join(' | ')} |`,
    )
  }
  return lines.join('\n')
}

export function calibrationTable(outcomes: readonly Outcome[]): string {
  const scored = outcomes.filter(({ matches }) => matches.candidats.length > 0)
  const lines = ['| score | questions | score moyen | bonnes |', '|---|--:|--:|--:|']
  for (let at = 0; at + 1 < BANDS.length; at++) {
    const [low, high] = [BANDS[at]!, BANDS[at + 1]!]
    const own = scored.filter(({ matches }) => matches.candidats[0]!.score >= low && matches.candidats[0]!.score < high)
    if (own.length === 0) continue
    const mean = own.reduce((sum, { matches }) => sum + matches.candidats[0]!.score, 0) / own.length
    lines.push(
      `| ${low} à ${Math.min(1, high)} | ${own.length} | ${percent(mean, 1, 2)} | ${percent(own.filter(isRight).length, own.length, 2)} |`,
    )
  }
  return lines.join('\n')
}

export function timeLine(name: string, outcomes: readonly Outcome[]): string {
  const shown = (values: readonly number[]): string => {
    const sorted = values.toSorted((one, other) => one - other)
    return [0.5, 0.99, 1].map((share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)).join(' / ')
  }
  return `Temps ${name}, médiane / p99 / plus long, ms : ${shown(outcomes.map(({ milliseconds }) => milliseconds))} ; processeur : ${shown(outcomes.map(({ cpu }) => cpu))} ; d’un seul tenant : ${shown(outcomes.map(({ longestPiece }) => longestPiece))}.`
}

/** Invented people: nothing here is anybody's. */
export function exampleLines(outcomes: readonly Outcome[]): string {
  const wrong = outcomes.filter((one) => one.matches.certitude === 'certaine' && (!isRight(one) || one.undecidable))
  const missed = outcomes.filter(
    (one) => one.question.identifiant !== null && !one.undecidable && one.matches.certitude !== 'certaine',
  )
  const spread = missed.filter((_, at) => at % Math.ceil(missed.length / (EXAMPLES * 3)) === 0)
  return [...wrong.slice(0, EXAMPLES), ...spread]
    .map(({ question, matches }) => {
      const found = matches.candidats
        .slice(0, 3)
        .map(({ identifiant, professionnel: { nom, prenom }, score, explication }) => {
          return `    ${identifiant === question.identifiant ? '*' : ' '} ${nom} ${prenom} ${score} ${explication}`
        })
      return [`${question.kind.name} ${JSON.stringify(question.asked)} → ${matches.certitude}`, ...found].join('\n')
    })
    .join('\n')
}

function percent(part: number, whole: number, digits = 1): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits).replace('.', ',')} %`
}
