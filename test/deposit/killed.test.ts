import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { published as pointed } from '../../src/store/index.js'
import { scratch } from '../support/cli.js'
import { annuaireKilledAt, type Moment } from '../support/kill-at.js'
import { accounts, collectNow, deposit, kept, PACA_CHANGED, publications, published, stillThere } from './deposits.js'

const folder = scratch('relever-tuee')
const COLLECT = ['relever', '--silencieux']
const ID = '\\d{8}-\\d{6}-\\d{3}'
const at = (text: string): RegExp => new RegExp(`${text.replaceAll('/', '\\/')}$`)

describe('a run that is killed', () => {
  const base = join(folder, 'base')
  beforeAll(() => {
    published(base)
  })

  function copy(name: string): string {
    const data = join(folder, name)
    cpSync(base, data, { recursive: true, preserveTimestamps: true })
    return data
  }

  it.each<readonly [string, Moment]>([
    ['before the copy has its name', { call: 'renameSync', path: at(`reception/paca/${ID}`), when: 'before' }],
    ['after the copy has its name', { call: 'renameSync', path: at(`reception/paca/${ID}`), when: 'after' }],
    ['before the deposit goes', { call: 'rmSync', path: '.releve-loaduser.csv', when: 'before' }],
    ['after the deposit has gone', { call: 'rmSync', path: '.releve-loaduser.csv', when: 'after' }],
    ['before the publication', { call: 'renameSync', path: 'generation-courante', when: 'before' }],
    ['after the publication', { call: 'renameSync', path: 'generation-courante', when: 'after' }],
    ['before the archive', { call: 'linkSync', path: at(`archives/paca/${ID}-loaduser\\.csv`), when: 'before' }],
    ['after the archive', { call: 'linkSync', path: at(`archives/paca/${ID}-loaduser\\.csv`), when: 'after' }],
    ['after the former file has gone', { call: 'rmSync', path: 'courants/paca/ancien.csv', when: 'after' }],
    ['before the current file', { call: 'renameSync', path: 'courants/paca/loaduser.csv', when: 'before' }],
    ['after the current file', { call: 'renameSync', path: 'courants/paca/loaduser.csv', when: 'after' }],
    ['before the directory', { call: 'renameSync', path: 'publie/paca/annuaire-paca.csv', when: 'before' }],
    ['before it is recorded', { call: 'renameSync', path: 'releve/etat.json', when: 'before' }],
  ])('%s loses nothing, and the next one publishes nothing twice', (name, moment) => {
    const data = copy(name)
    deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED)
    expect(annuaireKilledAt(data, COLLECT, moment).signal).toBe('SIGKILL')
    const again = collectNow(data)
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(publications(data)).toBe(2)
    expect(accounts(data)).toContain('ines.changee@')
    expect(kept(data, 'courants')).toEqual(['loaduser.csv'])
    expect(kept(data, 'reception')).toEqual([])
    expect(kept(data, 'refuses')).toEqual([])
    expect(stillThere(data)).toEqual([])
    const archived = kept(data, 'archives').map((file) => file.slice(20))
    expect(archived[0]).toBe('ancien.csv')
    expect(new Set(archived.slice(1))).toEqual(new Set(['loaduser.csv']))
    expect(existsSync(join(data, 'publie/paca/annuaire-paca.csv.part'))).toBe(false)
    expect(collectNow(data).stdout).toContain('Aucun dépôt nouveau.')
  })

  it.each<readonly [string, Moment]>([
    [
      'before the reason',
      { call: 'renameSync', path: at(`refuses/paca/${ID}-faux\\.csv\\.raison\\.txt`), when: 'before' },
    ],
    [
      'after the reason',
      { call: 'renameSync', path: at(`refuses/paca/${ID}-faux\\.csv\\.raison\\.txt`), when: 'after' },
    ],
    ['after the file', { call: 'renameSync', path: at(`refuses/paca/${ID}-faux\\.csv`), when: 'after' }],
  ])('while it sets a deposit aside, %s, leaves it to the next one', (name, moment) => {
    const data = copy(`refus ${name}`)
    const before = pointed(data)
    deposit(data, 'paca', 'faux.csv', 'a;b\n1;2\n')
    expect(annuaireKilledAt(data, COLLECT, moment).signal).toBe('SIGKILL')
    collectNow(data)
    const refused = kept(data, 'refuses').filter((file) => /faux\.csv(?:\.raison\.txt)?$/.test(file))
    expect(refused.map((file) => file.slice(20))).toEqual(['faux.csv', 'faux.csv.raison.txt'])
    expect(kept(data, 'reception')).toEqual([])
    expect(pointed(data)).toEqual(before)
    expect(kept(data, 'courants')).toEqual(['ancien.csv'])
  })
})
