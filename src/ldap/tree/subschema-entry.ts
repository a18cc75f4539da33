import { type Name, parseName } from '../dn/name.js'
import { attributeDescriptions, classDescriptions } from '../schema/descriptions.js'
import { ruleDescriptions } from '../schema/matching-rules.js'
import { syntaxDescriptions } from '../schema/syntaxes.js'
import type { Entry } from './entry.js'
import { SUBSCHEMA_DN } from './operational-values.js'
import { StaticEntry } from './static-entry.js'

/** The subschema subentry (RFC 4512 §4.2): what clients read to learn the attributes and classes served. */
export const subschemaEntry: Entry = new StaticEntry(
  SUBSCHEMA_DN,
  {
    objectClass: ['top', 'subentry', 'subschema'],
    cn: ['Subschema'],
    // RFC 3672 §2.3: the whole of what is served.
    subtreeSpecification: ['{}'],
    attributeTypes: attributeDescriptions,
    objectClasses: classDescriptions,
    matchingRules: ruleDescriptions,
    ldapSyntaxes: syntaxDescriptions,
  },
  'subentry',
  // RFC 4512 §4.2: clients keep the schema as long as its date stays. It changes with the program, which starts anew then.
  { hasSubordinates: false, date: new Date().toISOString() },
)

export const SUBSCHEMA_NAME: Name = parseName(SUBSCHEMA_DN)!
