import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Folder that holds package.json, schema/ and fixtures/. The same file runs from src/ (tests) and from dist/src/
 * (after the build), so the folder is looked for upwards.
 */
export const projectRoot: string = findUp(dirname(fileURLToPath(import.meta.url)))

function findUp(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('package.json not found above the program')
  return findUp(parent)
}
