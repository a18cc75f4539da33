import type { Turns, Usage } from '../../serving/turns.js'
import type { DirectorySwitch, Reader } from '../../store/directory.js'
import type { Dit } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'

/** What searches need of the server that they run in. */
export interface SearchServices {
  readonly directory: DirectorySwitch
  readonly dit: Dit
  readonly rootDse: Entry
  readonly turns: Turns
}

/** Who searches. */
export interface Searcher {
  /** What the searches of the connection have cost lately. */
  readonly usage: Usage
  readonly reader: Reader
  /** Name of the account, null while anonymous. */
  readonly account: string | null
}
