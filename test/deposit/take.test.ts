import fs, {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { completeOnes } from '../../src/deposit/complete.js'
import { type Look, look, type Seen } from '../../src/deposit/look.js'
import { placesOf } from '../../src/deposit/places.js'
import { receipts, removeUnfinished } from '../../src/deposit/receipts.js'
import { take } from '../../src/deposit/take.js'
import { scratch } from '../support/cli.js'
import { deposit, kept, stillThere } from './deposits.js'

const KNOWN = ['paca', 'corse']
const NOW = new Date('2026-11-20T17:00:00Z')
const folder = scratch('depots')
const plain = { renameSync: fs.renameSync, readSync: fs.readSync }
let count = 0

afterEach(() => {
  Object.assign(fs, plain)
  syncBuiltinESMExports()
})

function emptyData(): string {
  const data = join(folder, String(count++))
  mkdirSync(join(data, 'depot', 'paca'), { recursive: true })
  return data
}

function only({ seen }: Look): Seen {
  expect(seen.length).toBe(1)
  return seen[0]!
}

describe('a look at the folder of the deposits', () => {
  it('finds ordinary files of known sources, and says why of what it leaves', () => {
    const data = emptyData()
    const root = join(data, 'depot')
    deposit(data, 'paca', 'loaduser.csv', 'a')
    deposit(data, 'paca', 'sans-confirmation.xlsx', 'b', false)
    deposit(data, 'national', 'PS_LibreAcces.zip', 'c')
    for (const name of ['x.part', 'y.tmp', 'z.csv.filepart', '.cache.csv', 'k.csv~', 'seul.csv.ok']) {
      deposit(data, 'paca', name, 'd', false)
    }
    mkdirSync(join(root, 'paca', 'sous-dossier'))
    symlinkSync('/etc/hostname', join(root, 'paca', 'lien.csv'))
    deposit(data, 'paca', `${'é'.repeat(95)}.csv`, 'e')
    deposit(data, 'paca', 'a\u001b[2Jb.csv', 'f')
    deposit(data, 'pacca', 'loaduser.csv', 'g')
    writeFileSync(join(root, 'loaduser.csv'), 'h')
    symlinkSync(join(root, 'paca'), join(root, 'corse'))
    const { seen, left } = look(root, KNOWN)
    expect(seen.map(({ source, name, isConfirmed }) => [source, name, isConfirmed])).toEqual([
      ['national', 'PS_LibreAcces.zip', true],
      ['paca', 'loaduser.csv', true],
      ['paca', 'sans-confirmation.xlsx', false],
    ])
    const reasons = Object.fromEntries(left.map(({ name, reason }) => [name, reason]))
    expect(Object.keys(reasons).length).toBe(7)
    expect(reasons['lien.csv']).toContain('lien, qui n’est pas suivi')
    expect(reasons['corse']).toContain('lien : il n’est pas suivi')
    expect(reasons['sous-dossier']).toContain('non parcouru')
    expect(reasons['pacca']).toContain('vouliez-vous dire « paca »')
    expect(reasons['loaduser.csv']).toContain('dans le dossier de sa source')
    expect(reasons['a<U+001B>[2Jb.csv']).toContain('contrôle')
    expect(left.some(({ reason }) => reason.includes('trop long'))).toBe(true)
  })

  it('takes no confirmation that is older than the file', () => {
    const data = emptyData()
    const path = deposit(data, 'paca', 'loaduser.csv', 'a')
    utimesSync(`${path}.ok`, new Date('2026-11-19T00:00:00Z'), new Date('2026-11-19T00:00:00Z'))
    expect(only(look(join(data, 'depot'), KNOWN)).isConfirmed).toBe(false)
  })

  it('reads a bounded number of names', () => {
    const data = emptyData()
    for (let at = 0; at < 1010; at++) writeFileSync(join(data, 'depot/paca', `f${at}.csv`), '')
    const { seen, left } = look(join(data, 'depot'), KNOWN)
    expect(seen.length).toBe(1000)
    expect(left[0]!.reason).toContain('plus de 1000 noms')
  })
})

describe('a deposit', () => {
  it('is complete when nothing of it changes between two looks, or at once by its .ok', async () => {
    const data = emptyData()
    const root = join(data, 'depot')
    deposit(data, 'paca', 'stable.csv', 'a', false)
    const growing = deposit(data, 'paca', 'grandit.csv', 'b', false)
    deposit(data, 'paca', 'confirme.csv', 'c')
    let looks = 0
    const found = await completeOnes(() => {
      if (looks++ === 1) appendFileSync(growing, 'suite')
      return look(root, KNOWN)
    }, 1)
    expect(looks).toBe(2)
    expect(found.seen.map(({ name }) => name)).toEqual(['confirme.csv', 'stable.csv'])
    expect(found.left).toEqual([{ source: 'paca', name: 'grandit.csv', reason: 'encore en cours de dépôt' }])
  })

  it('of the same size and date as another, put in its place meanwhile, is another', async () => {
    const data = emptyData()
    const root = join(data, 'depot')
    const path = deposit(data, 'paca', 'a.csv', 'un', false)
    const other = deposit(data, 'paca', '.autre', 'deux'.slice(0, 2), false)
    let looks = 0
    const found = await completeOnes(() => {
      if (looks++ === 1) renameSync(other, path)
      return look(root, KNOWN)
    }, 1)
    expect(found.seen).toEqual([])
  })

  it('is copied with its date, and goes', () => {
    const data = emptyData()
    const places = placesOf(data)
    deposit(data, 'paca', 'loaduser.csv', 'contenu')
    const receipt = take(places, only(look(join(data, 'depot'), KNOWN)), NOW)
    expect(receipts(places)).toEqual([receipt])
    const [copy] = receipts(places)
    expect(readFileSync(copy!.path, 'utf8')).toBe('contenu')
    expect(fs.statSync(copy!.path).mtime.toISOString()).toBe('2026-11-20T16:30:00.000Z')
    expect(fs.statSync(copy!.path).mode & 0o022).toBe(0)
    expect(stillThere(data)).toEqual([])
  })

  it.each<readonly [string, (path: string) => void]>([
    ['written to', (path) => appendFileSync(path, 'x')],
    [
      'replaced',
      (path) => {
        writeFileSync(`${path}.tmp`, 'CONTENU')
        renameSync(`${path}.tmp`, path)
      },
    ],
  ])('%s since it was looked at stays, and nothing of it is kept', (_, change) => {
    const data = emptyData()
    const places = placesOf(data)
    const path = deposit(data, 'paca', 'loaduser.csv', 'contenu')
    const seen = only(look(join(data, 'depot'), KNOWN))
    change(path)
    expect(take(places, seen, NOW)).toMatchObject({ reason: expect.stringContaining('changé pendant sa lecture') })
    expect(stillThere(data)).toContain('loaduser.csv')
    removeUnfinished(places)
    expect(receipts(places)).toEqual([])
    expect(kept(data, 'reception')).toEqual([])
  })

  it('written to while it is read is left for the next run', () => {
    const data = emptyData()
    const path = deposit(data, 'paca', 'loaduser.csv', 'contenu')
    const seen = only(look(join(data, 'depot'), KNOWN))
    let reads = 0
    fs.readSync = ((...args: Parameters<typeof plain.readSync>) => {
      if (reads++ === 0) appendFileSync(path, 'suite')
      return plain.readSync(...args)
    }) as typeof fs.readSync
    syncBuiltinESMExports()
    expect(take(placesOf(data), seen, NOW)).toMatchObject({ reason: expect.stringContaining('changé') })
    expect(readFileSync(path, 'utf8')).toBe('contenusuite')
  })

  it('put in its place between the last look and its end is not removed', () => {
    const data = emptyData()
    const path = deposit(data, 'paca', 'loaduser.csv', 'contenu')
    const seen = only(look(join(data, 'depot'), KNOWN))
    fs.renameSync = (from, to) => {
      if (String(to).includes('.releve-')) {
        writeFileSync(join(data, 'nouveau'), 'le suivant')
        plain.renameSync(join(data, 'nouveau'), path)
      }
      plain.renameSync(from, to)
    }
    syncBuiltinESMExports()
    expect(take(placesOf(data), seen, NOW)).toMatchObject({ name: 'loaduser.csv' })
    expect(readFileSync(path, 'utf8')).toBe('le suivant')
    expect(readdirSync(join(data, 'depot/paca')).filter((name) => name.startsWith('.releve'))).toEqual([])
  })

  it('that became a link is not read', () => {
    const data = emptyData()
    const path = deposit(data, 'paca', 'loaduser.csv', 'contenu')
    const seen = only(look(join(data, 'depot'), KNOWN))
    fs.rmSync(path)
    writeFileSync(join(data, 'secret'), 'contenu')
    symlinkSync(join(data, 'secret'), path)
    expect(take(placesOf(data), seen, NOW)).toMatchObject({ reason: expect.stringContaining('changé') })
    expect(kept(data, 'reception')).toEqual([])
  })
})
