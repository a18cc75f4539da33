import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

/** Debian keeps the server and its tools where only root looks. */
export const SBIN = { PATH: `${process.env['PATH']}:/usr/sbin` }

/**
 * Writes the schema of the repository where a slapd.conf of the folder includes it.
 * @returns its path
 */
export function schemaIn(folder: string): string {
  const path = join(folder, 'annuaire.schema')
  // OpenLDAP takes no CR, which a clone may have brought in.
  writeFileSync(path, readFileSync(join(projectRoot, 'schema/annuaire.schema'), 'utf8').replaceAll('\r\n', '\n'))
  return path
}

/** Writes a slapd.conf of an empty database for each base. @returns its path */
export function emptyDatabases(folder: string, bases: readonly string[]): string {
  const databases = bases.map((base, at) => {
    const database = join(folder, `base-${at}`)
    mkdirSync(database)
    return `database mdb\nsuffix "${base}"\ndirectory ${database}\nmaxsize 1073741824\n`
  })
  const standard = ['core', 'cosine', 'inetorgperson'].map((name) => `/etc/ldap/schema/${name}.schema`)
  const schemas = [...standard, schemaIn(folder)].map((path) => `include ${path}`)
  const config = join(folder, 'slapd.conf')
  writeFileSync(config, `${schemas.join('\n')}\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\n${databases.join('')}`)
  return config
}
