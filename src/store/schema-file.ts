import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root.js'

/** Text of a file of schema/. */
export function schemaFile(name: string): string {
  return readFileSync(join(projectRoot, 'schema', name), 'utf8')
}

/** A file whose steps are marked `-- @etape name`. */
export function schemaSteps(name: string): { readonly name: string; readonly sql: string }[] {
  return schemaFile(name)
    .split(/^-- @etape /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n')
      return { name: part.slice(0, end).trim(), sql: part.slice(end + 1) }
    })
}
