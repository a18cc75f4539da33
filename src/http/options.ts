import type { Authenticator } from '../accounts/authenticator.js'
import type { Log } from '../log.js'
import type { ReportReader } from '../report/port.js'
import type { DirectorySwitch } from '../store/index.js'

/** What the routes answer from. */
export interface HttpServices {
  readonly directory: DirectorySwitch
  readonly reports: ReportReader
  readonly authenticator: Authenticator
}

export interface HttpOptions extends HttpServices {
  /** Receives one object for each request: route pattern, status, duration. Never the values searched. */
  readonly log: Log
}
