import Database from 'better-sqlite3'
import type { Matches } from '../../src/linkage/index.js'
import { match } from '../../src/linkage/match.js'
import { FRENCH_NAMING, type Naming, PLAIN_NAMING } from '../../src/linkage/naming.js'
import { createLog } from '../../src/log.js'
import { term } from '../../src/search/terms.js'
import { ANONYMOUS, type Directory, openDirectorySwitch } from '../../src/store/index.js'
import { linkageOptions } from './linkage-options.js'
import { MeasuredPace } from './linkage-pace.js'
import { drawQuestions, type Question } from './linkage-questions.js'
import { calibrationTable, exampleLines, kindTable, type Outcome, timeLine, totalLines } from './linkage-report.js'

/** Asks for people whose data are damaged in known ways, and counts what is found (src/linkage/README.md). */
export async function benchLinkage(args: readonly string[]): Promise<void> {
  const options = linkageOptions(args)
  if (options === null) return
  const { data, generation, feed, seed, count, details } = options
  process.stdout.write(`${distinctNames(generation)}\n\n`)
  const questions = await drawQuestions(feed, seed, count)
  const directories = openDirectorySwitch(data, createLog())
  try {
    // Once to warm what the columns read for the first time.
    await ask(
      directories,
      questions.filter((_, at) => at % 20 === 0),
      FRENCH_NAMING,
    )
    const french = await ask(directories, questions, FRENCH_NAMING)
    const plain = await ask(directories, questions, PLAIN_NAMING)
    const parts = [
      totalLines(french),
      `Sans les règles des noms français :\n${totalLines(plain)}`,
      kindTable(french, plain),
      'Étalonnage : score du premier candidat, part qui est la bonne personne ; toutes les questions, puis sans les absents faits pour tromper ni le nom de naissance seul.',
      calibrationTable(french),
      calibrationTable(french.filter(({ question: { kind } }) => kind.contrived !== true && kind.apart !== true)),
      timeLine('avec les règles des noms français', french),
      timeLine('sans', plain),
      ...(details ? [exampleLines(french)] : []),
    ]
    process.stdout.write(`${parts.join('\n\n')}\n`)
  } finally {
    directories.close()
  }
}

type Directories = ReturnType<typeof openDirectorySwitch>

async function ask(directories: Directories, questions: readonly Question[], naming: Naming): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const question of questions) {
    const outcome = await directories.read(async (directory): Promise<Outcome | null> => {
      // Lines with planted faults have no entry of their own.
      const { identifiant, withheld } = question
      const meant = identifiant ?? withheld
      if (meant !== null && (await directory.professionnel(meant, ANONYMOUS)) === null) return null
      const asked = withheld === null ? directory : without(directory, withheld)
      const pace = new MeasuredPace()
      const cpu = process.cpuUsage()
      const began = performance.now()
      const matches: Matches = await match(asked, question.asked, ANONYMOUS, pace, naming)
      const milliseconds = performance.now() - began
      const { user, system } = process.cpuUsage(cpu)
      const undecidable = question.rivals.some((rival) => directory.professionnel(rival, ANONYMOUS) !== null)
      return {
        question,
        undecidable,
        matches,
        milliseconds,
        cpu: (user + system) / 1000,
        longestPiece: pace.longestPiece,
      }
    })
    if (outcome !== null) outcomes.push(outcome)
  }
  return outcomes
}

/** The same directory without one person: what it answers of somebody whom it really does not hold. */
function without(directory: Directory, identifiant: string): Directory {
  const other = { kind: 'not', of: term('identifiant', 'exact', identifiant) } as const
  return new Proxy(directory, {
    get(target, name) {
      if (name === 'professionnels') {
        const ask: Directory['professionnels'] = (criteria, reader, window) =>
          target.professionnels({ kind: 'and', of: [criteria, other] }, reader, window)
        return ask
      }
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function distinctNames(generation: string): string {
  const db = new Database(generation, { readonly: true, fileMustExist: true })
  try {
    const one = (sql: string): string => Number(db.prepare(sql).pluck().get()).toLocaleString('fr-FR')
    const pairs = 'SELECT count(*) AS bearers FROM professionnel GROUP BY nom_plie, prenom_plie'
    return [
      `${one('SELECT count(*) FROM professionnel')} personnes`,
      `${one('SELECT count(DISTINCT nom_plie) FROM professionnel')} noms`,
      `${one('SELECT count(DISTINCT prenom_plie) FROM professionnel')} prénoms`,
      `${one(`SELECT count(*) FROM (${pairs})`)} couples nom et prénom, dont ${one(`SELECT count(*) FROM (${pairs}) WHERE bearers = 1`)} portés une fois`,
      `${one(`SELECT sum(bearers) FROM (${pairs}) WHERE bearers > 1`)} personnes ont un homonyme`,
    ].join(' ; ')
  } finally {
    db.close()
  }
}
