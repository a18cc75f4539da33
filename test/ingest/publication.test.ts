import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import { generations, published } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'
import { annuaireKilledAt, type Moment } from '../support/kill-at.js'

const people = join(projectRoot, 'fixtures/PS_LibreAcces_Personne_activite_202611200300.txt')
const IMPORT = ['importer', '--silencieux', people]

function imported(data: string): string {
  const ran = annuaire(data, IMPORT)
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  return published(data)!.id
}

async function states(data: string): Promise<string[]> {
  return (await openReports(data).list(30)).map(({ id, etat }) => `${id} ${etat}`)
}

describe('a publication', () => {
  const folder = scratch('publication')

  it.each<Moment & { readonly moved: boolean }>([
    { call: 'renameSync', path: '.colonnes', when: 'before', moved: false },
    { call: 'renameSync', path: '.colonnes', when: 'after', moved: false },
    { call: 'renameSync', path: '.sqlite', when: 'after', moved: false },
    { call: 'renameSync', path: 'generation-courante', when: 'before', moved: false },
    { call: 'renameSync', path: 'generation-courante', when: 'after', moved: true },
    { call: 'renameSync', path: 'publications', when: 'after', moved: true },
    { call: 'rmSync', path: 'PREMIERE.sqlite', when: 'before', moved: true },
    { call: 'rmSync', path: 'PREMIERE.sqlite', when: 'after', moved: true },
  ])(
    'killed $when $call of $path, has report, pointer and history agree',
    async ({ call, path, when, moved }) => {
      const data = join(folder, `${call}-${path}-${when}`)
      const ids = [imported(data), imported(data), imported(data)]
      const killed = annuaireKilledAt(data, IMPORT, { call, path: String(path).replace('PREMIERE', ids[0]!), when })
      expect(killed.signal).toBe('SIGKILL')
      const last = (await openReports(data).get('derniere'))!
      expect(ids).not.toContain(last.id)
      expect(published(data)!.id).toBe(moved ? last.id : ids[2])
      expect(last).toMatchObject(
        moved ? { etat: 'publiée', motif: null } : { etat: 'refusée', motif: 'Import interrompu avant la fin.' },
      )
      // The next import forgets nothing of it, and going back goes where it was.
      const next = imported(data)
      expect((await openReports(data).get(last.id))!.etat).toBe(moved ? 'publiée' : 'refusée')
      expect(annuaire(data, ['revenir']).stdout).toContain(
        `Génération ${moved ? last.id : ids[2]} publiée à la place de ${next}`,
      )
    },
    180_000,
  )

  it('killed between the pointer and the history by revenir, has gone back', async () => {
    const data = join(folder, 'retour-tue')
    const ids = [imported(data), imported(data), imported(data)]
    const moment = { call: 'renameSync', path: 'generation-courante', when: 'after' } as const
    expect(annuaireKilledAt(data, ['revenir'], moment).signal).toBe('SIGKILL')
    expect(published(data)!.id).toBe(ids[1])
    expect(await states(data)).toEqual(ids.toReversed().map((id) => `${id} publiée`))
    expect(annuaire(data, ['revenir']).stdout).toContain(`Génération ${ids[0]} publiée`)
  }, 120_000)

  it('does not offer again what revenir has left', () => {
    const data = join(folder, 'quittee')
    const [first, second] = [imported(data), imported(data)]
    expect(annuaire(data, ['revenir']).code).toBe(0)
    const third = imported(data)
    expect(generations(data)).toEqual([first, third])
    expect(second).not.toBe(third)
    expect(annuaire(data, ['revenir']).stdout).toContain(`Génération ${first} publiée à la place de ${third}`)
  }, 120_000)

  it('goes on after files and folders that cannot be removed, and says so', async () => {
    const data = join(folder, 'inamovible')
    imported(data)
    for (const name of ['generations/20200101-000000-000.sqlite', 'generations/a.construction.sqlite']) {
      mkdirSync(join(data, name))
    }
    const ran = annuaire(data, IMPORT)
    expect(ran).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('20200101-000000-000 n’a pas pu être supprimée'),
    })
    const report = (await openReports(data).get('derniere'))!
    expect(report).toMatchObject({ id: published(data)!.id, etat: 'publiée', motif: null })
    expect(report.avertissements).toEqual([expect.stringContaining('20200101-000000-000')])
    expect(annuaire(data, ['rapport']).stdout).toContain('Attention : L’ancienne génération 20200101-000000-000')
    expect(annuaire(data, ['revenir']).code).toBe(0)
  }, 60_000)

  it('says that it is not published when the pointer cannot move', async () => {
    const data = join(folder, 'pointeur-bloque')
    mkdirSync(join(data, 'generation-courante', 'x'), { recursive: true })
    rmSync(join(data, 'generation-courante'), { recursive: true })
    const first = imported(data)
    // A folder that is not empty takes the place of the history: no rename replaces it.
    rmSync(join(data, 'publications'))
    mkdirSync(join(data, 'publications', 'x'), { recursive: true })
    const ran = annuaire(data, IMPORT)
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('Rien n’a été publié')
    expect(ran.stderr).not.toContain('Erreur interne')
    expect(published(data)!.id).toBe(first)
    expect(generations(data)).toEqual([first])
  }, 60_000)

  it('does not depend on the clock: what lies in the future stays before what comes', async () => {
    const data = join(folder, 'horloge')
    const past = [imported(data), imported(data), imported(data)]
    const future = past.map((id) => `2099${id.slice(4)}`)
    for (const [at, id] of past.entries()) {
      for (const name of [`generations/${id}.sqlite`, `generations/${id}.colonnes`, `alimentations/${id}.sqlite`]) {
        renameSync(join(data, name), join(data, name.replace(id, future[at]!)))
      }
    }
    writeFileSync(join(data, 'generation-courante'), `${future[2]}\n`)
    const next = imported(data)
    expect(next > future[2]!).toBe(true)
    expect(generations(data)).toEqual([future[1], future[2], next])
    expect((await openReports(data).get('derniere'))!.id).toBe(next)
    const last = imported(data)
    expect(generations(data)).toEqual([future[2], next, last])
    expect(annuaire(data, ['revenir']).stdout).toContain(`Génération ${next} publiée à la place de ${last}`)
  }, 120_000)

  it('goes back in a folder of an older version, which has no history', () => {
    const data = join(folder, 'ancien')
    const ids = [imported(data), imported(data), imported(data)]
    rmSync(join(data, 'publications'))
    expect(annuaire(data, ['revenir']).stdout).toContain(`Génération ${ids[1]} publiée à la place de ${ids[2]}`)
    expect(annuaire(data, ['revenir']).stdout).toContain(`Génération ${ids[0]} publiée à la place de ${ids[1]}`)
    expect(annuaire(data, ['revenir']).stderr).toContain('Aucune génération plus ancienne')
  }, 120_000)

  it('shows the last report that there is, though a file without one follows it', async () => {
    const data = join(folder, 'sans-rapport')
    const id = imported(data)
    writeFileSync(join(data, 'alimentations', '20980101-000000-000.sqlite'), '')
    expect((await openReports(data).get('derniere'))!.id).toBe(id)
    expect(annuaire(data, ['rapport']).stdout).toContain(id)
  })

  it('is told in a sentence when nothing at all can be written', () => {
    const data = join(folder, 'illisible')
    const full = annuaire(data, IMPORT, { prefix: 'ulimit -f 0;' })
    expect(full).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^L’import n’a pas pu écrire.*(disque est plein|dépasserait la taille permise)/),
    })
    expect(full.stderr).not.toMatch(/Erreur interne| at /)
    writeFileSync(join(folder, 'fichier'), '')
    for (const place of [join(folder, 'fichier'), join(folder, 'fichier/data'), '/proc/annuaire']) {
      const ran = annuaire(place, IMPORT)
      expect(ran).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^Le dossier de données .*ANNUAIRE_DATA_DIR/),
      })
    }
  }, 60_000)

  it('keeps the folder and its files from other users, those of older versions too', () => {
    const data = join(folder, 'droits')
    mkdirSync(join(data, 'generations'), { recursive: true, mode: 0o755 })
    const old = join(data, 'generations', '20200101-000000-000.colonnes')
    writeFileSync(old, '', { mode: 0o644 })
    imported(data)
    const modes = ['', ...readdirSync(data, { recursive: true, encoding: 'utf8' })].map((name) => {
      const found = statSync(join(data, name))
      return found.isDirectory() ? found.mode & 0o077 : found.mode & 0o177
    })
    expect(modes.every((mode) => mode === 0)).toBe(true)
    expect(existsSync(join(data, 'comptes.json'))).toBe(false)
  })
})
