import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addAccount, FileAccounts, listAccounts, removeAccount } from '../../src/accounts/index.js'

const PASSWORD = 'un mot de passe long'
let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'annuaire-comptes-'))
})
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true })
})

describe('FileAccounts', () => {
  it('knows nobody without a file', async () => {
    expect(await new FileAccounts(dataDir).authenticate('essai', PASSWORD)).toBeNull()
  })

  it('lets in who has the password, with the sources of the account', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: ['paca', 'corse', 'paca'] })
    const accounts = new FileAccounts(dataDir)
    expect(await accounts.authenticate('essai', PASSWORD)).toEqual({ sources: ['corse', 'paca'] })
    expect(await accounts.authenticate('essai', `${PASSWORD} `)).toBeNull()
    expect(await accounts.authenticate('essai', '')).toBeNull()
    expect(await accounts.authenticate('Essai', PASSWORD)).toBeNull()
    expect(await accounts.authenticate('constructor', PASSWORD)).toBeNull()
  })

  it('takes composed and decomposed accents for the same password', async () => {
    await addAccount(dataDir, { name: 'essai', password: 'été à Nîmes', sources: [] })
    expect(await new FileAccounts(dataDir).authenticate('essai', 'été à Nîmes'.normalize('NFD'))).toEqual({
      sources: [],
    })
  })

  it('sees changes of the file without a restart', async () => {
    const accounts = new FileAccounts(dataDir)
    await accounts.add('essai', PASSWORD, ['paca'])
    expect(await accounts.authenticate('essai', PASSWORD)).toEqual({ sources: ['paca'] })
    await accounts.add('essai', 'un autre mot de passe', ['corse'])
    expect(await accounts.authenticate('essai', PASSWORD)).toBeNull()
    expect(await accounts.authenticate('essai', 'un autre mot de passe')).toEqual({ sources: ['corse'] })
    await accounts.remove('essai')
    expect(await accounts.authenticate('essai', 'un autre mot de passe')).toBeNull()
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
    const accounts = new FileAccounts(dataDir)
    await writeFile(path, '{"version":1,"comptes":{"essai":{}}}')
    await expect(accounts.authenticate('essai', PASSWORD)).rejects.toMatchObject({ code: 'INDISPONIBLE' })
    await writeFile(path, good)
    await utimes(path, new Date(), new Date(Date.now() + 1000))
    expect(await accounts.authenticate('essai', PASSWORD)).toEqual({ sources: [] })
  })

  it('bounds the work that a flood of wrong passwords makes', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const accounts = new FileAccounts(dataDir)
    const flood = await Promise.allSettled(
      Array.from({ length: 500 }, (_, index) => accounts.authenticate('essai', `faux ${index}`)),
    )
    expect(flood.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(50)
    expect(await accounts.authenticate('essai', PASSWORD)).toEqual({ sources: [] })
  })

  it('remembers the latest outcomes, so that a client that binds for each search costs one hash', async () => {
    await addAccount(dataDir, { name: 'essai', password: PASSWORD, sources: [] })
    const accounts = new FileAccounts(dataDir)
    await accounts.authenticate('essai', PASSWORD)
    const started = performance.now()
    for (let round = 0; round < 200; round++) await accounts.authenticate('essai', PASSWORD)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('the list of accounts', () => {
  it('grows, is sorted and shrinks', async () => {
    expect(await addAccount(dataDir, { name: 'zoe', password: PASSWORD, sources: [] })).toBe(true)
    expect(await addAccount(dataDir, { name: 'anne', password: PASSWORD, sources: ['paca'] })).toBe(true)
    expect(await addAccount(dataDir, { name: 'zoe', password: PASSWORD, sources: ['corse'] })).toBe(false)
    expect(await listAccounts(dataDir)).toEqual([
      { name: 'anne', sources: ['paca'] },
      { name: 'zoe', sources: ['corse'] },
    ])
    expect(await removeAccount(dataDir, 'anne')).toBe(true)
    expect(await removeAccount(dataDir, 'anne')).toBe(false)
    await expect(new FileAccounts(dataDir).remove('anne')).rejects.toMatchObject({ code: 'INTROUVABLE' })
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
