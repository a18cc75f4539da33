import { spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { BoundedLog } from '../../src/cli/bounded-log.js'
import { LineWriter } from '../../src/cli/line-writer.js'
import { createLog } from '../../src/log.js'
import { scratch } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'

const folder = scratch('journal-parts')

describe('BoundedLog', () => {
  it('writes a bounded number of lines a second, and counts the others', async () => {
    const lines: Record<string, unknown>[] = []
    const log = new BoundedLog(collectingLog(lines))
    for (let index = 0; index < 5_000; index++) log.info({ evenement: 'ldap.recherche', ms: 2 })
    log.warn({ evenement: 'compte.refuse' })
    expect(lines.length).toBeLessThan(500)
    expect(lines.at(-1)).toMatchObject({ evenement: 'compte.refuse' })
    log.close()
    const summaries = lines.filter(({ evenement }) => evenement === 'journal.abrege')
    const told = summaries.reduce((sum, { lignes }) => sum + (lignes as number), 0)
    expect(told + lines.filter(({ evenement }) => evenement === 'ldap.recherche').length).toBe(5_000)
    expect(summaries.reduce((sum, { ms }) => sum + (ms as number), 0)).toBe(2 * told)
    expect(summaries[0]).toMatchObject({ de: 'ldap.recherche', niveau: 'info', msMax: 2 })
  })

  it('tells what it counted without waiting for another line', async () => {
    const lines: Record<string, unknown>[] = []
    const log = new BoundedLog(collectingLog(lines))
    for (let index = 0; index < 300; index++) log.info({ evenement: 'http.requete', ms: 1 })
    await sleep(2_500)
    expect(lines.at(-1)).toMatchObject({ evenement: 'journal.abrege', lignes: 100 })
    log.close()
  })
})

describe('LineWriter', () => {
  it('writes lines in order, and in another file once told', async () => {
    const [first, second] = [join(folder, 'un'), join(folder, 'deux')]
    const writer = new LineWriter(openSync(first, 'a'), () => {})
    const numbers = Array.from({ length: 3_000 }, (_, index) => `${index}\n`)
    for (const line of numbers) writer.write(line)
    await writer.end()
    writer.reopen(second, 0o600)
    writer.write('la suite\n')
    await writer.end()
    expect(readFileSync(first, 'utf8')).toBe(numbers.join(''))
    expect(readFileSync(second, 'utf8')).toBe('la suite\n')
  })

  it('neither waits for a full disk nor for ever, and tells what was lost once it writes again', async () => {
    let lost = 0
    const writer = new LineWriter(openSync('/dev/full', 'w'), (lines) => {
      lost += lines
    })
    const started = performance.now()
    for (let index = 0; index < 10; index++) writer.write('perdue\n')
    await writer.end()
    writer.endNow()
    expect(performance.now() - started).toBeLessThan(1_000)
    writer.reopen(join(folder, 'ensuite'), 0o600)
    writer.write('écrite\n')
    await writer.end()
    expect(lost).toBe(10)
    expect(readFileSync(join(folder, 'ensuite'), 'utf8')).toBe('écrite\n')
  })

  it('keeps a bounded number of lines for a reader who does not read', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30_000)'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    const { fd } = (child.stdin as unknown as { _handle: { fd: number } })._handle
    const writer = new LineWriter(fd, () => {})
    const before = process.memoryUsage().rss
    const line = `${'x'.repeat(1_000)}\n`
    for (let index = 0; index < 200_000; index++) writer.write(line)
    expect(process.memoryUsage().rss - before).toBeLessThan(60e6)
    child.kill()
  })
})

describe('a line of the log', () => {
  it('holds nothing that a terminal would obey, and the same data', () => {
    let text = ''
    const value = '\u001b[31m\u009b31m\u202e\u2028\u0007'
    const write = (line: string): void => {
      text += line
    }
    createLog({ write }).info({ evenement: 'essai', value })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not come
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/)
    expect(JSON.parse(text)).toMatchObject({ value })
  })
})
