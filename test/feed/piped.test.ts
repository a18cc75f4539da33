import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readFeed } from '../../src/feed/index.js'
import { feedFile, readAll, workspace } from './workspace.js'

const { write } = await workspace()

test('cells, line numbers, sha256 and size of a plain file', async () => {
  const content = 'A|B|C\n1|2|3\n\n4|5|6\n'
  const { header, rows, summary } = await readAll(feedFile(await write('plain.txt', content)))
  expect(header).toEqual({ columns: ['A', 'B', 'C'], separator: '|', trailingSeparator: false })
  expect(rows).toEqual([
    { line: 2, cells: ['1', '2', '3'] },
    { line: 4, cells: ['4', '5', '6'] },
  ])
  const sha256 = createHash('sha256').update(content).digest('hex')
  expect(summary).toEqual({ sha256, bytes: content.length, encoding: 'UTF-8', lines: 2, quotes: 0, continuations: 0 })
})

test('a trailing separator makes no column, on the header or on a row alone', async () => {
  const both = await readAll(feedFile(await write('both.txt', 'A|B|\n1|2|\n3|4\n5|\n6||\n')))
  expect(both.header).toEqual({ columns: ['A', 'B'], separator: '|', trailingSeparator: true })
  expect(both.rows.map(({ cells }) => cells)).toEqual([
    ['1', '2'],
    ['3', '4'],
    ['5', ''],
    ['6', ''],
  ])
  const rowsOnly = await readAll(feedFile(await write('rows-only.txt', 'A|B\n1|2|\n')))
  expect(rowsOnly.header.trailingSeparator).toBe(false)
  expect(rowsOnly.rows[0]?.cells).toEqual(['1', '2'])
})

test('rows with a wrong number of cells are passed as they are', async () => {
  const { rows } = await readAll(feedFile(await write('wrong.txt', 'A|B|C|\n1\n1|2|3|4|\n1|2|3|x\n')))
  expect(rows.map(({ cells }) => cells)).toEqual([['1'], ['1', '2', '3', '4', ''], ['1', '2', '3', 'x']])
})

test('CRLF, a last line without newline, blank lines of spaces', async () => {
  const { header, rows, summary } = await readAll(feedFile(await write('crlf.txt', 'A|B\r\n1|2\r\n  \r\n\r\n3|4')))
  expect(header.columns).toEqual(['A', 'B'])
  expect(rows).toEqual([
    { line: 2, cells: ['1', '2'] },
    { line: 5, cells: ['3', '4'] },
  ])
  expect(summary.lines).toBe(2)
})

test('a double quote is content, and lines that hold one are counted once', async () => {
  const { rows, summary } = await readAll(feedFile(await write('quotes.txt', 'A|"B"\n"1|2\n3|4\n5"|"6""\n')))
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['"1', '2'],
    ['3', '4'],
    ['5"', '"6""'],
  ])
  expect(summary.quotes).toBe(2)
})

test('a file of several chunks: every line once, in order, in batches of 2000 at most, waiting for the consumer', async () => {
  const total = 60_000
  const lines = Array.from({ length: total }, (_, index) => `${index}|${'é'.repeat(index % 90)}|fin`)
  const path = await write('large.txt', `N|É|F\n${lines.join('\n')}\n`)
  let next = 0
  let busy = false
  const summary = await readFeed(feedFile(path), {
    header: () => undefined,
    rows: async (rows) => {
      expect(busy).toBe(false)
      busy = true
      expect(rows.length).toBeLessThanOrEqual(2000)
      await new Promise((done) => setImmediate(done))
      for (const row of rows) {
        if (row.line !== next + 2 || row.cells.join('|') !== lines[next]) throw new Error(`line ${row.line}`)
        next++
      }
      busy = false
    },
  })
  expect(next).toBe(total)
  expect(summary.lines).toBe(total)
})

test('what the handlers throw comes out as it is', async () => {
  const path = await write('throws.txt', 'A|B\n1|2\n')
  const fault = new Error('not mine')
  const nothing = () => undefined
  const inHeader = () => {
    throw fault
  }
  await expect(readFeed(feedFile(path), { header: inHeader, rows: nothing })).rejects.toBe(fault)
  await expect(readFeed(feedFile(path), { header: nothing, rows: () => Promise.reject(fault) })).rejects.toBe(fault)
})
