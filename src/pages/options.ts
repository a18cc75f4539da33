import { type Html, html } from './html.js'

export interface Option {
  readonly value: string
  readonly label: string
}

/** The entries of a list to choose from. @param chosen the value that is chosen already */
export function options(all: readonly Option[], chosen: string | undefined): readonly Html[] {
  return all.map(
    ({ value, label }) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${label}</option>`,
  )
}

/** Values that are shown as they are. */
export function plainOptions(values: readonly string[], chosen: string | undefined): readonly Html[] {
  return options(
    values.map((value) => ({ value, label: value })),
    chosen,
  )
}
