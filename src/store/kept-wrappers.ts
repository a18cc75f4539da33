import type Database from 'better-sqlite3'

type Make = (this: object, ...args: unknown[]) => object
type Maker = Record<'prepare' | 'iterate', Make>

const kept = new Set<object>()

/** @param version of Node, such as v24.21.0 */
export function abortsOnCollection(version: string): boolean {
  const [major, minor] = version.slice(1).split('.').map(Number)
  return major === 24 && minor! >= 19
}

/**
 * Keeps what better-sqlite3 makes for as long as the process lives. Node 24.19 and later of that line abort when the
 * garbage collector takes an object of a module built with their headers (nodejs/node issue 65446; the module's version
 * 13 is not concerned, and does without Node 20). A statement takes a few hundred bytes: the programs here make few.
 */
export function keepWrappers(db: Database.Database): void {
  const [inner] = Object.getOwnPropertySymbols(db).map((key) => (db as unknown as Record<symbol, unknown>)[key])
  if (typeof inner !== 'object' || inner === null) return
  keepMade(Object.getPrototypeOf(inner) as Maker, 'prepare')
  keepMade(Object.getPrototypeOf(db.prepare('SELECT 1')) as Maker, 'iterate')
}

function keepMade(maker: Maker, name: 'prepare' | 'iterate'): void {
  const make = maker[name]
  maker[name] = function (this: object, ...args: unknown[]): object {
    const made = make.apply(this, args)
    kept.add(this).add(made)
    return made
  }
}
