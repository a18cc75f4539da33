import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.js'

describe('settings', () => {
  it.each([
    [{}, false],
    [{ ANNUAIRE_MOT_DE_PASSE_EN_CLAIR: 'oui' }, true],
    [{ ANNUAIRE_LDAP_MOT_DE_PASSE_EN_CLAIR: 'oui' }, true],
    [{ ANNUAIRE_MOT_DE_PASSE_EN_CLAIR: 'non', ANNUAIRE_LDAP_MOT_DE_PASSE_EN_CLAIR: 'non' }, false],
  ])('hold one rule for passwords in clear at both doors: %j', (env, expected) => {
    const { http, ldap } = readConfig(env)
    expect([http.clearPasswords, ldap.clearPasswords]).toEqual([expected, expected])
  })

  it.each([
    [{ ANNUAIRE_MOT_DE_PASSE_EN_CLAIR: 'oui', ANNUAIRE_LDAP_MOT_DE_PASSE_EN_CLAIR: 'non' }, /contredit/],
    [{ ANNUAIRE_MOT_DE_PASSE_EN_CLAIR: 'Oui ' }, /oui ou non/],
    [{ ANNUAIRE_CORS_ORIGINES: 'dpi.example' }, /origine/],
    [{ ANNUAIRE_CORS_ORIGINES: 'https://dpi.example/' }, /origine/],
    [{ ANNUAIRE_CORS_ORIGINES: 'null' }, /origine/],
    [{ ANNUAIRE_CORS_ORIGINES: '*, https://dpi.example' }, /seule/],
    [{ ANNUAIRE_HTTP_CONNEXIONS_PAR_ADRESSE: '0' }, /ANNUAIRE_HTTP_CONNEXIONS_PAR_ADRESSE/],
  ])('refuse %j', (env, message) => {
    expect(() => readConfig(env)).toThrow(message)
  })

  it('tell the new name of a former one', () => {
    expect(readConfig({ ANNUAIRE_LDAP_MOT_DE_PASSE_EN_CLAIR: 'non' }).warnings.join()).toContain(
      'ANNUAIRE_MOT_DE_PASSE_EN_CLAIR',
    )
    expect(readConfig({ ANNUAIRE_MOT_DE_PASSE_EN_CLAIR: 'non' }).warnings).toEqual([])
  })
})
