import type { Authenticator } from '../accounts/authenticator.js'
import type { KeyChecker } from '../accounts/file-keys.js'
import type { JournalReader } from '../changes/journal-reader.js'
import type { ExtractionFiles } from '../extractions/index.js'
import type { HygieneLists } from '../hygiene/index.js'
import type { Log } from '../log.js'
import type { LdapReached } from '../pages/help-values.js'
import type { VisibleReports } from '../report/index.js'
import type { Professionnel } from '../resources/person.js'
import type { Turns } from '../serving/turns.js'
import type { SourcePolicies } from '../source-policies.js'
import type { DirectorySwitch } from '../store/index.js'
import type { Searches } from './searches.js'

/** What the routes answer from. */
export interface HttpServices {
  readonly directory: DirectorySwitch
  readonly reports: VisibleReports
  readonly journal: JournalReader
  readonly extractions: ExtractionFiles
  readonly hygiene: HygieneLists
  readonly authenticator: Authenticator
  readonly keys: KeyChecker
  /** Whether other machines may send a password or a key, which goes in clear. */
  readonly clearPasswords: boolean
  /** Whether nobody in particular may read the national data. */
  readonly openNational: boolean
  /** How regional sources publish. @throws AnnuaireError INDISPONIBLE when that cannot be read */
  readonly policies: () => SourcePolicies
  /** A person as the LDAP door shows it. */
  readonly ldif: (person: Professionnel) => string
  /** How programs reach the LDAP door, for the pages that tell it. */
  readonly clients: LdapReached
  readonly searches: Searches
}

/** Requests in a minute; 0 for no limit. */
export interface Rates {
  readonly ofAddress: number
  readonly ofKey: number
  /** Of the machine itself, where a proxy may stand for everybody. */
  readonly ofMachine: number
}

export interface HttpOptions extends Omit<HttpServices, 'searches'> {
  /** Turns that the searches of every door take. */
  readonly turns: Turns
  /** Connections of one client address at a time. */
  readonly perAddress: number
  readonly rates: Rates
  /** Origins of the web pages that may call the API; `*` for all. */
  readonly origins: readonly string[]
  /** Receives one object for each request: route pattern, status, duration. Never the values searched. */
  readonly log: Log
}
