import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AnnuaireError } from '../errors.js'
import { xlsx } from '../sheets/xlsx-writer.js'
import type { ReportContent } from './content.js'
import { contentOf } from './content-of.js'
import type { ReportFilter } from './filter.js'
import { type ReportFormat, renderReport } from './render.js'
import { reportSheets } from './report-sheets.js'
import { ADMINISTRATOR } from './viewer.js'
import type { VisibleReports } from './visible-reports.js'

const ENDINGS: Readonly<Record<ReportFormat | 'xlsx', string>> = {
  texte: 'txt',
  json: 'json',
  xml: 'xml',
  csv: 'csv',
  html: 'html',
  xlsx: 'xlsx',
}

/** Numbers as src/values writes them: nothing else becomes the name of a file. */
const NUMBER = /^[0-9AB]{9,14}$/

/**
 * Writes one file for each establishment that has notices, one after another, each whole before it has its name.
 * @param filter leaves notices out of each of them; establishments that it leaves without any get no file
 * @param written is told of each file
 * @returns how many were written
 * @throws AnnuaireError INTROUVABLE when there is no such report
 */
export async function writeEstablishments(
  reports: VisibleReports,
  id: string,
  filter: ReportFilter,
  to: { readonly folder: string; readonly format: ReportFormat | 'xlsx' },
  written: (count: number) => void,
): Promise<number> {
  const found = await reports.get(id, ADMINISTRATOR, filter)
  if (found === null) throw new AnnuaireError('INTROUVABLE', `Aucun rapport « ${id} ». Voir annuaire rapport --liste.`)
  mkdirSync(to.folder, { recursive: true })
  const { id: known } = found.alimentation
  let count = 0
  for (const number of await reports.establishments(known, filter)) {
    const content = await contentOf(reports, known, ADMINISTRATOR, { ...filter, etablissement: number }, false)
    if (content === null) continue
    await writeWhole(content, join(to.folder, nameOf(known, number, to.format)), to.format)
    written(++count)
  }
  return count
}

function nameOf(id: string, number: string, format: ReportFormat | 'xlsx'): string {
  if (!NUMBER.test(number)) throw new Error('an establishment has no such number')
  return `rapport-${id}-${number}.${ENDINGS[format]}`
}

async function writeWhole(content: ReportContent, path: string, format: ReportFormat | 'xlsx'): Promise<void> {
  const part = `${path}.part`
  try {
    const pieces = format === 'xlsx' ? xlsx(reportSheets(content)) : Readable.from(renderReport(format, content))
    await pipeline(pieces, createWriteStream(part))
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
