import { readFileSync } from 'node:fs'
import {
  BindRequest,
  CompareRequest,
  Control,
  ExtendedRequest,
  ExtendedResponse,
  PagedResultsControl,
  SearchEntry,
  SearchRequest,
  ServerSideSortingRequestControl,
} from 'ldapts'
import { type Answers, Conversation, SortAnswer } from './ldapts-conversation.js'
import { readFilter } from './ldapts-filter.js'
import type { LdapTool, Ran } from './tools.js'

const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'
const WITH_VALUE = /^-[HbszlDweEao]$/
/** What OpenLDAP prints for a code, as far as the tests look at it. */
const NAMES: Readonly<Record<number, string>> = { 0: 'Success', 4: 'Size limit exceeded', 32: 'No such object' }

interface Line {
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly words: readonly string[]
}

/** Plays OpenLDAP's tools with ldapts, as far as the tests use them: same arguments, exit codes and LDIF. */
export async function runWithLdapts(tool: LdapTool, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const line = readLine(args)
  const url = new URL(line.options.get('-H')![0]!)
  const trusted = env['LDAPTLS_CACERT'] === undefined ? undefined : readFileSync(env['LDAPTLS_CACERT'])
  const talk = await Conversation.open(url, trusted).catch((error: Error) => error)
  if (talk instanceof Error)
    return { code: 255, stdout: '', stderr: `Can't contact LDAP server (-1): ${talk.message}\n` }
  try {
    if (line.options.has('-ZZ')) await talk.startTls(url.hostname, trusted)
    const dn = line.options.get('-D')?.[0]
    if (dn !== undefined) {
      const bound = await talk.ask(new BindRequest({ messageId: 0, dn, password: line.options.get('-w')?.[0] ?? '' }))
      if (codeOf(bound) !== 0) return { code: codeOf(bound), stdout: '', stderr: `ldap_bind: ${resultText(bound)}` }
    }
    return await { ldapsearch, ldapcompare, ldapwhoami }[tool](talk, line)
  } catch (error) {
    return { code: 255, stdout: '', stderr: `${String(error)}\n` }
  } finally {
    talk.close()
  }
}

async function ldapwhoami(talk: Conversation): Promise<Ran> {
  const answers = await talk.ask(new ExtendedRequest({ messageId: 0, oid: WHO_AM_I }))
  const last = answers.at(-1)
  const who = last instanceof ExtendedResponse && last.value ? last.value : 'anonymous'
  return { code: codeOf(answers), stdout: `${who}\n`, stderr: '' }
}

async function ldapcompare(talk: Conversation, { words: [dn = '', assertion = ''] }: Line): Promise<Ran> {
  const colon = assertion.indexOf(':')
  const [attribute, value] = [assertion.slice(0, colon), assertion.slice(colon + 1)]
  const answers = await talk.ask(new CompareRequest({ messageId: 0, dn, attribute, value }))
  return { code: codeOf(answers), stdout: '', stderr: resultText(answers) }
}

async function ldapsearch(talk: Conversation, { options, words }: Line): Promise<Ran> {
  const filter = words[0]?.startsWith('(') ? words[0] : null
  const paging = (options.get('-E') ?? []).map((one) => /^!?pr=(\d+)/.exec(one)?.[1]).find((size) => size !== undefined)
  const page = paging === undefined ? null : new PagedResultsControl({ value: { size: Number(paging) } })
  const request = new SearchRequest({
    messageId: 0,
    baseDN: options.get('-b')?.[0] ?? '',
    scope: (options.get('-s')?.[0] ?? 'sub') as 'sub',
    filter: readFilter(filter ?? '(objectClass=*)'),
    attributes: words.slice(filter === null ? 0 : 1),
    sizeLimit: Number(options.get('-z')?.[0] ?? 0),
    timeLimit: Number(options.get('-l')?.[0] ?? 0),
    returnAttributeValues: !options.has('-A'),
    controls: [...others(options), ...(page === null ? [] : [page])],
  })
  request.derefAliases = (options.get('-a')?.[0] ?? 'never') as 'never'
  let stdout = ''
  for (;;) {
    const answers = await talk.ask(request)
    stdout += answers
      .filter((one) => one instanceof SearchEntry)
      .map(ldif)
      .join('')
    const cookie = answers.at(-1)?.controls?.find((one) => one instanceof PagedResultsControl)?.value?.cookie
    if (codeOf(answers) === 0 && page !== null && cookie !== undefined && cookie.length > 0) {
      page.value = { size: Number(paging), cookie }
      continue
    }
    return { code: codeOf(answers), stdout: `${stdout}# search result\nresult: ${resultText(answers)}`, stderr: '' }
  }
}

/** Controls other than pages: `-e [!]oid`, and the keys of `-E [!]sss=`. */
function others(options: Line['options']): Control[] {
  const plain = (options.get('-e') ?? []).map((one) => new Control(one.replace('!', ''), { critical: one[0] === '!' }))
  const sorted = (options.get('-E') ?? [])
    .map((one) => /^(!?)sss=(.*)$/.exec(one))
    .filter((one) => one !== null)
    .map(([, critical, keys]) => {
      const value = keys!.split('/').map((key) => {
        const [attributeType, orderingRule] = key.replace(/^-/, '').split(':')
        const reverse = key.startsWith('-') ? { reverseOrder: true } : {}
        return { attributeType: attributeType!, ...(orderingRule === undefined ? {} : { orderingRule }), ...reverse }
      })
      return new ServerSideSortingRequestControl({ critical: critical === '!', value })
    })
  return [...plain, ...sorted]
}

const codeOf = (answers: Answers): number => answers.at(-1)?.status ?? 255

function resultText(answers: Answers): string {
  const last = answers.at(-1)!
  const sort = last.controls?.find((one) => one instanceof SortAnswer)?.result
  return [
    `${last.status} ${NAMES[last.status] ?? 'Refused'}`,
    ...(last.matchedDN === '' ? [] : [`matchedDN: ${last.matchedDN}`]),
    ...(last.errorMessage === '' ? [] : [`text: ${last.errorMessage}`]),
    ...(sort === undefined || sort === null ? [] : [`# sortResult: (${sort}) ${NAMES[sort] ?? 'Refused'}`]),
    '',
  ].join('\n')
}

function ldif(entry: SearchEntry): string {
  const lines = entry.attributes.flatMap(({ type, parsedBuffers }) =>
    parsedBuffers.length === 0 ? [`${type}:`] : parsedBuffers.map((value) => ldifLine(type, value)),
  )
  return `${[ldifLine('dn', Buffer.from(entry.name)), ...lines].join('\n')}\n\n`
}

function ldifLine(name: string, value: Buffer): string {
  const plain = /^(?![ :<])[\x20-\x7e]*(?<! )$/.test(value.toString('latin1'))
  return plain ? `${name}: ${value.toString('latin1')}` : `${name}:: ${value.toString('base64')}`
}

function readLine(args: readonly string[]): Line {
  const options = new Map<string, string[]>()
  const words: string[] = []
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!
    if (WITH_VALUE.test(word)) options.set(word, [...(options.get(word) ?? []), args[++at]!])
    else if (word.startsWith('-')) options.set(word, [])
    else words.push(word)
  }
  return { options, words }
}
