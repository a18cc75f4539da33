import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TlsFiles } from '../../src/config.js'
import { octets, tlv } from './ber.js'

const ECDSA_SHA256 = tlv(0x30, tlv(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
const COMMON_NAME = tlv(0x06, Buffer.from('550403', 'hex'))
const SUBJECT_ALT_NAME = tlv(0x06, Buffer.from('551d11', 'hex'))
const DAY = 86_400_000

/** A self-signed certificate for this machine (RFC 5280), of yesterday and for two days. @param name its common name */
export async function makeCertificate(name: string, folder?: string): Promise<TlsFiles> {
  const place = folder ?? (await mkdtemp(join(tmpdir(), 'annuaire-tls-')))
  const files = { certificate: join(place, 'cert.pem'), key: join(place, 'key.pem') }
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, name))))
  const names = der(0x30, der(0x82, 'localhost'), der(0x87, Buffer.from([127, 0, 0, 1])))
  const signed = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    subject,
    der(0x30, time(Date.now() - DAY), time(Date.now() + 2 * DAY)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, der(0x30, SUBJECT_ALT_NAME, octets(names)))),
  )
  const signature = sign('sha256', signed, privateKey)
  const certificate = der(0x30, signed, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature))
  const lines = certificate
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')
  await writeFile(files.certificate, `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`)
  await writeFile(files.key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  return files
}

/** As `tlv`, with the shortest form of the length: DER allows no other. */
function der(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)))
  const size = body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return body.length < 0x80 ? tlv(tag, body) : Buffer.concat([Buffer.from([tag, ...size]), body])
}

const time = (at: number) => der(0x17, `${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`)
