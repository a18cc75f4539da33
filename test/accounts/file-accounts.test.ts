import { scryptSync } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addAccount, FileAccounts, listAccounts, removeAccount } from '../../src/accounts/index.js'
import { collectingLog } from '../support/collecting-log.js'

const PASSWORD = 'un mot de passe long'
let dataDir: string

/** A new connection. */
function client(remoteAddress = '192.0.2.1') {
  return { remoteAddress, destroyed: false }
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'annuaire-comptes-'))
})
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true })
})

describe('FileAccounts', () => {
  it('knows nobody without a file', async () => {
    expect(await new FileAccounts(dataDir, collectingLog()).authenticate('essai', PASSWORD, client())).toBeNull()
  })

  it('lets in who has the password, with the sources of the account', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: ['paca', 'corse', 'paca'] })
    const accounts = new FileAccounts(dataDir, collectingLog())
    expect(await accounts.authenticate('essai', PASSWORD, client())).toEqual({
      sources: ['corse', 'paca'],
      role: 'administrateur',
    })
    expect(await accounts.authenticate('essai', `${PASSWORD} `, client())).toBeNull()
    expect(await accounts.authenticate('essai', '', client())).toBeNull()
    expect(await accounts.authenticate('Essai', PASSWORD, client())).toBeNull()
    expect(await accounts.authenticate('constructor', PASSWORD, client())).toBeNull()
  })

  it('takes composed and decomposed accents for the same password', async () => {
    await addAccount(dataDir, { name: 'essai', password: 'été à Nîmes', sources: [] })
    expect(
      await new FileAccounts(dataDir, collectingLog()).authenticate('essai', 'été à Nîmes'.normalize('NFD'), client()),
    ).toEqual({ sources: [], role: 'administrateur' })
  })

  it('sees changes of the file without a restart', async () => {
    const accounts = new FileAccounts(dataDir, collectingLog())
    await accounts.add('essai', PASSWORD, ['paca'])
    expect(await accounts.authenticate('essai', PASSWORD, client())).toEqual({
      sources: ['paca'],
      role: 'administrateur',
    })
    await accounts.add('essai', 'un autre mot de passe', ['corse'])
    expect(await accounts.authenticate('essai', PASSWORD, client())).toBeNull()
    expect(await accounts.authenticate('essai', 'un autre mot de passe', client())).toEqual({
      sources: ['corse'],
      role: 'administrateur',
    })
    await accounts.remove('essai')
    expect(await accounts.authenticate('essai', 'un autre mot de passe', client())).toBeNull()
  })

  it('keeps the file from other readers, and no password in it', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const path = join(dataDir, 'comptes.json')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readFile(path, 'utf8')).not.toContain(PASSWORD)
  })

  it('tells the same password of two accounts apart in the file', async () => {
    await addAccount(dataDir, { name: 'un', password: PASSWORD, sources: [] })
    await addAccount(dataDir, { name: 'deux', password: PASSWORD, sources: [] })
    const { comptes } = JSON.parse(await readFile(join(dataDir, 'comptes.json'), 'utf8'))
    expect(comptes.un.empreinte).not.toBe(comptes.deux.empreinte)
  })

  it('says so when the file is damaged, and works again when it is repaired', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const path = join(dataDir, 'comptes.json')
    const good = await readFile(path)
    const accounts = new FileAccounts(dataDir, collectingLog())
    await writeFile(path, '{"version":1,"comptes":{"essai":{}}}')
    await expect(accounts.authenticate('essai', PASSWORD, client())).rejects.toMatchObject({ code: 'INDISPONIBLE' })
    await writeFile(path, good)
    await utimes(path, new Date(), new Date(Date.now() + 1000))
    expect(await accounts.authenticate('essai', PASSWORD, client())).toEqual({ sources: [], role: 'administrateur' })
  })

  it('bounds the work that a flood of wrong passwords makes, and lets others in meanwhile', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const accounts = new FileAccounts(dataDir, collectingLog())
    const flood = Promise.allSettled(
      Array.from({ length: 500 }, (_, index) => accounts.authenticate('essai', `faux ${index}`, client('192.0.2.66'))),
    )
    expect(await accounts.authenticate('essai', PASSWORD, client())).toEqual({ sources: [], role: 'administrateur' })
    accounts.close()
    const outcomes = await flood
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(50)
    expect(outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])).at(0)).toBe('INDISPONIBLE')
  })

  it('does not forget who was right because others were wrong, or because another account changed', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const lines: { evenement?: string }[] = []
    const accounts = new FileAccounts(dataDir, collectingLog(lines))
    await accounts.authenticate('essai', PASSWORD, client())
    await addAccount(dataDir, { name: 'autre', password: PASSWORD, sources: [] })
    await accounts.authenticate('essai', PASSWORD, client())
    // Only a password that was hashed is told as let in.
    expect(lines.filter(({ evenement }) => evenement === 'compte.admis')).toHaveLength(1)
  })

  it('gives a stamp that tells changes of password and sources, and the end of the account', async () => {
    const accounts = new FileAccounts(dataDir, collectingLog())
    const next = async () => {
      await sleep(300)
      return accounts.stamp('essai')
    }
    expect(await next()).toBeNull()
    const stamps = []
    for (const [password, source] of [
      [PASSWORD, 'paca'],
      [`${PASSWORD}2`, 'paca'],
      [`${PASSWORD}2`, 'corse'],
    ] as const) {
      await addAccount(dataDir, { name: 'essai', password, sources: [source] })
      stamps.push(await next())
    }
    expect(new Set(stamps).size).toBe(3)
    expect(stamps).not.toContain(null)
    await addAccount(dataDir, { name: 'autre', password: PASSWORD, sources: [] })
    expect(await next()).toBe(stamps.at(-1))
    await removeAccount(dataDir, 'essai')
    expect(await next()).toBeNull()
    await writeFile(join(dataDir, 'comptes.json'), 'abîmé')
    await sleep(300)
    expect(accounts.stamp('autre')).toBeNull()
  })

  it('says nothing of the file to those who are not let in', async () => {
    await writeFile(join(dataDir, 'comptes.json'), 'abîmé')
    const lines: { evenement?: string }[] = []
    const accounts = new FileAccounts(dataDir, collectingLog(lines))
    const refused = await accounts.authenticate('essai', PASSWORD, client()).catch((error: Error) => error)
    expect(refused).toMatchObject({ code: 'INDISPONIBLE', message: expect.not.stringContaining(dataDir) })
    expect(lines).toEqual([expect.objectContaining({ niveau: 'error', erreur: expect.stringContaining(dataDir) })])
  })

  it.each([
    ['parameters that are no power of two', { n: 1000 }],
    ['parameters that would take gigabytes', { n: 2 ** 20, r: 32 }],
    ['no salt', { sel: undefined }],
  ])('takes %s for damage', async (_, changed) => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const path = join(dataDir, 'comptes.json')
    const stored = JSON.parse(await readFile(path, 'utf8'))
    Object.assign(stored.comptes.essai, changed)
    await writeFile(path, JSON.stringify(stored))
    await expect(
      new FileAccounts(dataDir, collectingLog()).authenticate('essai', PASSWORD, client()),
    ).rejects.toMatchObject({ code: 'INDISPONIBLE' })
  })

  it('logs each failure with address and account, and no password', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const lines: object[] = []
    const accounts = new FileAccounts(dataDir, collectingLog(lines))
    await accounts.authenticate('essai', 'motdepasse-faux', client('::ffff:192.0.2.7'))
    await accounts.authenticate('per\u001b[31msonne\u202e', 'motdepasse-faux', client('2001:db8:1:2:3::4'))
    await accounts.authenticate('x'.repeat(500), 'motdepasse-faux', client())
    expect(lines).toEqual([
      expect.objectContaining({ evenement: 'compte.refuse', niveau: 'warn', compte: 'essai', adresse: '192.0.2.7' }),
      expect.objectContaining({ compte: 'per?[31msonne?', adresse: '2001:db8:1:2::/64' }),
      expect.objectContaining({ compte: 'x'.repeat(64) }),
    ])
    expect(JSON.stringify(lines)).not.toContain('motdepasse')
  })

  it('takes hashes of former times, and replaces them at the next success without ending sessions', async () => {
    // As version 0.1.0 wrote it: N = 16384, r = 8, p = 1 and no revision.
    const sel = Buffer.alloc(16, 7)
    const empreinte = scryptSync(PASSWORD, sel, 32, { N: 2 ** 14, r: 8, p: 1 }).toString('base64')
    const old = { sel: sel.toString('base64'), empreinte, n: 2 ** 14, r: 8, p: 1, sources: ['paca'] }
    const path = join(dataDir, 'comptes.json')
    await writeFile(path, JSON.stringify({ version: 1, comptes: { essai: old } }))
    const accounts = new FileAccounts(dataDir, collectingLog())
    expect(await accounts.authenticate('essai', `${PASSWORD} `, client())).toBeNull()
    const before = accounts.stamp('essai')
    expect(await accounts.authenticate('essai', PASSWORD, client())).toEqual({
      sources: ['paca'],
      role: 'administrateur',
    })
    const { essai } = JSON.parse(await readFile(path, 'utf8')).comptes
    expect(essai).toMatchObject({ n: 2 ** 14, r: 8, p: 5, sources: ['paca'] })
    expect(essai.empreinte).not.toBe(empreinte)
    await sleep(300)
    expect(accounts.stamp('essai')).toBe(before)
    expect(await new FileAccounts(dataDir, collectingLog()).authenticate('essai', PASSWORD, client())).not.toBeNull()
  })

  it('remembers the latest outcomes, so that a client that binds for each search costs one hash', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const accounts = new FileAccounts(dataDir, collectingLog())
    await accounts.authenticate('essai', PASSWORD, client())
    const started = performance.now()
    for (let round = 0; round < 200; round++) await accounts.authenticate('essai', PASSWORD, client())
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('the list of accounts', () => {
  it('grows, is sorted and shrinks', async () => {
    expect(await addAccount(dataDir, { name: 'zoe', password: PASSWORD, sources: [] })).toBe(true)
    expect(await addAccount(dataDir, { name: 'anne', password: PASSWORD, sources: ['paca'] })).toBe(true)
    expect(await addAccount(dataDir, { name: 'zoe', password: PASSWORD, sources: ['corse'] })).toBe(false)
    expect(await listAccounts(dataDir)).toEqual([
      { name: 'anne', sources: ['paca'], role: 'administrateur' },
      { name: 'zoe', sources: ['corse'], role: 'administrateur' },
    ])
    expect(await removeAccount(dataDir, 'anne')).toBe(true)
    expect(await removeAccount(dataDir, 'anne')).toBe(false)
    await expect(new FileAccounts(dataDir, collectingLog()).remove('anne')).rejects.toMatchObject({
      code: 'INTROUVABLE',
    })
  })

  it('loses no change when several commands write at once', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `compte-${index}`)
    await Promise.all(names.map((name) => addAccount(dataDir, { name, password: PASSWORD, sources: [] })))
    expect((await listAccounts(dataDir)).map(({ name }) => name)).toEqual(names)
    expect(await readdir(dataDir)).toEqual(['comptes.json'])
  })

  it('does not wait for a command that was killed while it wrote', async () => {
    const lock = join(dataDir, 'comptes.json.verrou')
    await writeFile(lock, '')
    await utimes(lock, new Date(), new Date(Date.now() - 60_000))
    expect(await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })).toBe(true)
  })

  it.each(['a', 'Majuscule', 'é', 'a b', '../x', 'x'.repeat(65), ''])('refuses the name « %s »', async (name) => {
    await expect(addAccount(dataDir, { name, password: PASSWORD, sources: [] })).rejects.toMatchObject({
      code: 'USAGE',
    })
  })

  it('refuses a short password', async () => {
    await expect(addAccount(dataDir, { name: 'essai', password: 'court', sources: [] })).rejects.toMatchObject({
      code: 'USAGE',
    })
  })
})
