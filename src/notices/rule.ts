import type { Actor, Family, Severity } from '../resources/report.js'
import type { ThresholdName } from '../thresholds.js'

/** A kind of file, as the report names it. */
export type FileKind =
  | 'personne-activite'
  | 'correspondance-adeli'
  | 'savoir-faire'
  | 'diplome'
  | 'mssante'
  | 'regional'
  | 'liste-blanche'

/** Cells of a line by column; those that are not named hold what a sound line has. */
export type Cells = Readonly<Record<string, string>>

/**
 * Lines that stay silent and lines that speak: shown in the catalogue, and made into the files of fixtures/regles, whose
 * import must give exactly the notice. A line is the cells that matter, or its text where its very form is meant.
 */
interface Example {
  readonly fichier: FileKind
  readonly bon: readonly (Cells | string)[]
  readonly mauvais: readonly (Cells | string)[]
  /** Column of the notice; the first one of the rule when absent. */
  readonly colonne?: string | null
  /** Lines of the national mailboxes that are imported with either. */
  readonly mssante?: readonly Cells[]
  /** Why no pair of files shows it: a test of its own does (test/ingest/rules-in-time.test.ts), or the files of fixtures/defauts. */
  readonly aPart?: 'temps' | 'deux sources' | 'liste blanche' | 'sans en-tête'
}

/** A declared rule: every notice of the report refers to one, and all that is told of the rule is told here. */
export interface NoticeRule {
  readonly severite: Severity
  readonly famille: Family
  /** Short name shown in tables, in French. */
  readonly titre: string
  /** What was expected and why: one sentence, in French. */
  readonly attendu: string
  /** Columns that it is about, by kind of file; none when it is about whole lines or files. */
  readonly colonnes: Readonly<Partial<Record<FileKind, readonly string[]>>>
  /** Who can mend it. */
  readonly acteurs: readonly Actor[]
  /** What to do, in French. */
  readonly action: string
  readonly exemple: Example
  /**
   * What its notices are recognised by from one import to the next, when it is not the line: which line of a holder, or of a
   * value, is told depends on their order.
   */
  readonly cle?: 'titulaire' | 'valeur'
  /** The setting that it compares with. */
  readonly reglage?: ThresholdName
  /**
   * Who reads such notices line by line; everybody counts them. `source`: they say that a line is hidden, which is shown to
   * accounts of the regional source that hides it. `administrateur`: they are about what another source hides.
   */
  readonly reserve?: 'source' | 'administrateur'
}
