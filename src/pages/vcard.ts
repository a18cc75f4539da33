import type { Adresse, Professionnel } from '../resources/person.js'

/** Octets of a line, at most (RFC 2426 §2.6): longer ones go on after a line end and a space. */
const LINE = 75

/** People as address books take them: vCard 3.0 (RFC 2426), which Outlook and Apple read as well. */
export function vcards(people: readonly Professionnel[]): string {
  return people.map(vcard).join('')
}

function vcard(person: Professionnel): string {
  const { identifiant, nom, prenom, civilite, professions, savoirFaire, activites, bals, provenance } = person
  const titles = [...professions, ...savoirFaire].map(({ libelle, code }) => libelle ?? code)
  const structures = activites.flatMap(({ structure }) => (structure === null ? [] : [structure]))
  const [first] = structures
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:annuaire-${identifiant}`,
    `N:${value(nom)};${value(prenom)};;${value(civilite?.libelle ?? '')};`,
    `FN:${value(`${prenom} ${nom}`)}`,
    ...(titles.length === 0 ? [] : [`TITLE:${value([...new Set(titles)].join(', '))}`]),
    ...(first === undefined ? [] : [`ORG:${value(first.raisonSociale ?? first.enseigne ?? '')}`]),
    ...bals.map(({ adresse }, at) => `EMAIL;TYPE=INTERNET${at === 0 ? ',PREF' : ''}:${value(adresse)}`),
    ...structures.flatMap(({ adresse }) => postal(adresse)),
    ...[...new Set(structures.flatMap(({ telephones }) => telephones))].map((one) => `TEL;TYPE=WORK:${value(one)}`),
    `NOTE:${value(`Identification nationale PP ${identifiant}, source ${provenance.source}`)}`,
    'END:VCARD',
  ]
  return [...new Set(lines)].map((line) => `${folded(line)}\r\n`).join('')
}

function postal({ voie, lignes, commune, codePostal, pays }: Adresse): readonly string[] {
  if (commune === null && voie === null) return []
  const others = lignes.filter((line) => line !== voie).join(', ')
  const parts = ['', others, voie ?? '', commune ?? '', '', codePostal ?? '', pays ?? '']
  return [`ADR;TYPE=WORK:${parts.map(value).join(';')}`]
}

/** RFC 2426 §4: what separates is led by a backslash, and no control character is left. */
function value(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').replace(/[\\;,]/g, (character) => `\\${character}`)
}

function folded(line: string): string {
  if (Buffer.byteLength(line) <= LINE) return line
  let whole = ''
  let octets = 0
  for (const character of line) {
    const more = Buffer.byteLength(character)
    if (octets + more > LINE) {
      whole += '\r\n '
      octets = 1
    }
    whole += character
    octets += more
  }
  return whole
}
