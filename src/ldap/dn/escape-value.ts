/**
 * Writes a value inside a DN (RFC 4514 §2.4). Letters with accents are sent as they are: the string form of a DN is
 * UTF-8, and people read it.
 */
export function escapeValue(value: string): string {
  if (/^[\w@.-]+$/.test(value)) return value
  const escaped = value.replace(/[\\"+,;<>=]/g, '\\$&').replace(/\0/g, '\\00')
  const trailing = value.length > 1 && value.endsWith(' ') ? `${escaped.slice(0, -1)}\\ ` : escaped
  return /^[ #]/.test(trailing) ? `\\${trailing}` : trailing
}
