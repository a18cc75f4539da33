import { join } from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import { expect } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { ROOTS, type Root } from '../../src/resources/roots.js'
import { xsdFaults } from './xsd.js'

export const XSD_PATH = join(projectRoot, 'schema/annuaire.xsd')

/** Holds an answer in JSON to its resource: all that it has to have, and nothing that is not described. */
export function expectJson(root: Root, answer: unknown): void {
  const parsed = ROOTS[root].safeParse(answer)
  expect(parsed.error?.issues ?? []).toEqual([])
  // What the resource does not describe was left out of it.
  expect(parsed.data).toEqual(answer)
}

/** Holds an answer in XML to the XSD. */
export function expectXml(root: Root, answer: string): void {
  expect(xsdFaults(XSD_PATH, answer)).toEqual([])
  expect(Object.keys(new XMLParser().parse(answer) as object)).toContain(root)
}
