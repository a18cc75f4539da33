import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { projectRoot } from '../../src/project-root.js'
import { ROOTS, type Root } from '../../src/resources/roots.js'
import type { RawAnswer } from '../wire/raw-http.js'
import type { FuzzedRequest } from './http-requests.js'

/** What the inside of a program looks like. */
const INSIDE = /\bat [\w.<> [\]]+ \(|node:internal|\.js:\d+|\/dist\/|SQLITE|ZodError|undefined|\[object Object\]/

/** Holds answers to what the description of the API says of them. */
export class Judge {
  readonly #xsd = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(join(projectRoot, 'schema/annuaire.xsd'))))

  /** @returns what is wrong with an answer, null when nothing is */
  faultOf({ operation, method }: FuzzedRequest, answer: RawAnswer): string | null {
    const { status, headers } = answer
    if (status >= 500) return `${status} : ${answer.body.slice(0, 500)}`
    const types = operation.answers.get(status)
    if (types === undefined) return `${status} is not documented : ${answer.body.slice(0, 300)}`
    if (method === 'HEAD' || status === 304) return answer.bytes.length === 0 ? null : 'a body where none may be'
    const type = (headers.get('content-type') ?? '').split(';')[0]!
    if (!types.has(type)) return `${status} is answered in ${type}`
    const text = plain(answer)
    if (status >= 400 && INSIDE.test(withoutValues(text))) return `the inside shows : ${text.slice(0, 500)}`
    const root = status >= 400 ? 'probleme' : status === 200 ? operation.root : null
    if (root === null) return null
    if (type.endsWith('json')) return this.#faultOfJson(root, text, status)
    return type.endsWith('xml') ? this.#faultOfXml(root, text) : null
  }

  #faultOfJson(root: Root, text: string, status: number): string | null {
    const value: unknown = JSON.parse(text)
    const { success, data, error } = ROOTS[root].safeParse(value)
    if (!success)
      return `${root} : ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join(' ; ')}`
    if (!isDeepStrictEqual(data, value)) return `${root} holds what is not described : ${text.slice(0, 500)}`
    if (root !== 'probleme') return null
    return (value as { status: number }).status === status ? null : 'the problem tells another status'
  }

  #faultOfXml(root: Root, text: string): string | null {
    let document: XmlDocument | null = null
    try {
      document = XmlDocument.fromString(text)
      this.#xsd.validate(document)
      return document.root.name === root ? null : `the root is ${document.root.name}`
    } catch (error) {
      const details =
        error instanceof XmlValidateError ? error.details.map(({ message }) => message).join(' ; ') : String(error)
      return `${details} : ${text.slice(0, 1000)}`
    } finally {
      document?.dispose()
    }
  }
}

function plain({ bytes, headers }: RawAnswer): string {
  const coding = headers.get('content-encoding')
  const whole = coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes
  return new TextDecoder('utf-8', { fatal: true }).decode(whole)
}

/** A problem shows the value that was sent, which may say anything. */
function withoutValues(text: string): string {
  return text.replace(/"valeur":"(?:[^"\\]|\\.)*"/g, '').replace(/<valeur>[^<]*<\/valeur>/g, '')
}
