import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch, startAnnuaire } from '../support/cli.js'

const people = join(projectRoot, 'fixtures/PS_LibreAcces_Personne_activite_202611200300.txt')
/** What a terminal obeys: title, colour, C1 introducer, right-to-left override, line separator. */
const ESCAPES = '\u001b]0titre\u0007\u001b[31m\u009b31m\u202e\u2028\u0085'
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not come
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]/

const folder = scratch('sortie')
const data = join(folder, 'donnees')
const hostile = join(folder, `zone\u001b[31m\u202e`, 'paca.csv')

beforeAll(() => {
  mkdirSync(join(hostile, '..'))
  writeFileSync(
    hostile,
    [
      'Adresse mail;NOM;Prénom;RPPS;Type de BAL;MSSanté adresse',
      `a@x.example;NOM${ESCAPES};Jean;1000000001${ESCAPES};PER;a${ESCAPES}@paca.mssante.fr`,
      'b@x.example;SERVICE;;;ORG;b@paca.mssante.fr',
    ].join('\n'),
  )
  annuaire(data, ['importer', people, '--regional', `paca=${hostile}`, '--retirer', 'national'])
})

describe('what a terminal would obey', () => {
  it.each([
    ['rapport', ['rapport']],
    ['rapport --liste', ['rapport', '--liste']],
    ['rapport json', ['rapport', '--format', 'json']],
    ['rapport html', ['rapport', '--format', 'html']],
    ['an unknown command', [ESCAPES]],
    ['an unknown option', ['rapport', `--${ESCAPES}`]],
    ['an unknown report', ['rapport', ESCAPES]],
    ['an unknown format', ['rapport', '--format', ESCAPES]],
    ['a file that is not there', ['importer', join(folder, ESCAPES)]],
    ['a source that is not known', ['importer', '--regional', `${ESCAPES}=${hostile}`]],
    ['an account that is not there', ['compte', 'retirer', ESCAPES]],
    ['an unknown base', ['ldif', '--base', ESCAPES]],
    ['an output that cannot be written', ['rapport', '--sortie', join(folder, ESCAPES, 'x')]],
    ['progress, and a name of a file', ['importer', people, '--regional', `paca=${hostile}`, '--retirer', 'national']],
  ])('does not come out of %s', (_, args) => {
    const { stdout, stderr } = annuaire(data, args)
    expect(stdout + stderr).not.toBe('')
    expect(stdout).not.toMatch(OBEYED)
    expect(stderr).not.toMatch(OBEYED)
  })

  it('does not come out of CSV and XML, line ends apart', () => {
    for (const format of ['csv', 'xml']) {
      const { stdout } = annuaire(data, ['rapport', '--format', format])
      expect(stdout).toContain('1000000001')
      expect(stdout.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')).not.toMatch(OBEYED)
    }
  })

  it('is named in the text, and whole in JSON', () => {
    expect(annuaire(data, ['rapport']).stdout).toContain('<U+009B>31m<U+202E>')
    const { avis } = JSON.parse(annuaire(data, ['rapport', '--format', 'json']).stdout) as {
      avis: { valeur: string }[]
    }
    expect(avis.some(({ valeur }) => valeur?.includes('\u009b') && valeur.includes('\u202e'))).toBe(true)
  })
})

describe('an output that cannot be written', () => {
  it.each([
    ['importer', ['importer', people, '--retirer', 'national', '--retirer', 'paca']],
    ['rapport', ['rapport', '--format', 'json']],
    ['ldif', ['ldif', '--base', 'dc=rpps,dc=fr']],
    ['aide', ['aide']],
  ])('is no fault of %s when the reader has gone', async (_, args) => {
    const child = startAnnuaire(data, args)
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk
    })
    child.stdout.destroy()
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    expect(errors).not.toMatch(/EPIPE|Erreur|\bat /)
  })

  it.each([['rapport'], ['verifier'], ['ldif']])('is told by %s when the disk is full', (command) => {
    const ran = annuaire(data, [command], { prefix: 'exec > /dev/full;' })
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('disque est plein')
    expect(ran.stderr).not.toMatch(/Erreur interne|\bat /)
  })
})

describe('a fault of the machine', () => {
  const file = join(folder, 'fichier')
  beforeAll(() => writeFileSync(file, ''))

  it.each([
    ['a full report', ['rapport', '--sortie', '/dev/full'], '', data, /disque est plein/],
    [
      'a folder that is not there',
      ['rapport', '--sortie', '/nulle/part/rapport'],
      '',
      data,
      /n’existe pas : \/nulle\/part|qui n’existe pas/,
    ],
    [
      'files that may not grow, in an import',
      ['importer', people],
      'ulimit -f 1;',
      join(folder, 'petit'),
      /plein|taille/,
    ],
    [
      'files that may not grow, in an account',
      ['compte', 'ajouter', 'dpi', '--sources', 'paca'],
      'ulimit -f 0;',
      join(folder, 'nul'),
      /taille permise/,
    ],
    ['a file in place of the data folder', ['importer', people], '', file, /dossier|existe déjà/],
    ['a file in place of the data folder, to read', ['verifier'], '', file, /dossier/],
    ['a file in place of the data folder, to report', ['rapport'], '', file, /dossier/],
  ])('ends in a sentence: %s', (_, args, prefix, at, told) => {
    const ran = annuaire(at, args, { prefix, input: 'un bon secret\n' })
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(told)
    expect(ran.stderr).not.toMatch(/Erreur interne|\n\s+at /)
  })

  it.each([['lister'], ['ajouter'], ['retirer']])('ends in a sentence: a damaged account file, compte %s', (action) => {
    const at = join(folder, 'abime')
    mkdirSync(at, { recursive: true })
    writeFileSync(join(at, 'comptes.json'), '{"version":1,"comptes":')
    const ran = annuaire(at, ['compte', action, 'dpi', '--sources', 'paca'], { input: 'un bon secret\n' })
    expect(ran).toMatchObject({
      code: 1,
      stderr: `Le fichier des comptes ${at}/comptes.json est illisible ou abîmé.\n`,
    })
    expect(readFileSync(join(at, 'comptes.json'), 'utf8')).toBe('{"version":1,"comptes":')
  })
})
