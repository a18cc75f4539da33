import { statSync } from 'node:fs'
import { sha256Of } from '../download/content.js'
import type { Places } from './places.js'
import { type Receipt, receipts, removeReceipt } from './receipts.js'

/**
 * The receipts, each content once for a source: a run that was killed before a deposit had gone leaves a copy, and the next one
 * makes another. The last one stays.
 */
export async function distinctReceipts(places: Places): Promise<readonly Receipt[]> {
  const distinct: Receipt[] = []
  for (const receipt of receipts(places).toReversed()) {
    const alike = distinct.filter(
      (one) => one.source === receipt.source && statSync(one.path).size === statSync(receipt.path).size,
    )
    const prints = await Promise.all(alike.map(({ path }) => sha256Of(path)))
    if (prints.length > 0 && prints.includes(await sha256Of(receipt.path))) removeReceipt(receipt)
    else distinct.unshift(receipt)
  }
  return distinct
}
