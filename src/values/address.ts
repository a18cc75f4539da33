import { codePoint } from './characters.js'
import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import { spreadsheetError, unwrapped } from './spreadsheet.js'

/** RFC 5321 §4.5.3.1: the path of 256 octets counts its two brackets. */
const LONGEST = 254
/** With its display name, and whatever else was pasted. */
const LONGEST_WRITTEN = 1000
const LONGEST_LOCAL = 64
const LONGEST_LABEL = 63
const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]$/
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/
const MAILTO = /^mailto:\s*/i
const QUERY = /\?(?:subject|cc|bcc|body)=.*$/i
const DISPLAY_NAME = /^([^<>@]*)<([^<>]*)>$/
const QUOTED = /^(["'‘’“”«])\s*([^"'‘’“”«»]+?)\s*["'‘’“”»]$/

/** The one folding of mail addresses: two addresses are the same mailbox when their foldings are equal. */
export function foldAddress(address: string): string {
  const lower = address.slice(0, LONGEST_WRITTEN).trim().toLowerCase()
  return isAscii(lower) ? lower : lower.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Whether an address lies in the MSSanté space (pattern of the national specification, src/feed/FORMATS.md §3). */
export function isMssante(address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return (domain.endsWith('.mssante.fr') && domain.length > 11) || domain === 'interop-mssante.apicrypt.org'
}

/**
 * A mail address to which a mail server can send. Its case is kept. `mailto:`, a display name, quotes around the whole
 * and what cannot be seen go, and are reported.
 */
export function readAddress(written: string | null): Reading<string> {
  if (written === null || written === '') return EMPTY
  if (written.length > LONGEST_WRITTEN) return unreadable(`${written.length} caractères, ${LONGEST} au plus`)
  const { text, repaired: unwrapping } = unwrapped(written)
  if (text === '') return repaired<string>(null, unwrapping)
  const error = spreadsheetError(text)
  if (error !== null) return repaired<string>(null, `${error} : la cellule est lue comme vide`)
  const phrases = [unwrapping]
  let address = text
  const named = DISPLAY_NAME.exec(address)
  if (named !== null) {
    address = named[2]!.trim()
    phrases.push(named[1]!.trim() === '' ? 'chevrons ôtés' : 'nom affiché ôté')
  }
  if (MAILTO.test(address)) {
    address = address.replace(MAILTO, '').replace(QUERY, '')
    phrases.push('« mailto: » ôté')
  }
  const quoted = QUOTED.exec(address)
  if (quoted !== null) {
    address = quoted[2]!
    phrases.push('guillemets ôtés')
  }
  const trimmed = address.replace(/[\s;,]{1,20}$/, '')
  if (trimmed !== address) {
    address = trimmed
    phrases.push('ponctuation finale ôtée')
  }
  const fault = addressFault(address)
  return fault === null ? repaired(address, ...phrases) : unreadable(fault)
}

/** What keeps a text from being an address that servers accept (RFC 5321 §4.1.2, dot-atoms only), in French; null if nothing. */
export function addressFault(address: string): string | null {
  if (address === '') return 'adresse vide'
  if (address.length > LONGEST) return `${address.length} caractères, ${LONGEST} au plus`
  const at = address.indexOf('@')
  if (at === -1) return 'il n’y a pas de « @ »'
  if (address.includes('@', at + 1)) {
    return /[;,/\s]/.test(address) ? 'plusieurs adresses dans la cellule' : 'il y a plusieurs « @ »'
  }
  return localFault(address.slice(0, at)) ?? domainFault(address.slice(at + 1))
}

/** What is wrong with the part of an address before its @; null if nothing. */
export function localFault(local: string): string | null {
  if (local === '') return 'rien avant « @ »'
  if (local.length > LONGEST_LOCAL) return `${local.length} caractères avant « @ », ${LONGEST_LOCAL} au plus`
  const odd = [...local].find((character) => character !== '.' && !ATOM.test(character))
  if (odd !== undefined) return oddCharacter(odd)
  if (local.startsWith('.')) return 'un point commence l’adresse'
  if (local.endsWith('.')) return 'un point précède « @ »'
  return local.includes('..') ? 'deux points se suivent avant « @ »' : null
}

function domainFault(domain: string): string | null {
  if (domain === '') return 'rien après « @ »'
  const odd = [...domain].find((character) => !/^[A-Za-z0-9.-]$/.test(character))
  if (odd !== undefined) return `${oddCharacter(odd)} dans le domaine`
  const labels = domain.split('.')
  if (labels.length < 2) return 'le domaine n’a pas de point'
  if (labels.includes('')) return 'le domaine a une partie vide (deux points de suite, ou un point au bord)'
  if (labels.some((label) => label.length > LONGEST_LABEL))
    return `une partie du domaine dépasse ${LONGEST_LABEL} caractères`
  if (labels.some((label) => !LABEL.test(label))) return 'une partie du domaine commence ou finit par un tiret'
  return /^\d+$/.test(labels.at(-1)!) ? 'le domaine finit par un nombre' : null
}

const NAMES: Readonly<Record<string, string>> = {
  ',': 'virgule',
  ';': 'point-virgule',
  ':': 'deux-points',
  '"': 'guillemet',
  ' ': 'espace',
  '\n': 'retour à la ligne',
  '(': 'parenthèse',
  ')': 'parenthèse',
  '[': 'crochet',
  ']': 'crochet',
  '<': 'chevron',
  '>': 'chevron',
  '\\': 'barre oblique inverse',
}

function oddCharacter(character: string): string {
  const name = NAMES[character]
  if (name !== undefined) return `${name} interdit${/^(?:virgule|espace|parenthèse|barre)/.test(name) ? 'e' : ''}`
  const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? `« ${character} » (${codePoint(character)})`
    : codePoint(character)
  return character > '\u007f'
    ? `caractère ${shown} interdit : une adresse de messagerie n’a que des lettres sans accent`
    : `caractère ${shown} interdit`
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}
