import { once } from 'node:events'
import { connect } from 'node:net'
import { FilterParser, SearchRequest } from 'ldapts'
import { FrameReader } from '../../src/ldap/ber/frame-reader.js'
import type { Answer, Door } from './search-door.js'
import type { LdapQuery } from './search-query.js'

const SEARCH_ENTRY = 0x64
const SEARCH_DONE = 0x65
const LONGEST = 64 * 1024 * 1024

/** LDAP through one anonymous connection. The client only cuts and counts messages, so that it costs next to nothing. */
export async function ldapDoor(url: string): Promise<Door<LdapQuery>> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay()
  await once(socket, 'connect')
  const frames = new FrameReader()
  let entries = 0
  let waiting: { done: (answer: Answer) => void; fail: (error: Error) => void } | null = null
  socket.on('data', (chunk: Buffer) => {
    frames.push(chunk)
    for (let frame = frames.next(LONGEST); frame !== null; frame = frames.next(LONGEST)) {
      const operation = afterMessageId(frame)
      if (frame[operation] === SEARCH_ENTRY) entries += 1
      else if (frame[operation] === SEARCH_DONE) {
        waiting?.done({ results: entries, fault: faultOf(frame, content(frame, operation)) })
      } else waiting?.fail(new Error('unexpected LDAP message'))
    }
  })
  const broken = (error?: Error): void => waiting?.fail(error ?? new Error('the LDAP connection was closed'))
  socket.on('error', broken)
  socket.on('close', () => broken())
  let messageId = 0
  return {
    prepare({ base, filter }) {
      messageId += 1
      const request = new SearchRequest({
        messageId,
        baseDN: base,
        scope: 'sub',
        sizeLimit: 500,
        filter: FilterParser.parseString(filter),
      }).write()
      return async () => {
        entries = 0
        const answered = new Promise<Answer>((done, fail) => {
          waiting = { done, fail }
        })
        socket.write(request)
        const answer = await answered
        return () => answer
      }
    },
    async close() {
      waiting = null
      socket.destroy()
    },
  }
}

/** A result code other than success, with what the server says about it; 4 is how more than 500 results end. */
function faultOf(frame: Buffer, result: number): string | null {
  const code = frame[result + 2]!
  const matched = result + 3
  const told = content(frame, matched) + lengthOf(frame, matched)
  const text = frame.toString('utf8', content(frame, told), content(frame, told) + lengthOf(frame, told))
  return code === 4 || (code === 0 && text === '') ? null : `code ${code} ${text}`.trim()
}

function lengthOf(frame: Buffer, at: number): number {
  const first = frame[at + 1]!
  return first < 0x80 ? first : frame.readUIntBE(at + 2, first & 0x7f)
}

/** Where the content of the element at `at` starts. */
function content(frame: Buffer, at: number): number {
  const first = frame[at + 1]!
  return at + 2 + (first < 0x80 ? 0 : first & 0x7f)
}

/** Where the operation of an LDAPMessage starts. */
function afterMessageId(frame: Buffer): number {
  const id = content(frame, 0)
  return id + 2 + frame[id + 1]!
}
