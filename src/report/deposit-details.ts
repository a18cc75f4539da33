import type { Alimentation } from './model.js'

/** The report without what names deposits or quotes who made the import: warnings, reasons, files left aside. */
export function withoutDepositDetails(alimentation: Alimentation): Alimentation {
  const baisses = alimentation.baisses.map((one) => ({ ...one, raison: '' }))
  return { ...alimentation, avertissements: [], baisses, ecartes: [] }
}
