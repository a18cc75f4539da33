import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'
import { accounts, deposit, FIXTURES, kept, PACA_CHANGED, PEOPLE, publications, published } from './deposits.js'

const folder = scratch('servir-releve')
const YESTERDAY = new Date(Date.now() - 25 * 3_600_000).toISOString()
let served: Served | null = null

afterEach(async () => {
  await served?.stop()
  served = null
})

function state(data: string): Record<string, string> {
  return (JSON.parse(readFileSync(join(data, 'releve/etat.json'), 'utf8')) as { derniere: Record<string, string> })
    .derniere
}

/** The server looks at the clock right after it has said that it is there. */
async function started(data: string): Promise<Served> {
  const running = await serve(data)
  while (!running.log().includes('serveur.demarre')) await sleep(20)
  return running
}

/** As after a night on which the server was down. */
function lastCollected(data: string, moment: string): void {
  const derniere = Object.fromEntries(Object.keys(state(data)).map((source) => [source, moment]))
  writeFileSync(join(data, 'releve/etat.json'), JSON.stringify({ version: 1, derniere }))
}

describe('annuaire servir', () => {
  it('makes up for an hour that it missed, in another process, and answers meanwhile', async () => {
    const data = published(join(folder, 'manquee'))
    deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED)
    lastCollected(data, YESTERDAY)
    served = await serve(data, [], { ANNUAIRE_DEPOT_ATTENTE: '0.1' })
    let asked = 0
    while (!served.log().includes('"releve.finie"')) {
      const answer = await fetch(`${served.http}/v1/professionnels/10000000017`)
      expect(answer.status).toBe(200)
      asked++
      await sleep(20)
    }
    expect(served.log()).toMatch(/"releve\.finie","code":0/)
    expect(asked).toBeGreaterThan(5)
    expect(publications(data)).toBe(2)
    expect(accounts(data)).toContain('ines.changee@')
    expect(kept(data, 'courants')).toEqual(['loaduser.csv'])
    expect(Object.values(state(data)).every((moment) => moment > YESTERDAY)).toBe(true)
    expect(readFileSync(join(data, 'journal.jsonl'), 'utf8')).toContain('"commande":"relever"')
  })

  it('collects nothing before the hour, and knows from its first start on when a source was not collected', async () => {
    const data = published(join(folder, 'premiere'))
    rmSync(join(data, 'releve/etat.json'))
    deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED)
    served = await started(data)
    expect(Object.keys(state(data))).toEqual(expect.arrayContaining(['national', 'paca', 'corse']))
    expect(served.log()).not.toContain('releve.debut')
    expect(publications(data)).toBe(1)
  })

  it('collects nothing where there is no folder of deposits', async () => {
    const data = join(folder, 'sans-depot')
    mkdirSync(data)
    expect(annuaire(data, ['importer', '--silencieux', join(FIXTURES, PEOPLE)]).code).toBe(0)
    served = await started(data)
    expect(existsSync(join(data, 'releve'))).toBe(false)
    expect(served.log()).not.toContain('releve')
  })
})
