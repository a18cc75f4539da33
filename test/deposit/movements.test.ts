import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SourceMovements } from '../../src/report/movements.js'
import { annuaire, scratch } from '../support/cli.js'
import { FIXTURES, PEOPLE } from './deposits.js'

const folder = scratch('mouvements')
const data = join(folder, 'data')
const COLUMNS = [
  'Adresse mail',
  'NOM',
  'Prénom',
  'RPPS',
  'Type de BAL',
  'MSSanté adresse',
  'Service',
  'Dernière connexion',
  'Liste rouge',
]
type Line = readonly string[]

const BEFORE: readonly Line[] = [
  ['a@chu.example', 'DUPONT', 'Jean', '10000000017', 'PER', 'jean.dupont@paca.mssante.fr', 'A', '01/11/2026', 'Non'],
  ['b@chu.example', 'ALPHA', 'Un', '', 'INT', 'un.alpha@paca.mssante.fr', 'B', '01/11/2026', 'Non'],
  ['c@chu.example', 'BETA', 'Deux', '', 'INT', 'deux.beta@paca.mssante.fr', 'C', '01/11/2026', 'Oui'],
  ['d@chu.example', 'GAMMA', 'Trois', '', 'INT', 'trois.gamma@paca.mssante.fr', 'D', '01/11/2026', 'Non'],
  ['m@chu.example', 'MED', 'Quatre', '', 'MED', '', 'M', '', 'Non'],
]
/** Another order; one address in capitals; a last use; two columns changed; one gone, one hidden gone, one new. */
const AFTER: readonly Line[] = [
  ['n@chu.example', 'NOUVEAU', 'Cinq', '', 'INT', 'cinq.nouveau@paca.mssante.fr', 'N', '', 'Non'],
  ['m@chu.example', 'MED', 'Quatre', '', 'MED', '', 'M', '', 'Non'],
  ['b@chu.example', 'ALPHA', 'Une', '', 'INT', 'un.alpha@paca.mssante.fr', 'BB', '28/11/2026', 'Non'],
  ['a@chu.example', 'DUPONT', 'Jean', '10000000017', 'PER', 'Jean.Dupont@paca.mssante.fr', 'A', '28/11/2026', 'Non'],
]

function imported(lines: readonly Line[], args: readonly string[] = []) {
  const path = join(folder, 'loaduser.csv')
  writeFileSync(path, [COLUMNS, ...lines].map((line) => line.join(';')).join('\r\n'))
  const paths = [join(FIXTURES, PEOPLE), '--regional', `paca=${path}`]
  return annuaire(data, ['importer', '--silencieux', ...paths, ...args])
}

function movements(): SourceMovements[] {
  return (JSON.parse(annuaire(data, ['mouvements', '--format', 'json']).stdout) as { sources: SourceMovements[] })
    .sources
}

describe('accounts beside the file before', () => {
  beforeAll(() => {
    expect(imported(BEFORE)).toMatchObject({ code: 0 })
  })

  it('are none for a first file', () => {
    expect(movements()).toEqual([])
    expect(annuaire(data, ['mouvements']).stdout).toContain('aucun fichier à comparer')
  })

  it('are created, changed and closed by their address, and the sentence of the import says how many', () => {
    const expected = {
      source: 'paca',
      nombres: { créé: 1, modifié: 2, fermé: 2, inchangé: 1 },
      comptes: [
        { nature: 'créé', adresse: 'cinq.nouveau@paca.mssante.fr', type: 'INT', ligne: 2, colonnes: [] },
        {
          nature: 'modifié',
          adresse: 'un.alpha@paca.mssante.fr',
          type: 'INT',
          ligne: 4,
          colonnes: ['Prénom', 'Service'],
        },
        {
          nature: 'modifié',
          adresse: 'Jean.Dupont@paca.mssante.fr',
          type: 'PER',
          ligne: 5,
          colonnes: ['MSSanté adresse'],
        },
        { nature: 'fermé', adresse: 'deux.beta@paca.mssante.fr', type: 'INT', ligne: null, colonnes: [] },
        { nature: 'fermé', adresse: 'trois.gamma@paca.mssante.fr', type: 'INT', ligne: null, colonnes: [] },
      ],
    }
    const refused = annuaire(join(folder, 'nulle-part'), ['mouvements'])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Aucun rapport') })
    const ran = imported(AFTER, ['--accepter-baisse', 'paca=essai'])
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stdout).toContain('Comptes : paca : 1 compte créé, 2 modifiés, 2 fermés, 1 inchangé.')
    expect(movements()).toEqual([expected])
    const rows = parse(annuaire(data, ['mouvements', '--format', 'csv', '--source', 'paca']).stdout, {
      bom: true,
      delimiter: ';',
      columns: true,
    }) as Record<string, string>[]
    expect(rows.map((row) => row['Mouvement'])).toEqual(['créé', 'modifié', 'modifié', 'fermé', 'fermé'])
    expect(annuaire(data, ['mouvements', '--source', 'occitanie']).stdout).toContain('aucun fichier à comparer')
    // The same file again.
    expect(imported(AFTER).stdout).toContain('paca : 0 compte créé, 0 modifié, 0 fermé, 4 inchangés')
  })

  it('are named as far as a thousand of each, and counted all', () => {
    const many = Array.from(
      { length: 1_200 },
      (_, at): Line => [`x${at}@chu.example`, 'FOULE', 'Un', '', 'INT', `foule.x${at}@paca.mssante.fr`, '', '', 'Non'],
    )
    expect(imported([...AFTER, ...many]).code).toBe(0)
    const [found] = movements()
    expect(found!.nombres).toEqual({ créé: 1_200, modifié: 0, fermé: 0, inchangé: 4 })
    expect(found!.comptes.length).toBe(1_000)
    expect(annuaire(data, ['mouvements']).stdout).toContain('… 1 180 de plus'.replace(' 180', '\u202f180'))
  })
})
