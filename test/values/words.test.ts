import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  foldAddress,
  isCleanText,
  isFrance,
  isMssante,
  readAddress,
  readCivilite,
  readDate,
  readLine,
  readName,
  readNationalType,
  readProfession,
  readRegionalType,
  readSavoirFaire,
  readStatus,
  readText,
  readYesNo,
} from '../../src/values/index.js'

describe('a date', () => {
  it.each([
    '2024-12-31',
    '31/12/2024',
    '31/12/2024 00:00',
    '31-12-2024',
    '31.12.2024',
    '31 12 2024',
    '2024/12/31',
    '31/12/24',
    '45657',
    '45657.75',
    '45657,0',
    '2024-12-31T00:00:00Z',
    '2024-12-30T23:00:00.000Z',
    '2024-12-31T00:00:00+01:00',
    '2024-12-31 10:30:00',
    '31/12/2024 à 23h59',
    '12/31/2024',
    '20241231',
    '31122024',
    '31 décembre 2024',
    'mardi 31 déc. 2024',
    '31-déc-24',
    "'31/12/2024",
    '="31/12/2024"',
    '31/12/2024\u00a0',
  ])('%s is 31 December 2024', (written) => {
    expect(readDate(written)).toMatchObject({ value: '2024-12-31', fault: null })
  })

  it('is French where it could be American', () => {
    expect(readDate('1/5/2024').value).toBe('2024-05-01')
    expect(readDate('1er mai 2024').value).toBe('2024-05-01')
  })

  it.each(['31/02/2031', '29/02/2023', '00/00/0000', '2024-13-01', 'jamais', '#N/A', '31/12', '123', '99999', '0'])(
    '%s is none',
    (written) => {
      expect(readDate(written)).toMatchObject({ value: null, fault: expect.any(String) })
    },
  )
})

describe('a yes or a no', () => {
  it.each([
    'O',
    'oui',
    'OUI',
    '1',
    '1.0',
    'true',
    'VRAI',
    'X',
    'x',
    'Yes',
    'Y',
    'oui.',
    'Oui (3 février)',
    'coché',
    '✓',
    "'Oui",
    'Oui\u200b',
  ])('%s is a yes', (written) => expect(readYesNo(written)).toMatchObject({ value: true, fault: null }))
  it.each(['N', 'Non', '0', '0.0', 'false', 'FAUX', 'no', 'non.'])('%s is a no', (written) =>
    expect(readYesNo(written)).toMatchObject({ value: false, fault: null }),
  )
  it.each(['Non (sauf exception)', 'Liste rouge', '-', '?', '#REF!', 'N/A', 'Oui Non', '2', 'peut-être'])(
    '%s is neither',
    (written) => expect(readYesNo(written)).toMatchObject({ value: null, fault: expect.any(String) }),
  )
})

describe('a closed list', () => {
  it.each<[string, (written: string) => { value: string | null }, string]>([
    ['PER', readRegionalType, 'PER'],
    [' per ', readRegionalType, 'PER'],
    ['Personnelle', readRegionalType, 'PER'],
    ['PER - Personnelle', readRegionalType, 'PER'],
    ['Personnelle (PER)', readRegionalType, 'PER'],
    ['Organisationnelle', readNationalType, 'ORG'],
    ['Applicative', readNationalType, 'APP'],
    ['Medimail', readRegionalType, 'MED'],
    ['VALIDÉE', readStatus, 'VALIDE'],
    ['Rejetée', readStatus, 'REJETE'],
    ['PRE-INSCRIT', readStatus, 'PREINSCRIT'],
    ['à valider', readStatus, 'A VALIDER'],
    ['Docteur', readCivilite, 'DR'],
    ['Mme.', readCivilite, 'MME'],
    ['10', readProfession, '10'],
    ['Médecin', readProfession, '10'],
    ['10 - Médecin', readProfession, '10'],
    ['S:SM04', readSavoirFaire, 'SM04'],
    ['sm04', readSavoirFaire, 'SM04'],
  ])('%s is read', (written, read, code) => {
    expect(read(written)).toMatchObject({ value: code, fault: null })
  })

  it('tells a long form, and says what it accepts when it refuses', () => {
    expect(readRegionalType('Personnelle').repaired).toBe('« Personnelle » lu comme PER')
    expect(readRegionalType('per').repaired).toBeNull()
    expect(readRegionalType('PERS').fault).toContain('PER, ORG, APP, CAB, INT, MED')
    expect(readNationalType('INT').fault).toContain('PER, ORG, APP, CAB')
    expect(readRegionalType('PER - Organisationnelle').value).toBeNull()
    expect(readStatus('#N/A').fault).toContain('PREINSCRIT, A VALIDER, VALIDE, REJETE')
  })
})

describe('a mail address', () => {
  it.each([
    ['mailto:paul@medecin.mssante.fr', 'paul@medecin.mssante.fr'],
    ['MAILTO: paul@medecin.mssante.fr?subject=x', 'paul@medecin.mssante.fr'],
    ['\u200bpaul@medecin.mssante.fr', 'paul@medecin.mssante.fr'],
    ['pa\u00adul@medecin.mssante.fr', 'paul@medecin.mssante.fr'],
    ['paul@medecin.mssante.fr\ufeff', 'paul@medecin.mssante.fr'],
    ['Paul Nom <paul@medecin.mssante.fr>', 'paul@medecin.mssante.fr'],
    ['"Nom, Paul" <paul@medecin.mssante.fr>', 'paul@medecin.mssante.fr'],
    ['<paul@medecin.mssante.fr>', 'paul@medecin.mssante.fr'],
    ["'paul@medecin.mssante.fr'", 'paul@medecin.mssante.fr'],
    ['paul@medecin.mssante.fr;', 'paul@medecin.mssante.fr'],
  ])('%j is cleaned, and told', (written, address) => {
    const { value, repaired } = readAddress(written)
    expect(value).toBe(address)
    expect(repaired).not.toBeNull()
  })

  it.each(["d'alembert@x.fr", 'a+b@x.fr', 'Jean.DUPONT@Medecin.MSSante.fr', 'a_b-c@x-y.z.fr'])(
    '%s is one',
    (address) => {
      expect(readAddress(address)).toEqual({ value: address, repaired: null, fault: null })
    },
  )

  it.each<[string, RegExp]>([
    ['virgule,paul@x.fr', /virgule interdite/],
    ['guillemet"s@x.fr', /guillemet interdit/],
    ['double..point@x.fr', /deux points se suivent/],
    ['.paul@x.fr', /point commence/],
    ['paul.@x.fr', /point précède/],
    ['hélène@x.fr', /« é » \(U\+00E9\).*sans accent/],
    ['d’alembert@x.fr', /« ’ » \(U\+2019\)/],
    ['paul@x..fr', /partie vide/],
    ['paul@.x.fr', /partie vide/],
    ['paul@x.fr.', /partie vide/],
    ['paul@-x.fr', /tiret/],
    ['paul@é.fr', /domaine/],
    ['paul@localhost', /pas de point/],
    ['paul nom@x.fr', /espace interdite/],
    ['paul @x.fr', /espace interdite/],
    ['paul.x.fr', /pas de « @ »/],
    ['a@b@c.fr', /plusieurs « @ »/],
    ['a@b.fr;c@d.fr', /plusieurs adresses/],
    [`${'a'.repeat(65)}@x.fr`, /64 au plus/],
    [`a@${'b.'.repeat(150)}fr`, /254 au plus/],
    ['a\u0001b\\@x.fr', /barre oblique inverse/],
  ])('%j is none, and says why', (written, fault) => {
    expect(readAddress(written)).toMatchObject({ value: null, fault: expect.stringMatching(fault) })
  })

  it('lies in the MSSanté space by its domain', () => {
    for (const inside of ['a@b.mssante.fr', 'a@B.MSSante.FR', 'a@interop-mssante.apicrypt.org']) {
      expect(isMssante(inside)).toBe(true)
    }
    for (const outside of ['a@mssante.fr', 'a@xmssante.fr', 'a@b.mssante.fr.example', 'a@apicrypt.org']) {
      expect(isMssante(outside)).toBe(false)
    }
  })

  it('has one folding: case, accents composed or not, outer spaces', () => {
    expect(foldAddress(' JOSÉ@X.fr ')).toBe('josé@x.fr')
    expect(foldAddress('JOSE\u0301@X.fr')).toBe('josé@x.fr')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        expect(foldAddress(foldAddress(text))).toBe(foldAddress(text))
      }),
    )
  })
})

describe('a text', () => {
  it.each([
    ['LEFÃˆVRE', 'LEFÈVRE'],
    ['ZoÃ©', 'Zoé'],
    ['voilÃ\u00a0', 'voilà'],
    ['lâ€™hÃ´pital', "l'hôpital"],
    ['ZoÃƒÂ©', 'Zoé'],
    ['NoÃ«l\u200b', 'Noël'],
  ])('%j encoded twice is as it was', (written, text) => {
    expect(readName(written)).toMatchObject({ value: text, repaired: expect.stringContaining('encodé deux fois') })
  })

  it('is left alone when it only looks so', () => {
    for (const text of ['Ã', 'SÃO', 'Ânes', 'Müller', "L'Haÿ", 'Œuvre °', '«\u00a0Leboeuf\u00a0»']) {
      expect(readLine(text).value).toBe(text.replaceAll('\u00a0', ' '))
    }
  })

  it('of any kind is encoded twice and read back', () => {
    const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
    const twice = (text: string) =>
      [...Buffer.from(text)]
        .map((byte) => (byte >= 0x80 && byte < 0xa0 ? SIGNS[byte - 0x80] : String.fromCharCode(byte)))
        .join('')
    const letters = fc.string({ unit: fc.constantFrom(...'abcEéèêëàâçîïôùûÉÈÀÇœ'), minLength: 1, maxLength: 20 })
    // « Éœ » is also « ɜ » encoded twice; no French word has an accent before œ.
    const french = letters.filter((text) => !/[À-ÿ]œ/.test(text))
    fc.assert(
      fc.property(french, (text) => {
        expect(readName(twice(text)).value).toBe(text)
      }),
    )
  })

  it('has one line, or several', () => {
    expect(readLine('LE\r\nBRAS')).toMatchObject({
      value: 'LE BRAS',
      repaired: expect.stringContaining('retour à la ligne'),
    })
    expect(readText('12 rue X\r\nBât. B')).toEqual({ value: '12 rue X\nBât. B', repaired: null, fault: null })
  })

  it.each([
    ['D’ORNANO', "D'ORNANO"],
    ['L´HERMITE', "L'HERMITE"],
    ['O`BRIEN', "O'BRIEN"],
    ['KERʼVELLA', "KER'VELLA"],
    ['DUPONT‑MARTIN', 'DUPONT-MARTIN'],
    ['CHU – NICE', 'CHU - NICE'],
    ['LEFE\u0300VRE', 'LEFÈVRE'],
    ['JEAN\u2003 PAUL', 'JEAN PAUL'],
  ])('%j has one form', (written, text) => {
    for (const read of [readName, readLine, readText]) {
      expect(read(written)).toEqual({ value: text, repaired: null, fault: null })
    }
    expect(isCleanText(written)).toBe(false)
  })

  it('that is a name has a letter or a digit', () => {
    for (const nothing of ['-', '...', '?', '’']) expect(readName(nothing).fault).not.toBeNull()
    for (const empty of ['', ' ', '\u200b', '\u00a0'])
      expect(readName(empty)).toMatchObject({ value: null, fault: null })
    for (const name of ["'T HOOFT", 'Ly', 'Ó']) expect(readName(name).value).toBe(name)
    expect(readName('#N/A')).toMatchObject({ value: null, repaired: expect.stringContaining('#N/A') })
  })
})

describe('a country', () => {
  it.each([
    ['', ''],
    ['99000', ''],
    ['99100', 'FRANCE'],
    ['', 'France'],
    ['FR', ''],
    ['', 'MONACO'],
    ['', 'La Réunion'],
  ])('%j %j is France', (code, name) => expect(isFrance(code, name)).toBe(true))
  it.each([
    ['99109', 'ALLEMAGNE'],
    ['99134', ''],
    ['', 'Espagne'],
    ['DE', ''],
    ['', 'Allemagne'],
  ])('%j %j is not', (code, name) => expect(isFrance(code, name)).toBe(false))
})
