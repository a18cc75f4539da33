/**
 * A telephone number as it is stored and compared. telephoneNumberMatch (RFC 4517 §4.2.29) ignores spaces and hyphens; French
 * habits add dots and two ways to write the country. What was folded once stays as it is.
 */
export function foldTelephone(value: string): string {
  return value.replace(/[\s.\-()/]/g, '').replace(/^(?:\+|00)33(?:033)*/, '0')
}
