import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TlsFiles } from '../../src/config.js'

/** A self-signed certificate for this machine. @param name its common name */
export async function makeCertificate(name: string, folder?: string): Promise<TlsFiles> {
  const place = folder ?? (await mkdtemp(join(tmpdir(), 'annuaire-tls-')))
  const files = { certificate: join(place, 'cert.pem'), key: join(place, 'key.pem') }
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`]
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  await promisify(execFile)('openssl', [...request, ...names, '-keyout', files.key, '-out', files.certificate])
  return files
}
