import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scratch } from '../support/cli.js'
import type { Served } from '../support/served.js'
import { PAGES, PASSWORD, servePages, signIn } from './served-pages.js'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'doctype-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'long-title': 'off',
    'tel-non-breaking': 'off',
    // A form of search is a region by its role (RGAA 12.6); the element <search> is not read by all browsers yet.
    'prefer-native-element': ['error', { exclude: ['search'] }],
  },
})

describe('the pages', () => {
  const folder = scratch('pages')
  let served: Served
  const cookies = new Map<string | null, string>()
  const get = (
    path: string,
    account: string | null = null,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const cookie = cookies.get(account)
    return fetch(`${served.http}${path}`, {
      headers: { accept: 'text/html,*/*;q=0.8', ...(cookie !== undefined && { cookie }), ...headers },
      redirect: 'manual',
    })
  }
  const text = async (path: string, account: string | null = null): Promise<string> => (await get(path, account)).text()

  beforeAll(async () => {
    served = await servePages(folder)
    for (const account of ['lectrice', 'bretonne', 'paca', 'exploitante']) {
      cookies.set(account, await signIn(served.http, account))
    }
  }, 60_000)
  afterAll(() => served.stop())

  it.each(PAGES)('%s is valid HTML of at most 60 kB, seen by %s', async (path, account) => {
    const response = await get(path, account)
    const page = await response.text()
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.length).toBeLessThan(60_000)
    const { results } = await validator.validateString(page)
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)),
    ).toEqual([])
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/)
    // No program, style or picture of another host, and none in the page itself.
    expect(page).not.toMatch(/<script(?![^>]* src="\/statique\/)|<style|<[^>]*\s(?:style|on\w+|src)="(?!\/statique)/)
  })

  it('search as the API does, and show the mailboxes of the record', async () => {
    const page = await text('/?q=dupont')
    const { resultats } = (await (await fetch(`${served.http}/v1/professionnels?q=dupont`)).json()) as {
      resultats: readonly { identifiant: string; bals: readonly { adresse: string }[] }[]
    }
    expect([...page.matchAll(/href="\/professionnels\/(\d+)"/g)].map(([, id]) => id)).toEqual(
      resultats.map(({ identifiant }) => identifiant),
    )
    for (const { identifiant, bals } of resultats) {
      const record = await text(`/professionnels/${identifiant}`)
      for (const { adresse } of bals) {
        expect(page).toContain(`<span class="adresse">${adresse}</span>`)
        expect(record).toContain(`<span class="adresse">${adresse}</span>`)
      }
    }
  })

  it('tell each fault beside its field', async () => {
    const response = await get('/?codePostal=zzz')
    const page = await response.text()
    expect(response.status).toBe(400)
    expect(page).toContain('<a href="#codePostal">Code postal</a>')
    expect(page).toMatch(
      /id="codePostal"[^>]* aria-invalid="true"[^>]* aria-describedby="aide-codePostal faute-codePostal"/,
    )
    expect(page).toContain('id="faute-codePostal">Erreur :')
  })

  it('propose the cities that begin so', async () => {
    expect(await (await get('/villes?debut=mars')).json()).toEqual({ villes: ['MARSEILLE'] })
    expect(await (await get('/villes?debut=m')).json()).toEqual({ villes: [] })
  })

  it('give a search as CSV and vCard, a person as vCard and LDIF', async () => {
    const csv = await text('/recherche.csv?q=dupont')
    expect(csv.split('\r\n')[1]).toMatch(/^810000000017;DUPONT;Jean;Médecin;/)
    expect(await text('/recherche.vcf?q=dupont')).toContain(
      'EMAIL;TYPE=INTERNET,PREF:jean.dupont@medecin.mssante.fr\r\n',
    )
    expect(await text('/professionnels/10000000017.vcf')).toContain('UID:annuaire-810000000017\r\n')
    expect(await text('/professionnels/10000000017.ldif')).toMatch(
      /^dn: employeeNumber=810000000017,ou=professionnels,dc=rpps,dc=fr\n[\s\S]*\nsn: DUPONT\n/,
    )
  })

  it('answer 304 to who holds the page, and not to another session', async () => {
    const etag = (await get('/?q=dupont')).headers.get('etag')!
    expect((await get('/?q=dupont', null, { 'if-none-match': etag })).status).toBe(304)
    expect((await get('/?q=dupont', 'bretonne', { 'if-none-match': etag })).status).toBe(200)
    expect((await get('/?q=dupont', 'bretonne')).headers.get('cache-control')).toBe('no-store')
  })

  it('keep their programs for good', async () => {
    const [, script] = /src="(\/statique\/[^"]+)"/.exec(await text('/'))!
    const response = await get(script!)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it('show what is typed and declared as text', async () => {
    const hostile = '<script>window.touche=1</script>'
    for (const [path, account] of [
      [`/?q=${encodeURIComponent(hostile)}`, null],
      [`/boites?nom=${encodeURIComponent(`"'>${hostile}`)}`, null],
      [`/structures?structure=${encodeURIComponent(hostile)}`, null],
      [`/connexion?retour=${encodeURIComponent(`/"'>${hostile}`)}`, null],
      [`/aide/${encodeURIComponent(hostile)}`, null],
      ['/boites?q=hostile', 'bretonne'],
      ['/sources/bretagne', 'bretonne'],
      ['/alimentations/derniere', 'exploitante'],
    ] as const) {
      const page = await text(path, account)
      expect(page, path).not.toContain('<script>window')
      expect(page, path).not.toContain('<img')
      expect(page, path).not.toContain('\u202e')
    }
    expect(await text('/boites?q=hostile', 'bretonne')).toContain('&lt;script&gt;window.touche=1&lt;/script&gt;')
  })

  it('show nothing of a region to who may not read it, and nothing in liste rouge to anybody', async () => {
    for (const account of [null, 'paca']) {
      const page = await text('/boites?q=bretagne', account)
      expect(page).not.toContain('@bretagne.mssante.fr')
      expect((await get('/sources/bretagne', account)).status).toBe(account === null ? 303 : 404)
    }
    expect(await text('/boites?q=jean', 'bretonne')).toContain('jean.dupont@bretagne.mssante.fr')
    for (const account of [null, 'lectrice', 'bretonne', 'exploitante']) {
      for (const path of ['/?q=secret', '/boites?q=secret', '/boites?q=rouge', '/recherche.csv?q=secret']) {
        expect(await text(path, account)).not.toContain('rouge.secret@')
      }
    }
  })

  it('keep reports and declared accounts for those who administer', async () => {
    const status = async (path: string, account: string | null) => (await get(path, account)).status
    for (const path of ['/alimentations', '/alimentations/derniere', '/sources', '/sources/bretagne']) {
      const response = await get(path)
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(`/connexion?retour=${encodeURIComponent(path)}`)
    }
    expect(await status('/alimentations', 'lectrice')).toBe(404)
    expect(await status('/sources/bretagne', 'lectrice')).toBe(404)
    expect(await status('/sources/bretagne/comptes.csv', 'lectrice')).toBe(404)
    expect(await status('/sources/bretagne', 'bretonne')).toBe(200)
    expect(await status('/sources/bretagne', 'exploitante')).toBe(200)
    expect(await text('/sources/bretagne', 'bretonne')).toContain('rouge.secret@bretagne.mssante.fr')
  })

  it('give each role of an account its rights over the API too', async () => {
    const status = async (path: string, account: string): Promise<number> => {
      const authorization = `Basic ${Buffer.from(`${account}:${PASSWORD}`).toString('base64')}`
      return (await fetch(`${served.http}${path}`, { headers: { authorization } })).status
    }
    for (const path of ['/v1/alimentations', '/v1/sources/bretagne/comptes', '/v1/extractions/bals.csv']) {
      expect(await status(path, 'lectrice'), path).toBe(403)
    }
    expect(await status('/v1/bals?q=jean', 'lectrice')).toBe(200)
    expect(await status('/v1/sources/bretagne/comptes', 'bretonne')).toBe(200)
    expect(await status('/v1/sources/bretagne/comptes', 'paca')).toBe(404)
    expect(await status('/v1/sources/bretagne/comptes', 'exploitante')).toBe(200)
  })

  it('export a source as a file that names its accounts', async () => {
    const csv = await text('/sources/bretagne/comptes.csv', 'bretonne')
    expect(csv).toContain('attend@bretagne.mssante.fr')
    const book = Buffer.from(await (await get('/sources/bretagne/comptes.xlsx', 'bretonne')).arrayBuffer())
    expect(book.subarray(0, 2).toString()).toBe('PK')
    expect((await get('/sources/bretagne/modele.xlsx', 'bretonne')).headers.get('content-disposition')).toBe(
      'attachment; filename="modele-loaduser.xlsx"',
    )
  })

  it('tell a person, and a program, each in its way that an address does not exist', async () => {
    const page = await get('/nulle-part')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    const problem = await fetch(`${served.http}/nulle-part`)
    expect([problem.status, problem.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ])
  })

  describe('signing in', () => {
    const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${served.http}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
    const right = { compte: 'bretonne', motDePasse: PASSWORD }

    it('sets a cookie that no script reads and no other site sends', async () => {
      const response = await post('/connexion', { ...right, retour: '/etat' })
      expect([response.status, response.headers.get('location')]).toEqual([303, '/etat'])
      expect(response.headers.get('set-cookie')).toMatch(
        /^annuaire_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
      )
      const behind = await post('/connexion', right, { 'x-forwarded-proto': 'https' })
      expect(behind.headers.get('set-cookie')).toMatch(/; Secure$/)
    })

    it('leads nowhere but to this server', async () => {
      for (const retour of [
        '//ailleurs.example',
        '/\\ailleurs.example',
        'https://ailleurs.example',
        '/\t/ailleurs.example',
      ]) {
        expect((await post('/connexion', { ...right, retour })).headers.get('location')).toBe('/')
      }
    })

    it('refuses a wrong password without saying what is wrong', async () => {
      const [wrong, unknown] = await Promise.all([
        post('/connexion', { ...right, motDePasse: 'autre chose' }),
        post('/connexion', { compte: 'personne', motDePasse: PASSWORD }),
      ])
      for (const response of [wrong, unknown]) {
        expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null])
        expect(await response.text()).toContain('Nom de compte ou mot de passe incorrect.')
      }
    })

    it('refuses a form of another site', async () => {
      const headers: readonly Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://ailleurs.example' },
        { origin: 'null' },
      ]
      for (const one of headers) expect((await post('/connexion', right, one)).status).toBe(400)
    })

    it('ends with a form of this session, and no other', async () => {
      const cookie = await signIn(served.http, 'bretonne')
      const page = await (await fetch(`${served.http}/etat`, { headers: { cookie } })).text()
      const [, jeton] = /name="jeton" value="([^"]+)"/.exec(page)!
      expect((await post('/deconnexion', { jeton: 'autre' }, { cookie })).status).toBe(400)
      expect((await post('/deconnexion', {}, { cookie })).status).toBe(400)
      const done = await post('/deconnexion', { jeton: jeton! }, { cookie })
      expect([done.status, done.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('Max-Age=0')])
      const after = await fetch(`${served.http}/alimentations`, { headers: { cookie }, redirect: 'manual' })
      expect(after.status).toBe(303)
    })

    it('takes forms alone, short ones, each field once', async () => {
      const as = (body: string, type: string) =>
        fetch(`${served.http}/connexion`, {
          method: 'POST',
          body,
          headers: { 'content-type': type },
          redirect: 'manual',
        })
      expect((await as('x'.repeat(20_000), 'application/x-www-form-urlencoded')).status).toBe(413)
      expect((await as('{}', 'text/plain')).status).toBe(415)
      expect((await as('compte=a&compte=b', 'application/x-www-form-urlencoded')).status).toBe(400)
      expect(
        (await fetch(`${served.http}/v1/professionnels/lot`, { method: 'POST', body: new URLSearchParams({ a: '1' }) }))
          .status,
      ).toBe(415)
    })
  })
})
