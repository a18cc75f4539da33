import { describe, expect, it } from 'vitest'
import { html, joined } from '../../src/pages/html.js'
import { vcards } from '../../src/pages/vcard.js'
import type { Professionnel } from '../../src/resources/person.js'

describe('html', () => {
  it('escapes whatever is not markup of its own, in elements and attributes', () => {
    const name = `<script>alert("1")</script> & 'x'`
    expect(html`<p title="${name}">${name}</p>`.toString()).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>',
    )
  })

  it('keeps markup, lists and numbers, and leaves out what is not there', () => {
    expect(html`<b>${html`<i>${1}</i>`}${[null, undefined, false, 'a', ['b']]}</b>`.toString()).toBe(
      '<b><i>1</i>ab</b>',
    )
    expect(html`${joined(['a', html`<i>b</i>`], html`<br>`)}`.toString()).toBe('a<br><i>b</i>')
  })

  it('lets no direction of text, hidden mark or half character through', () => {
    expect(html`${'a\u202ecod.exe\u2066\u200f\ufeff\ud800\u0007'}`.toString()).toBe(
      'a\ufffdcod.exe\ufffd\ufffd\ufffd\ufffd\ufffd',
    )
  })

  it('keeps combining characters as they are', () => {
    expect(html`${'Zoe\u0308'}`.toString()).toBe('Zoe\u0308')
  })
})

describe('a vCard', () => {
  const person = {
    identifiant: '810000000017',
    nom: 'D;UPONT, le\ngrand',
    prenom: 'É'.repeat(60),
    civilite: null,
    professions: [{ code: '10', libelle: 'Médecin', categorie: null }],
    savoirFaire: [],
    activites: [],
    bals: [],
    provenance: { source: 'national', date: '2026-11-20T03:00:00' },
  } as unknown as Professionnel

  it('escapes separators, drops line ends and folds lines at 75 octets', () => {
    const lines = vcards([person]).split('\r\n')
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    const whole = vcards([person]).replaceAll('\r\n ', '')
    expect(whole).toContain(`N:D\\;UPONT\\, le grand;${'É'.repeat(60)};;;\r\n`)
    expect(whole).toMatch(/^BEGIN:VCARD\r\nVERSION:3.0\r\n[\s\S]*\r\nEND:VCARD\r\n$/)
  })
})
