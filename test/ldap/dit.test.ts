import { describe, expect, it } from 'vitest'
import { parseName } from '../../src/ldap/dn/name.js'
import { Dit } from '../../src/ldap/tree/dit.js'
import { locate } from '../../src/ldap/tree/locate.js'

describe('the roots of the trees', () => {
  it.each([
    ['ou=bal,c=mssante,c=fr', 'dc=rpps,dc=fr', 'mail=a@b.fr,ou=national,ou=bal,c=mssante,c=fr'],
    ['o=Hôpital\\, Paris', 'dc=rpps,dc=fr', 'mail=a@b.fr,ou=National,o=HÔPITAL\\2c paris'],
  ])('%s and %s', (bal, rpps, name) => {
    const dit = new Dit(bal, rpps)
    expect(locate(dit.contexts([]), parseName(name)!)).toMatchObject({ kind: 'leaf', value: 'a@b.fr' })
  })

  it.each([
    ['garbage', 'dc=rpps,dc=fr'],
    ['mail=x,dc=fr', 'dc=rpps,dc=fr'],
    ['dc=fr', 'dc=rpps,dc=fr'],
    ['dc=rpps,dc=fr', 'DC=rpps, dc=FR'],
  ])('refuses %s with %s', (bal, rpps) => {
    expect(() => new Dit(bal, rpps)).toThrow(expect.objectContaining({ code: 'CONFIGURATION_INVALIDE' }))
  })
})
