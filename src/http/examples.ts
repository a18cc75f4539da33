import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root.js'

/** What an operation answered to a request of test/http/documentation.test.ts, which writes them. */
export interface Example {
  readonly json: object
  readonly xml: string
}

/** By the identifier of the operation, then by status. */
export type Examples = Readonly<Record<string, Readonly<Record<string, Example>>>>

export const EXAMPLES_PATH = join(projectRoot, 'schema/exemples.json')

/** Real answers, for the documentation. */
export function readExamples(): Examples {
  return JSON.parse(readFileSync(EXAMPLES_PATH, 'utf8')) as Examples
}
