/** Who looks at a page: the browser's session, as far as a page shows it. */
export interface Visitor {
  /** Name of the account; null for nobody in particular. */
  readonly account: string | null
  /** Regional sources that the account administers: reports, declared accounts, deposits. */
  readonly administered: readonly string[]
  /** Runs the whole: reads every report. */
  readonly isOperator: boolean
  /** What every form of the session sends back (OWASP CSRF, synchronizer token); '' without a session. */
  readonly token: string
}

export const NOBODY: Visitor = { account: null, administered: [], isOperator: false, token: '' }
