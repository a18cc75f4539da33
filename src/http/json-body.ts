import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser'
import { AnnuaireError, fault } from '../errors.js'

/** Lists and objects inside each other, at most: whoever reads them does so by calling itself. */
const DEEPEST = 32
const QUOTE = 34
const BACKSLASH = 92

/** What breaks JSON, in French, by the name that jsonc-parser gives it. */
const FAULTS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'un mot qui n’est ni true, ni false, ni null',
  InvalidNumberFormat: 'un nombre mal écrit',
  PropertyNameExpected: 'un nom de propriété entre guillemets est attendu',
  ValueExpected: 'une valeur est attendue',
  ColonExpected: 'un deux-points est attendu',
  CommaExpected: 'une virgule est attendue',
  CloseBraceExpected: 'une accolade fermante est attendue',
  CloseBracketExpected: 'un crochet fermant est attendu',
  EndOfFileExpected: 'rien n’est attendu après la valeur',
  InvalidCommentToken: 'JSON n’a pas de commentaires',
  UnexpectedEndOfString: 'un texte sans guillemet fermant',
  InvalidUnicode: 'un caractère \\u mal écrit',
  InvalidEscapeCharacter: 'un caractère d’échappement inconnu',
  InvalidCharacter: 'un caractère de contrôle dans un texte',
}

/**
 * A body in JSON, in UTF-8, without a property that is given twice, of which readers take the one or the other.
 * @throws AnnuaireError CRITERE_INVALIDE that says where it is at fault
 */
export function parseJson(bytes: Buffer): unknown {
  const text = decoded(bytes)
  if (text.trim() === '') throw refused('un objet JSON est attendu, le corps est vide')
  checkDepth(text)
  checkSyntax(text)
  return JSON.parse(text)
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refused('le corps est attendu en UTF-8')
  }
}

function checkDepth(text: string): void {
  let depth = 0
  let isString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isString) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) isString = false
    } else if (code === QUOTE) isString = true
    else if (code === 91 || code === 123) {
      if (++depth > DEEPEST) throw refused(`${DEEPEST} listes et objets les uns dans les autres au plus`)
    } else if (code === 93 || code === 125) depth--
  }
}

function checkSyntax(text: string): void {
  const open: Set<string>[] = []
  visit(
    text,
    {
      onObjectBegin: () => void open.push(new Set()),
      onObjectEnd: () => void open.pop(),
      onObjectProperty(name, _offset, _length, line, column) {
        const names = open.at(-1)!
        if (names.has(name)) throw refused('une propriété donnée deux fois', { line, column }, name)
        names.add(name)
      },
      onError(code: ParseErrorCode, offset, length, line, column) {
        const rule = FAULTS[printParseErrorCode(code)] ?? 'du JSON est attendu'
        throw refused(rule, { line, column }, text.slice(offset, offset + Math.min(length, 40)))
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  )
}

/** @param place counted from 0 */
function refused(
  regle: string,
  place?: { readonly line: number; readonly column: number },
  valeur?: string,
): AnnuaireError {
  const where = place === undefined ? 'corps' : `corps, ligne ${place.line + 1}, colonne ${place.column + 1}`
  return new AnnuaireError('CRITERE_INVALIDE', `Corps refusé — ${where} : ${regle}.`, [
    fault(where, regle, valeur || undefined),
  ])
}
