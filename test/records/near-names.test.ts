import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.js'
import { AnnuaireError } from '../../src/errors.js'
import { resolveColumns } from '../../src/records/columns.js'
import { ReadingContext } from '../../src/records/context.js'
import { REGIONAL_COLUMNS } from '../../src/records/regional-columns.js'

const NEEDED = ['Adresse mail', 'NOM', 'Prénom', 'Type de BAL']

function read(...more: readonly string[]) {
  const context = new ReadingContext(readConfig({}).thresholds)
  const header = [...NEEDED, ...more]
  const at = resolveColumns(REGIONAL_COLUMNS, header, 'paca.csv', { context, near: true })
  const property = (name: string) => Object.entries(at).find(([, index]) => header[index] === name)?.[0] ?? null
  const told = context.notices.map(({ notice }) => `${notice.code} ${notice.colonne} ${notice.detail}`)
  return { property, told }
}

describe('near names', () => {
  it.each([
    ['Liste rouge (O/N)', 'listeRouge'],
    ['Listes rouges', 'listeRouge'],
    ['Lsite rouge', 'listeRouge'],
    ['LISTE_ROUGE ?', 'listeRouge'],
    ['Liste\u200b rouge\u00a0', 'listeRouge'],
    ['Rouge', 'listeRouge'],
    ['Péremption', 'peremption'],
    ['Date de peremption du compte', 'peremption'],
    ['Compte test (O/N)', 'test'],
    ['Statut (compte)', 'statut'],
    ['Tél', 'telephone'],
    ['Tél. 2', 'telephone2'],
    ['Numéro de téléphone', 'telephone'],
    ['CP', 'codePostal'],
    ['N°RPPS', 'rpps'],
    ['RPPS (11 chiffres)', 'rpps'],
  ])('%s is %s', (name, property) => {
    expect(read(name).property(name)).toBe(property)
  })

  it.each([
    'Adresse postale',
    'Nom de naissance',
    'Date de naissance',
    'Statut juridique',
    'Publiable',
    'Code',
    'FINESS juridique',
  ])('%s is not used, and told', (name) => {
    const { property, told } = read(name)
    expect(property(name)).toBeNull()
    expect(told).toEqual([expect.stringMatching(new RegExp(`^COLONNE_INUTILISEE ${name} `))])
  })

  it('tells a column read under a near name', () => {
    expect(read('Liste rouge (O/N)').told).toEqual(['COLONNE_RECONNUE Liste rouge (O/N) lue comme « Liste rouge »'])
  })

  it('uses neither of two that compete, and tells both with the name that they are near', () => {
    const { property, told } = read('Raison sociale (siège)', 'Raison sociale (site)')
    expect(property('Raison sociale (siège)')).toBeNull()
    expect(told).toHaveLength(2)
    expect(told[0]).toContain('nom proche de « Raison sociale »')
  })

  it.each([
    ['Liste rouge', 'Liste rouge (O/N)'],
    ['Liste rouge', 'Liste rouge'],
    ['Rouge', 'Liste rouge MSSanté'],
    ['Péremption', 'Date d’expiration'],
  ])('refuses « %s » beside « %s », which restrict', (one, other) => {
    expect(() => read(one, other)).toThrow(AnnuaireError)
    expect(() => read(one, other)).toThrow(/se disputent/)
  })

  it('quotes nothing of a first line that is no header', () => {
    const line = ['secret.rouge@perso.example', 'ROUGE', 'Jeanne', '10000000058', 'PER', 'Oui', '12 rue du Secret']
    const refusal = () => resolveColumns(REGIONAL_COLUMNS, line, 'paca.csv')
    expect(refusal).toThrow(/Aucune colonne reconnue/)
    for (const cell of line) expect(refusal).not.toThrow(new RegExp(cell.replace('.', '[.]')))
    expect(() => resolveColumns(REGIONAL_COLUMNS, ['NOM', ...line], 'paca.csv')).not.toThrow(/Secret|Jeanne|secret/)
  })

  it.each([
    ['MacRoman', 'PrŽnom', 'TŽlŽphone'],
    ['CP850', 'Pr‚nom', 'T‚l‚phone'],
  ])('says that the encoding is %s', (encoding, prenom, telephone) => {
    const header = ['Adresse mail', 'NOM', prenom, 'Type de BAL', telephone]
    expect(() => resolveColumns(REGIONAL_COLUMNS, header, 'paca.csv')).toThrow(
      new RegExp(`encodage du fichier est ${encoding}`),
    )
  })
})
