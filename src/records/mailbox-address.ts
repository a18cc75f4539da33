import { addressFault, isMssante, localFault, type Reading, readAddress, readLine } from '../values/index.js'

const OUTSIDE = 'domaine hors de l’espace MSSanté'

/** The address of a mailbox of the MSSanté space. */
export function readMssanteAddress(written: string | null): Reading<string> {
  const read = readAddress(written)
  return read.value === null || isMssante(read.value) ? read : { value: null, repaired: null, fault: OUTSIDE }
}

/**
 * An address of which a region may give the left part alone.
 * @param domain what follows the @ then
 */
export function completedAddress(written: string, domain: string): Reading<string> {
  if (/@|mailto:/i.test(written)) return readMssanteAddress(written)
  const local = readLine(written)
  if (local.value === null || local.fault !== null) return local
  const address = `${local.value}@${domain.replace(/^@/, '').trim()}`
  const fault = localFault(local.value) ?? addressFault(address) ?? (isMssante(address) ? null : OUTSIDE)
  return fault === null ? { ...local, value: address } : { value: null, repaired: null, fault }
}
