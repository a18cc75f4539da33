import { AnnuaireError, fault } from '../errors.js'
import { type ApiKey, newKey } from './api-key.js'
import { changeKeys, keyPath, readKeys, readUses, type StoredKey } from './key-file.js'
import type { Right } from './right.js'

const NAME = /^[a-z0-9._-]{2,64}$/
const DAY = /^\d{4}-\d\d-\d\d$/
const MOST = 1000

export interface KeyRights {
  readonly name: string
  /** Regional sources that the key opens; none for the national data alone. */
  readonly sources: readonly string[]
  readonly rights: readonly Right[]
  /** FINESS or SIRET of the only establishment whose report the key opens; null for all. */
  readonly establishment: string | null
  /** Last day on which it is taken, `AAAA-MM-JJ`; null for no end. */
  readonly expires: string | null
}

export interface ListedKey extends KeyRights {
  readonly id: string
  readonly created: string
  /** ISO 8601, to the minute; null when it was never used. */
  readonly lastUse: string | null
}

/**
 * Makes a key.
 * @returns the only copy of its text
 * @throws AnnuaireError USAGE when the name or the day breaks a rule, or another key has the name
 */
export async function createKey(dataDir: string, wanted: KeyRights): Promise<ApiKey> {
  const { name, sources, rights, establishment, expires } = wanted
  if (!NAME.test(name)) {
    const regle = '2 à 64 caractères parmi les minuscules, les chiffres, le point, le tiret et le tiret bas'
    throw usage('nom', `Nom de clé refusé : ${regle}.`, regle, name)
  }
  if (expires !== null && !(lastMoment(expires) > Date.now())) {
    const regle = 'un jour à venir, AAAA-MM-JJ'
    throw usage('expire', `Fin de validité refusée : ${regle}.`, regle, expires)
  }
  if (establishment !== null && rights.some((right) => right !== 'rapport')) {
    throw usage(
      'droits',
      'Une clé d’un établissement ouvre son rapport seulement : --droits rapport.',
      'rapport',
      rights.join(','),
    )
  }
  const key = newKey()
  await changeKeys(dataDir, (keys) => {
    if ([...keys.values()].some(({ nom }) => nom === name)) {
      throw usage('nom', `Une clé « ${name} » existe déjà : révoquez-la, ou prenez un autre nom.`, 'un nom libre', name)
    }
    if (keys.size >= MOST)
      throw new AnnuaireError('USAGE', `${MOST} clés au plus : révoquez celles qui ne servent plus.`)
    keys.set(key.id, {
      nom: name,
      empreinte: key.hash,
      sources: [...new Set(sources)].sort(),
      droits: [...new Set(rights)],
      ...(establishment !== null && { etablissement: establishment }),
      creee: new Date().toISOString(),
      expire: expires,
    })
  })
  return key
}

/**
 * @param nameOrId the name of a key, or its public part
 * @returns the key that is no more
 * @throws AnnuaireError INTROUVABLE
 */
export async function revokeKey(dataDir: string, nameOrId: string): Promise<{ id: string; name: string }> {
  return changeKeys(dataDir, (keys) => {
    const found = [...keys].find(([id, { nom }]) => id === nameOrId || nom === nameOrId)
    if (found === undefined) throw new AnnuaireError('INTROUVABLE', `Il n’y a pas de clé « ${nameOrId} ».`)
    keys.delete(found[0])
    return { id: found[0], name: found[1].nom }
  })
}

/** The keys in the order of their names. */
export function listKeys(dataDir: string): ListedKey[] {
  const uses = readUses(dataDir)
  const listed = [...readKeys(keyPath(dataDir))].map(([id, { nom, sources, droits, etablissement, creee, expire }]) => {
    const opened = { name: nom, sources, rights: droits, establishment: etablissement ?? null }
    return { id, ...opened, created: creee, expires: expire, lastUse: uses.get(id) ?? null }
  })
  return listed.sort((one, other) => (one.name < other.name ? -1 : 1))
}

export function isExpired({ expire }: StoredKey, now: number): boolean {
  return expire !== null && !(lastMoment(expire) > now)
}

/** The end of a day, where the server is; NaN when there is no such day. */
function lastMoment(day: string): number {
  const start = DAY.test(day) ? new Date(`${day}T00:00:00`) : new Date(Number.NaN)
  // 30 February is 2 March for JavaScript.
  return start.getDate() === Number(day.slice(8)) ? start.setDate(start.getDate() + 1) : Number.NaN
}

function usage(parametre: string, message: string, regle: string, valeur: string): AnnuaireError {
  return new AnnuaireError('USAGE', message, [fault(parametre, regle, valeur)])
}
