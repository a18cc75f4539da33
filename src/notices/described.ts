import type { Regle, Regles } from '../resources/report.js'
import { THRESHOLDS } from '../thresholds.js'
import { CATALOG, type NoticeRule } from './catalog.js'
import type { Cells } from './rule.js'

/** The catalogue as it is shown: every rule, with its columns, its threshold and its examples. */
export function describedRules(): Regles {
  return { resultats: Object.entries(CATALOG).map(([code, rule]) => described(code, rule)) }
}

function described(code: string, rule: NoticeRule): Regle {
  const { severite, titre, attendu, famille, acteurs, action, exemple, reglage } = rule
  const threshold = reglage === undefined ? null : THRESHOLDS[reglage]
  return {
    code,
    severite,
    titre,
    attendu,
    famille,
    acteurs,
    action,
    colonnes: Object.entries(rule.colonnes).flatMap(([fichier, columns]) =>
      columns.map((colonne) => ({ fichier, colonne })),
    ),
    reglage: threshold === null ? null : { nom: reglage!, defaut: threshold.defaut, unite: threshold.unite },
    exemple: { fichier: exemple.fichier, bons: exemple.bon.map(shown), defauts: exemple.mauvais.map(shown) },
  }
}

/** Cells that are shown of an example: more of a long one add nothing. */
const LONGEST = 120

function shown(line: Cells | string): string {
  if (typeof line === 'string') return visible(line)
  const cells = Object.entries(line).map(([column, value]) => `${column} = ${value === '' ? '(vide)' : cut(value)}`)
  return cells.length === 0 ? 'une ligne sans défaut' : visible(cells.join(' ; '))
}

function cut(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}… (${value.length} caractères)` : value
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are named
const CONTROLS = /[\u0000-\u001f\u007f]/g

/** Controls and line breaks by their names: the page must not hold what the rule is about. */
function visible(text: string): string {
  return text.replace(CONTROLS, (one) => `⟨U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
}
