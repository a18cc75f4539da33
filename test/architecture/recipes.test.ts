import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'

interface Recipe {
  readonly title: string
  readonly places: number
  readonly always: number
  readonly example: string
  readonly listed: readonly { readonly path: string; readonly always: boolean }[]
}

const NUMBERED = /^\d+\. `([^`]+)`(.*)$/gm
const STATED = /^(\d+) places(?: and (\d+|one) always)?, as `(\w+)`/m

const guide = readFileSync(join(projectRoot, '.github/CONTRIBUTING.md'), 'utf8')
const recipes = guide
  .slice(guide.indexOf('## Recipes'))
  .split('\n### ')
  .filter((section) => STATED.test(section))
  .map((section): Recipe => {
    const [, places, always = '0', example] = STATED.exec(section)!
    return {
      title: section.split('\n')[0]!,
      places: Number(places),
      always: always === 'one' ? 1 : Number(always),
      example: example!,
      listed: [...section.matchAll(NUMBERED)].map(([, path, rest]) => ({
        path: path!,
        always: rest!.includes('(*always*'),
      })),
    }
  })

/** Where an example has no other place than a recipe tells. A test may use any word: those that are listed must have theirs. */
const HAYSTACK = ['src', 'schema', 'fixtures'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => /\.(ts|sql|xsd|json|schema|md)$/.test(path) && statSync(join(projectRoot, path)).isFile())
    // What UPDATE=1 writes of the API.
    .filter((path) => !/^schema\/(openapi\.(json|d\.ts)|exemples\.json|annuaire\.xsd)$/.test(path))
    // A page shows what its readers look for, and may leave a column out.
    .filter((path) => !path.startsWith('src/pages/'))
    // What is told of a feature beside its recipe.
    .filter((path) => !/^src\/.*\.md$/.test(path))
    // Rules of the report speak of any column, and look at any.
    .filter((path) => !/^src\/(notices\/[a-z]+-rules|records\/[a-z]+-checks?)\.ts$/.test(path)),
)
const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')

describe('the recipes of CONTRIBUTING', () => {
  it('are all read', () => {
    expect(recipes.map(({ title }) => title)).toEqual([
      'A rule of the report',
      'An LDAP attribute',
      'A REST route',
      'A column of an activity',
      'A column of a structure',
      'A column of a mailbox',
    ])
  })

  it.each(recipes)('$title: as many places as it says, all of which exist', ({ places, always, listed }) => {
    expect(listed.filter((one) => one.always).length).toBe(always)
    expect(listed.length).toBe(places + always)
    expect(listed.map(({ path }) => path).filter((path) => !existsSync(join(projectRoot, path)))).toEqual([])
  })

  it.each(recipes)('$title: its example stands there and nowhere else', ({ example, listed }) => {
    const exact = listed.filter((one) => !one.always).map(({ path }) => path)
    const word = new RegExp(`\\b${example}\\b`)
    const among = new Set([...HAYSTACK, ...exact])
    expect([...among].filter((path) => word.test(read(path))).sort()).toEqual(exact.sort())
  })
})
