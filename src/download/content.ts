import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { AnnuaireError } from '../errors.js'
import { checkNationalZip } from '../feed/check-zip.js'
import { readWhiteList } from '../feed/white-list.js'
import { DownloadFault } from './fault.js'

/** Bytes by which a file of the wrong kind shows itself. */
export const START_BYTES = 512
const ZIP = Buffer.from('PK\x03\x04', 'latin1')

/** The kind of file that an address gives, which is also the ending of its name. */
export function kindOf(address: string): 'zip' | 'xml' {
  return new URL(address).pathname.toLowerCase().endsWith('.xml') ? 'xml' : 'zip'
}

/** Refuses at its first bytes what is not the file. @throws DownloadFault */
export function checkStart(address: string, start: Buffer): void {
  const text = start.toString('latin1').replace(/^ï»¿/, '').trimStart().slice(0, 200).toLowerCase()
  if (/^<(?:!doctype html|html|head|body)/.test(text)) {
    throw DownloadFault.ofContent('le serveur a répondu par une page HTML, et non par le fichier')
  }
  const isRight =
    kindOf(address) === 'xml'
      ? text === '' || text.startsWith('<')
      : start.subarray(0, ZIP.length).equals(ZIP.subarray(0, Math.min(ZIP.length, start.length)))
  if (isRight) return
  throw DownloadFault.ofContent(
    kindOf(address) === 'xml' ? 'ce qui arrive n’est pas du XML' : 'ce qui arrive n’est pas une archive zip',
  )
}

/**
 * Reads a whole file that was downloaded, to its last checksum.
 * @throws DownloadFault that another try may mend: what is incomplete or mixed is so by the transfer
 */
export async function checkWhole(address: string, path: string): Promise<void> {
  try {
    if (kindOf(address) === 'xml') await readWhiteList(path)
    else await checkNationalZip(path)
  } catch (error) {
    if (!(error instanceof AnnuaireError)) throw error
    throw DownloadFault.passing(`le fichier reçu est inutilisable : ${error.message}`, null, error)
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash)
  return hash.digest('hex')
}
