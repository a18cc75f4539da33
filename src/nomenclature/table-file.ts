import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { projectRoot } from '../project-root.js'

/** Lines of a file of schema/nomenclatures, one record for each, keyed by column name. */
export function readTable(name: string): Readonly<Record<string, string>>[] {
  const text = readFileSync(join(projectRoot, 'schema', 'nomenclatures', name), 'utf8')
  return parse(text, { columns: true, skip_empty_lines: true, relax_column_count: true })
}
