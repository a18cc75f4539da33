import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import {
  type BerReader,
  type BindRequest,
  type CompareRequest,
  Control,
  ExtendedRequest,
  type ExtendedResponse,
  MessageParser,
  PresenceFilter,
  SearchEntry,
  SearchReference,
  SearchRequest,
  type SearchResponse,
} from 'ldapts'

type Message = SearchRequest | ExtendedRequest | BindRequest | CompareRequest
type MessageResponse = SearchEntry | SearchReference | SearchResponse | ExtendedResponse

const START_TLS = '1.3.6.1.4.1.1466.20037'

/** Answer to a sorted search (RFC 2891), which ldapts does not know by itself. */
export class SortAnswer extends Control {
  result: number | null = null
  constructor() {
    super('1.2.840.113556.1.4.474')
  }
  override parseControl(reader: BerReader): void {
    reader.readSequence()
    this.result = reader.readEnumeration()
  }
}

/** Everything that answers one request, as ldapts reads it; the last one holds the result code. */
export type Answers = readonly MessageResponse[]

/** A connection on which ldapts writes requests and reads answers, and hides none of them as its client does. */
export class Conversation {
  #socket: Socket
  readonly #parser = new MessageParser()
  #answers: MessageResponse[] = []
  #settled: ((error?: Error) => void) | null = null
  #number = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#parser.on('message', (message) => {
      this.#answers.push(message)
      if (!(message instanceof SearchEntry || message instanceof SearchReference)) this.#settled?.()
    })
    this.#parser.on('error', (error) => this.#settled?.(error))
    this.#listen()
  }

  /** @param trusted certificate (PEM) that a server under TLS must show */
  static async open(url: URL, trusted: Buffer | undefined): Promise<Conversation> {
    const port = Number(url.port)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const secure = url.protocol === 'ldaps:'
    const socket = secure ? connectTls({ host, port, ca: trusted }) : connect(port, host)
    await new Promise<void>((resolve, reject) => {
      socket.once(secure ? 'secureConnect' : 'connect', resolve)
      socket.once('error', reject)
    })
    return new Conversation(socket)
  }

  async startTls(host: string, trusted: Buffer | undefined): Promise<void> {
    const answers = await this.ask(new ExtendedRequest({ messageId: 0, oid: START_TLS }))
    if (answers.at(-1)?.status !== 0) throw new Error('StartTLS is refused')
    this.#socket.removeAllListeners()
    const secure = connectTls({ socket: this.#socket, host, ca: trusted })
    await new Promise<void>((resolve, reject) => {
      secure.once('secureConnect', resolve)
      secure.once('error', reject)
    })
    this.#socket = secure
    this.#listen()
  }

  /** @throws Error when the connection ends before the answer, or the answer cannot be read */
  async ask(request: Message): Promise<Answers> {
    request.messageId = ++this.#number
    this.#answers = []
    const settled = new Promise<void>((resolve, reject) => {
      this.#settled = (error) => (error === undefined ? resolve() : reject(error))
    })
    this.#socket.write(request.write())
    await settled
    return this.#answers
  }

  close(): void {
    this.#socket.destroy()
  }

  #listen(): void {
    // ldapts reads the controls of an answer that it finds in the request of that number.
    const expected = new SearchRequest({ messageId: 0, controls: [new SortAnswer()], filter: new PresenceFilter() })
    this.#socket.on('data', (chunk: Buffer) => {
      this.#parser.read(chunk, new Map([[String(this.#number), { message: expected }]]))
    })
    this.#socket.on('error', (error) => this.#settled?.(error))
    this.#socket.on('close', () => this.#settled?.(new Error('the server closed the connection')))
  }
}
