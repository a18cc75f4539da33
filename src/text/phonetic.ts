/** Letters beyond are not heard: no name of a person has as many. */
const LONGEST_HEARD = 200

/** Rewritings in their order. Digits and $ stand for the nasal vowels and for CH, which no single letter spells. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/PH/g, 'F'],
  [/S?CH(?=[LNRT])/g, 'K'],
  [/S?CH|SH/g, '$'],
  [/QU|CK|Q/g, 'K'],
  [/C(?=[EIY])/g, 'S'],
  [/C/g, 'K'],
  [/GU(?=[EIY])/g, 'G'],
  [/GE(?=[AO])|G(?=[EIY])/g, 'J'],
  [/H/g, ''],
  [/W/g, 'V'],
  [/Y/g, 'I'],
  // LEFEBVRE: the B is not heard.
  [/BV/g, 'V'],
  [/(.)\1+/g, '$1'],
  [/AUL[TD]S?$/, 'O'],
  [/E(?:R|T|Z)S?$/, 'E'],
  [/(?:E?AU)(?=[^AEIOU]|$)/g, 'O'],
  [/(?:AI|EI|I)[NM](?=[^AEIOU]|$)/g, '2'],
  [/U[NM](?=[^AEIOU]|$)/g, '2'],
  [/[AE][NM](?=[^AEIOU]|$)/g, '1'],
  [/O[NM](?=[^AEIOU]|$)/g, '3'],
  [/OU/g, 'U'],
  [/O?EU|AI|EI/g, 'E'],
  [/[TDSXZP]+$/, ''],
  [/([^AEIOU])E$/, '$1'],
  [/(.)\1+/g, '$1'],
]

/**
 * How a French name sounds: LEFEBVRE and LEFÈVRE, THIBAULT and THIBAUD, DUPONT and DUPOND have the same key; MARTIN
 * and MARTINE have not.
 * @param folded name made by fold() (text/fold.ts)
 * @returns a key that is empty only for an empty name
 */
export function phoneticKey(folded: string): string {
  // The rules look back and ahead: on a name without end they would be quadratic.
  let key = folded.slice(0, LONGEST_HEARD)
  for (const [spelling, sound] of RULES) key = key.replace(spelling, sound)
  return key === '' ? folded : key
}
