import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import { registerPath } from '../../src/store/hidden-register.js'
import { openDirectorySwitch, published } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'
import { annuaireKilledAt } from '../support/kill-at.js'

const FILES = [
  'PS_LibreAcces_Personne_activite_202611200300.txt',
  'Extraction_Correspondance_MSSante_202611200300.txt',
].map((name) => join(projectRoot, 'fixtures', name))
const ADDRESS = 'jean.dupont@medecin.mssante.fr'
const READER = { sources: ['paca'] }

/** A region that hides a national mailbox, or does not. */
function region(path: string, hides: boolean): string {
  writeFileSync(
    path,
    [
      'Adresse mail;NOM;Prénom;Type de BAL;Liste rouge;MSSanté adresse',
      `a@cabinet.example;DUPONT;Jean;PER;${hides ? 'Oui' : 'Non'};${ADDRESS.toUpperCase()}`,
      'b@cabinet.example;AUTRE;Anne;INT;Non;anne.autre@paca.mssante.fr',
      '',
    ].join('\n'),
  )
  return `paca=${path}`
}

describe('the register of hidden addresses', () => {
  const folder = scratch('registre')
  const open = region(join(folder, 'montre.csv'), false)
  const hiding = region(join(folder, 'masque.csv'), true)
  const importing = (regional: string) => [
    ...['importer', '--silencieux', ...FILES, '--regional', regional],
    ...['--accepter-baisse', 'paca=essai'],
  ]

  function prepared(name: string, ...imports: readonly string[]): string {
    const data = join(folder, name)
    for (const regional of imports) expect(annuaire(data, importing(regional))).toMatchObject({ code: 0 })
    return data
  }

  async function shown(data: string): Promise<boolean> {
    const directories = openDirectorySwitch(data, collectingLog())
    try {
      return await directories.read(async (directory) => (await directory.bal(ADDRESS, READER)) !== null)
    } finally {
      directories.close()
    }
  }

  it('keeps hidden after revenir what is hidden since, until it is revealed', async () => {
    const data = prepared('retour', open, hiding)
    expect(await shown(data)).toBe(false)
    const back = annuaire(data, ['revenir'])
    expect(back.stdout).toMatch(/ne repara(?:ît|issent) pas/)
    expect(await shown(data)).toBe(false)
    const unknown = annuaire(data, ['revenir', '--reveler', 'bretagne'])
    expect(unknown).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/bretagne.*Sources qui en masquent : paca/),
    })
    // There is nothing more to go back to: nothing is revealed then.
    const nowhere = annuaire(data, ['revenir', '--reveler', 'paca'])
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('Aucune génération plus ancienne') })
    expect(await shown(data)).toBe(false)
  })

  it('is followed by a server that runs', async () => {
    const data = prepared('suivi', open, open, hiding)
    expect(annuaire(data, ['revenir']).code).toBe(0)
    const directories = openDirectorySwitch(data, collectingLog())
    const found = () => directories.read(async (directory) => (await directory.bal(ADDRESS, READER)) !== null)
    expect(await found()).toBe(false)
    expect(annuaire(data, ['revenir', '--reveler', 'paca']).code).toBe(0)
    await delay(300)
    expect(await found()).toBe(true)
    directories.close()
  })

  it('is not shortened by an import that publishes nothing, and hides what that import hid', async () => {
    const data = prepared('tue', open)
    const moment = { call: 'renameSync', path: 'generation-courante', when: 'before' } as const
    expect(annuaireKilledAt(data, importing(hiding), moment).signal).toBe('SIGKILL')
    expect(await shown(data)).toBe(false)
    const hidden = prepared('tue-ensuite', hiding)
    expect(annuaireKilledAt(hidden, importing(open), moment).signal).toBe('SIGKILL')
    expect(await shown(hidden)).toBe(false)
    expect(annuaire(hidden, importing(open)).code).toBe(0)
    expect(await shown(hidden)).toBe(true)
  })

  it.each([
    ['is gone', (path: string) => rmSync(path), 'manque'],
    ['is damaged', (path: string) => writeFileSync(path, 'abîmé'), 'illisible ou abîmé'],
  ])('refuses to serve when it %s, until all sources are imported again', async (name, harm, told) => {
    const data = prepared(name, hiding)
    harm(registerPath(data))
    await expect(shown(data)).rejects.toMatchObject({ code: 'INDISPONIBLE', message: expect.stringContaining(told) })
    rmSync(registerPath(data), { force: true })
    expect(annuaire(data, importing(hiding)).code).toBe(0)
    expect(await shown(data)).toBe(false)
    expect((await openReports(data).get('derniere'))!.avertissements).toEqual([expect.stringContaining('a été refait')])
  })

  it('refuses to serve beside an older copy of it, or another', async () => {
    const data = prepared('copie', open)
    const copy = join(folder, 'copie.sqlite')
    copyFileSync(registerPath(data), copy)
    expect(annuaire(data, importing(hiding)).code).toBe(0)
    const right = readFileSync(registerPath(data))
    copyFileSync(copy, registerPath(data))
    await expect(shown(data)).rejects.toMatchObject({ message: expect.stringContaining('trop ancienne') })
    copyFileSync(registerPath(prepared('autre', open)), registerPath(data))
    await expect(shown(data)).rejects.toMatchObject({ message: expect.stringContaining('est un autre') })
    writeFileSync(registerPath(data), right)
    expect(await shown(data)).toBe(false)
    expect(published(data)).not.toBe(null)
  })

  it('names at an import the sources that hide something, when another is to be revealed', () => {
    const data = prepared('nom', hiding)
    const ran = annuaire(data, [...importing(hiding), '--reveler', 'corse'])
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(/corse.*Sources qui en masquent : paca/) })
  })

  /** One region of several lines about national and own mailboxes. @returns the addresses that the region's reader finds */
  async function found(name: string, ...lines: readonly string[]): Promise<(address: string) => Promise<boolean>> {
    const path = join(folder, `${name}.csv`)
    const header =
      'Adresse mail;NOM;Prénom;Type de BAL;Statut;Date de péremption;Compte de test;Liste rouge;Domaine MSSanté;MSSanté adresse'
    const filler = Array.from(
      { length: 8 },
      (_, at) => `f${at}@x.example;BON;Anne;INT;VALIDE;;Non;Non;;bon${at}@paca.mssante.fr`,
    )
    writeFileSync(path, [header, ...lines, ...filler, ''].join('\n'))
    const data = join(folder, name)
    expect(annuaire(data, importing(`paca=${path}`))).toMatchObject({ code: 0 })
    return async (address) => {
      const directories = openDirectorySwitch(data, collectingLog())
      try {
        return await directories.read(async (directory) => (await directory.bal(address, READER)) !== null)
      } finally {
        directories.close()
      }
    }
  }

  it('keeps back what a later or a refused line of the same source keeps back, in that source alone', async () => {
    const shows = await found(
      'retenues',
      'a@x.example;UN;Anne;INT;VALIDE;;Non;Non;;un@paca.mssante.fr',
      'a@x.example;UN;Anne;INT;REJETE;;Non;Non;;UN@paca.mssante.fr',
      'b@x.example;DEUX;Anne;INT;VALIDE;;Non;Non;;deux@paca.mssante.fr',
      'b@x.example;DEUX;Anne;INT;VALIDE;31/12/2020;Non;Non;;deux@paca.mssante.fr',
      'c@x.example;TROIS;Anne;INT;VALIDE;;Non;Non;;trois@paca.mssante.fr',
      'c@x.example;TROIS;Anne;PERSO2;VALIDE;jamais;Non;Non;;trois@paca.mssante.fr',
      `d@x.example;DUPONT;Jean;PER;BIDON;;Non;Non;;${ADDRESS}`,
    )
    for (const name of ['un', 'deux', 'trois']) expect(await shows(`${name}@paca.mssante.fr`), name).toBe(false)
    expect(await shows(ADDRESS)).toBe(true)
  })

  it('hides what a misaligned line may hide, and no other mailbox than the one that a line names', async () => {
    const shows = await found(
      'decalees',
      'a@x.example;UN;Anne;INT;VALIDE;;Non;Non;;un@paca.mssante.fr',
      'a@x.example;UN;Anne;VALIDE;;Non;Oui;;un',
      `b@x.example;DUPONT;Jean;PER;VALIDE;;Non;Oui;${ADDRESS}`,
      'c@x.example;TROIS;Anne;INT;VALIDE;;Non;Non;;trois@paca.mssante.fr',
      'd@x.example;AUTRE;Anne;INT;VALIDE;;Non;Oui;cabinet.mssante.fr;trois',
    )
    expect(await shows('un@paca.mssante.fr')).toBe(false)
    expect(await shows(ADDRESS)).toBe(false)
    expect(await shows('trois@paca.mssante.fr')).toBe(true)
    expect(await shows('trois@cabinet.mssante.fr')).toBe(false)
  })
})
