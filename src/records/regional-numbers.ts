import { type Reading, readAdeli, readNational, readRpps } from '../values/index.js'

/** The column RPPS may hold a whole identification nationale. */
export function nationalOfRpps(written: string | null): Reading<string> {
  const read = readRpps(written)
  if (read.value !== null) return { ...read, value: `8${read.value}` }
  if (read.fault === null) return read
  const national = readNational(written)
  return national.value === null ? read : national
}

/** The identification nationale of an ADELI number. */
export function nationalOfAdeli(written: string | null): Reading<string> {
  const read = readAdeli(written)
  return read.value === null ? read : { ...read, value: `0${read.value}` }
}
