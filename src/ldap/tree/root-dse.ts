import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../project-root.js'
import { ASSERTION } from '../protocol/assertion-control.js'
import { MANAGE_DSA_IT } from '../protocol/controls.js'
import { DONT_USE_COPY } from '../protocol/copy-control.js'
import { DOMAIN_SCOPE } from '../protocol/domain-scope-control.js'
import { LIST_VIEW_REQUEST } from '../protocol/list-view-control.js'
import { MATCHED_VALUES } from '../protocol/matched-values-control.js'
import { PAGED_RESULTS } from '../protocol/paged-control.js'
import { START_TLS, WHO_AM_I } from '../protocol/requests.js'
import { SORT_REQUEST } from '../protocol/sort-control.js'
import { SUBENTRIES } from '../protocol/subentries-control.js'
import type { Entry } from './entry.js'
import { SUBSCHEMA_DN } from './operational-values.js'
import { StaticEntry } from './static-entry.js'

/** All operational attributes (RFC 3673), attributes by class (RFC 4529), absolute true and false (RFC 4526). */
const FEATURES = ['1.3.6.1.4.1.4203.1.5.1', '1.3.6.1.4.1.4203.1.5.2', '1.3.6.1.4.1.4203.1.5.3']

const manifest = z.object({ version: z.string() })

/** The server's own entry, under the empty name (RFC 4512 §5.1). */
export function rootDse(namingContexts: readonly string[], tls: boolean): Entry {
  const { version } = manifest.parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')))
  return new StaticEntry(
    '',
    {
      objectClass: ['top', 'annuaireServeur'],
      namingContexts,
      supportedLDAPVersion: ['3'],
      supportedControl: [
        PAGED_RESULTS,
        SORT_REQUEST,
        LIST_VIEW_REQUEST,
        MANAGE_DSA_IT,
        DOMAIN_SCOPE,
        DONT_USE_COPY,
        SUBENTRIES,
        ASSERTION,
        MATCHED_VALUES,
      ],
      supportedExtension: tls ? [WHO_AM_I, START_TLS] : [WHO_AM_I],
      supportedFeatures: FEATURES,
      subschemaSubentry: [SUBSCHEMA_DN],
      vendorName: ['annuaire'],
      vendorVersion: [version],
    },
    'annuaireServeur',
  )
}
