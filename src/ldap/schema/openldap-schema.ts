import { ARC } from './arc.js'
import { attributeTypes } from './attribute-types.js'
import { attributeDescriptions, classDescriptions } from './descriptions.js'
import { objectClasses } from './object-classes.js'

/**
 * What this directory adds to the standard schema, as OpenLDAP's slapd.conf includes it. It needs core.schema,
 * cosine.schema and inetorgperson.schema before it.
 */
export function openldapSchema(): string {
  const own = (oid: string) => oid.startsWith(`${ARC}.`)
  const attributes = attributeDescriptions.filter((_, at) => own(attributeTypes[at]!.oid))
  const classes = classDescriptions.filter((_, at) => own(objectClasses[at]!.oid))
  return [
    '# Attributs et classes de l’annuaire, pour slapd.conf, après core, cosine et inetorgperson.',
    '# Écrit par « annuaire ldif --schema » : ne pas modifier à la main.',
    '',
    ...attributes.map((one) => `attributetype ${one}\n`),
    ...classes.map((one) => `objectclass ${one}\n`),
  ].join('\n')
}
