import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scratch } from '../support/cli.js'
import { findProgram, needs } from '../support/programs.js'
import type { Served } from '../support/served.js'
import { PAGES, PASSWORD, servePages } from './served-pages.js'

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core')), 'utf8')
const WIDTHS = [360, 1440] as const
/** Pages that are made as another one is. */
const ALIKE = /^\/aide\/(?!thunderbird|roundcube)/
const SCHEMES = ['light', 'dark'] as const

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

describe('a person at the pages', needs('chromium'), () => {
  const folder = scratch('navigateur')
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    served = await servePages(folder)
    // The sandbox asks for rights that a container does not give.
    browser = await chromium.launch({ executablePath: findProgram('chromium')!, args: ['--no-sandbox'] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
  })

  /** A browser of its own, which collects what goes wrong and who else is asked. */
  async function visit(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ locale: 'fr-FR', ...options })
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (message) => {
      // A refused search and an unknown page are answered as such, which the console repeats.
      const isStatus = /status of 40[04]/.test(message.text())
      if ((message.type() === 'error' || message.type() === 'warning') && !isStatus) wrong.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(served.http)) wrong.push(`asked ${request.url()}`)
    })
    const signIn = async (account: string): Promise<void> => {
      await page.goto(`${served.http}/connexion`)
      await page.getByLabel('Nom du compte').fill(account)
      await page.getByLabel('Mot de passe').fill(PASSWORD)
      await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click()
      await page.getByRole('button', { name: 'Se déconnecter' }).waitFor()
    }
    return { context, page, wrong, signIn }
  }

  const focused = (page: Page, property: 'id' | 'textContent') =>
    page.evaluate<string>(`document.activeElement?.${property}`)
  const results = (page: Page) => page.locator('#resultats h3')
  const bar = (page: Page) => page.getByLabel('Qui ? Quoi ? Où ?')

  it.each(WIDTHS.flatMap((width) => SCHEMES.map((scheme) => [width, scheme] as const)))(
    'meets no barrier at %i pixels, %s',
    async (width, colorScheme) => {
      const found: string[] = []
      for (const account of [null, 'bretonne', 'exploitante']) {
        const { context, page, wrong, signIn } = await visit({ viewport: { width, height: 900 }, colorScheme })
        if (account !== null) await signIn(account)
        for (const [path] of PAGES.filter(([path, whose]) => whose === account && !ALIKE.test(path))) {
          await page.goto(served.http + path)
          await page.evaluate(AXE)
          const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)')
          found.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`))
          if (await page.evaluate('document.documentElement.scrollWidth > innerWidth'))
            found.push(`${path} is too wide`)
          if (await page.evaluate('"touche" in window')) found.push(`${path} ran what was declared`)
        }
        found.push(...wrong)
        await context.close()
      }
      expect(found).toEqual([])
    },
    120_000,
  )

  it('finds somebody while typing, without leaving the field, and comes back', async () => {
    const { context, page, wrong } = await visit()
    await page.goto(served.http)
    await bar(page).pressSequentially('dup', { delay: 20 })
    await results(page).first().waitFor()
    expect(await results(page).allTextContents()).toContain('Jean DUPONT')
    expect(await page.locator('#annonce').textContent()).toMatch(/^\d+ professionnels?$/)
    expect(await focused(page, 'id')).toBe('q')
    expect(page.url()).toBe(`${served.http}/?q=dup`)
    await bar(page).pressSequentially('ont mar', { delay: 20 })
    await page.waitForURL('**/?q=dupont+mar')
    await page.getByRole('link', { name: 'Jean DUPONT', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Jean DUPONT' }).waitFor()
    await page.goBack()
    await results(page).first().waitFor()
    expect(await bar(page).inputValue()).toBe('dupont mar')
    expect(wrong).toEqual([])
    await context.close()
  })

  it('shares the address of a search', async () => {
    const { context, page } = await visit()
    await page.goto(served.http)
    await page.getByText('Recherche détaillée').click()
    await page.getByLabel('Nom d’exercice').fill('dupont')
    await page.getByLabel('Profession', { exact: true }).selectOption({ label: 'Médecin' })
    await page.getByRole('button', { name: 'Rechercher' }).last().click()
    await page.waitForURL('**/?nom=dupont&profession=10')
    await results(page).first().waitFor()
    const other = await visit()
    await other.page.goto(page.url())
    expect(await results(other.page).allTextContents()).toEqual(await results(page).allTextContents())
    expect(await other.page.getByLabel('Nom d’exercice').inputValue()).toBe('dupont')
    expect(await other.page.getByLabel('Nom d’exercice').isVisible()).toBe(true)
    await Promise.all([context.close(), other.context.close()])
  })

  it('is offered the spécialités of the profession, and cities', async () => {
    const { context, page } = await visit()
    await page.goto(served.http)
    await page.getByText('Recherche détaillée').click()
    const specialites = page.getByLabel('Spécialité').locator('option')
    const before = await specialites.count()
    await page.getByLabel('Profession', { exact: true }).selectOption('40')
    await expect.poll(() => specialites.count()).toBeLessThan(before)
    await page.getByLabel('Ville').pressSequentially('mars')
    await expect.poll(() => page.locator('#villes option').allTextContents()).toEqual(['MARSEILLE'])
    await context.close()
  })

  it('is told what is wrong, and where', async () => {
    const { context, page } = await visit()
    await page.goto(served.http)
    await page.getByText('Recherche détaillée').click()
    await page.getByLabel('Code postal').fill('zzz')
    await page.getByLabel('Code postal').press('Enter')
    await page.getByRole('heading', { name: 'Recherche refusée' }).waitFor()
    await page.getByRole('link', { name: 'Code postal' }).click()
    expect(await page.getByLabel('Code postal').getAttribute('aria-invalid')).toBe('true')
    expect(await page.title()).toMatch(/^Erreur – /)
    await context.close()
  })

  it('copies an address, or those chosen', async () => {
    const { context, page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(`${served.http}/?q=dupont`)
    await page.getByRole('button', { name: 'Copier anne.dupont-martin@sage-femme.mssante.fr' }).click()
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
    await expect.poll(copied).toBe('anne.dupont-martin@sage-femme.mssante.fr')
    expect(await page.locator('#annonce').textContent()).toBe('Copié')
    for (const name of ['Jean DUPONT', 'Anne DUPONT-MARTIN']) {
      await page.getByLabel(`Choisir les adresses de ${name}`).check()
    }
    await page.getByRole('button', { name: 'Copier les adresses choisies (3)' }).click()
    await expect
      .poll(copied)
      .toBe(
        'jean.dupont@medecin.mssante.fr, j.dupont@chu-marseille.mssante.fr, anne.dupont-martin@sage-femme.mssante.fr',
      )
    await context.close()
  })

  it('goes all the way by the keyboard', async () => {
    const { context, page } = await visit()
    await page.goto(served.http)
    await page.keyboard.press('Tab')
    expect(await focused(page, 'textContent')).toBe('Aller au contenu')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page, 'id')).toBe('contenu')
    await page.keyboard.press('Tab')
    expect(await focused(page, 'id')).toBe('q')
    await page.keyboard.type('dupont jean')
    await page.keyboard.press('Enter')
    await results(page).first().waitFor()
    for (let tabs = 0; tabs < 20; tabs++) {
      await page.keyboard.press('Tab')
      if ((await focused(page, 'textContent')) === 'Jean DUPONT') break
    }
    await page.keyboard.press('Enter')
    await page.waitForURL('**/professionnels/810000000017')
    await context.close()
  })

  it('does all of it without a script', async () => {
    const { context, page, signIn } = await visit({ javaScriptEnabled: false })
    await page.goto(served.http)
    await bar(page).fill('dupont')
    await bar(page).press('Enter')
    await results(page).first().waitFor()
    expect(await page.getByRole('button', { name: /^Copier/ }).count()).toBe(0)
    await page.getByRole('link', { name: 'Jean DUPONT', exact: true }).click()
    await page.getByText('À préférer').waitFor()
    await signIn('bretonne')
    await page.getByRole('link', { name: 'Source bretagne' }).click()
    await page.getByRole('searchbox').fill('attend')
    await page.getByRole('button', { name: 'Filtrer' }).click()
    await page.getByText('1 compte', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByRole('link', { name: 'Se connecter' }).waitFor()
    await context.close()
  })

  it('prints a record', async () => {
    const { context, page } = await visit()
    await page.goto(`${served.http}/professionnels/810000000017`)
    const paper = await page.pdf({ format: 'A4' })
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    expect(await page.getByRole('heading', { name: 'Jean DUPONT' }).isVisible()).toBe(true)
    await context.close()
  })

  it('reads a report rule by rule', async () => {
    const { context, page, wrong, signIn } = await visit()
    await signIn('exploitante')
    await page.getByRole('link', { name: 'Alimentations' }).click()
    await page.getByRole('table').getByRole('link').first().click()
    await page
      .getByRole('link', { name: /^Voir ces avis/ })
      .first()
      .click()
    expect(
      await page
        .getByRole('region', { name: / avis$/ })
        .locator('tbody tr')
        .count(),
    ).toBeGreaterThan(0)
    await page.getByLabel('Criticité').selectOption('Information')
    await page.getByLabel('Règle').selectOption('')
    await page.getByRole('button', { name: 'Filtrer' }).click()
    await page.waitForURL('**criticite=Information**')
    const kinds = await page
      .getByRole('region', { name: / avis$/ })
      .locator('tbody tr td:first-child .etiquette:first-child')
      .allTextContents()
    expect(new Set(kinds)).toEqual(new Set(['Information']))
    expect(wrong).toEqual([])
    await context.close()
  })
})
