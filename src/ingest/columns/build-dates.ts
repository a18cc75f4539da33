import type { Target } from '../../columns/target.js'
import { changeDate } from '../../store/matching/since.js'
import type { RecordDates } from '../records/index.js'
import { FieldWriter } from './field-writer.js'

/** Dates of change of the people and of the mailboxes: each publication brings few new ones. */
export function buildDates(target: Target, { professionnels, bals }: RecordDates): void {
  write(target, FieldWriter.of('professionnel', 'modifie', professionnels.length), professionnels)
  write(target, FieldWriter.of('bal', 'modifie', bals.length), bals)
}

function write(target: Target, writer: FieldWriter, dates: Uint32Array): void {
  const texts = new Map<number, readonly [string]>()
  for (const [row, seconds] of dates.entries()) {
    let text = texts.get(seconds)
    if (text === undefined) {
      text = [changeDate(seconds)]
      texts.set(seconds, text)
    }
    writer.add(row, text)
  }
  writer.finish(target)
}
