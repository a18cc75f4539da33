import { AnnuaireError } from '../../errors.js'
import { canonicalType } from '../dn/name-key.js'
import { parseDn } from '../dn/parse-dn.js'
import type { Entry } from './entry.js'
import { StaticEntry } from './static-entry.js'

/** Structural class for the attribute that names a container. */
const CLASS_OF: Readonly<Record<string, string>> = {
  dc: 'domain',
  o: 'organization',
  ou: 'organizationalUnit',
  c: 'country',
  l: 'locality',
}

/**
 * An entry that holds others, after the attribute that names it.
 * @param date since when it is as it is, ISO 8601
 * @throws AnnuaireError CONFIGURATION_INVALIDE when that attribute names no class: the configured root cannot be served
 */
export function containerEntry(dn: string, description: string, date: string | null): Entry {
  const rdn = parseDn(dn)?.[0]?.[0]
  const type = rdn === undefined ? '' : canonicalType(rdn.type)
  const structuralClass = CLASS_OF[type]
  if (rdn === undefined || structuralClass === undefined) {
    const kinds = Object.keys(CLASS_OF).join('=, ')
    throw new AnnuaireError(
      'CONFIGURATION_INVALIDE',
      `Racine LDAP « ${dn} » refusée : elle doit commencer par ${kinds}=.`,
    )
  }
  return new StaticEntry(
    dn,
    { objectClass: ['top', structuralClass], [type]: [rdn.value], description: [description] },
    structuralClass,
    { date },
  )
}
