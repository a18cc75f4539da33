import { readFileSync } from 'node:fs'
import { allowed, type Counts, isActive, type NationalAddresses, type People } from './independent-reading.js'

/**
 * Counts of a regional file, read character by character: no code of the generator nor of the importer.
 * @param hiding is given the addresses that the file hides everywhere, in lower case
 * @param beside the files that it is compared with
 */
export function readRegional(
  path: string,
  separator: string,
  encoding: string,
  hiding: Set<string>,
  beside: { readonly people: People; readonly national: NationalAddresses },
): Counts {
  const counts: Counts = new Map()
  const text = new TextDecoder(encoding, { fatal: true }).decode(readFileSync(path))
  const [header, ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => cellsOf(line, separator))
  const at = (row: readonly string[], name: string) => row[header!.indexOf(name)]!
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  const seen = new Set<string>()
  const loaded: string[][] = []
  for (const row of rows) {
    if (row.length !== header!.length) throw new Error(`${row.length} cells in ${path}`)
    const type = at(row, 'Type de BAL')
    const written = at(row, 'MSSanté adresse').toLowerCase()
    if (!['PER', 'ORG', 'APP', 'INT', 'MED'].includes(type)) add('BAL_TYPE_INCONNU')
    else if (written === '' && type !== 'MED') add('BAL_ADRESSE_ABSENTE')
    else if (written !== '' && seen.has(written)) add('BAL_DOUBLON')
    else loaded.push(row)
    if (written !== '') seen.add(written)
  }
  const accounts = new Set(loaded.map((row) => at(row, 'Adresse mail')))
  for (const row of loaded) {
    const written = at(row, 'MSSanté adresse')
    if (written !== '' && !written.includes('@')) add('DOMAINE_PAR_DEFAUT')
    const expired = at(row, 'Date de péremption').endsWith('2024')
    const hidden = at(row, 'Liste rouge') === 'Oui' || at(row, 'Compte de test') === 'Oui'
    if (at(row, 'Statut') !== 'VALIDE' || hidden || expired) add('BAL_NON_PUBLIEE')
    if (hidden) hiding.add(written.toLowerCase())
    const logins = at(row, 'Compte(s) de connexion').split(';').filter(Boolean)
    if (logins.some((login) => !accounts.has(login))) add('COMPTE_CONNEXION_INCONNU')
    const type = at(row, 'Type de BAL')
    const national =
      at(row, 'RPPS') !== '' ? `8${at(row, 'RPPS')}` : at(row, 'ADELI') !== '' ? `0${at(row, 'ADELI')}` : ''
    const known = beside.people.get(national)
    const published = at(row, 'Statut') === 'VALIDE' && !hidden && !expired
    if (type === 'ORG' || type === 'APP') {
      if (at(row, 'FINESS') === '' && at(row, 'SIRET') === '') add('ORG_SANS_STRUCTURE')
      if (at(row, 'Description') === '') add('ORG_SANS_DESCRIPTION')
      const responsible = at(row, 'Responsable')
      const number = / (\w+)$/.exec(responsible)?.[1] ?? ''
      const person = beside.people.get(`${number.length === 11 ? 8 : 0}${number}`)
      if (responsible === '') add('ORG_SANS_RESPONSABLE')
      else if (person === undefined) add('RESPONSABLE_INCONNU')
      else if (!isActive(person)) add('RESPONSABLE_NON_HABILITE')
    } else if (at(row, 'Prénom') === '') add('PRENOM_ABSENT')
    if (at(row, 'Adresse mail') === '') add('ADRESSE_REFERENCE_ABSENTE')
    else if (!at(row, 'Adresse mail').includes('@')) add('ADRESSE_REFERENCE_MALFORMEE')
    const place = ['Raison sociale', 'FINESS', 'SIRET', 'Code postal', 'Ville'].map((name) => at(row, name)).join('')
    if ((type === 'PER' || type === 'INT') && place === '') add('PROFIL_INCOMPLET')
    if (type === 'PER' && known !== undefined) {
      if (!isActive(known)) add('TITULAIRE_SANS_ACTIVITE')
      // Node 20 reads Windows-1252 as Latin-1.
      if (known.nom !== at(row, 'NOM').replaceAll('\u008c', 'Œ')) add('TITULAIRE_DIVERGENT')
      const own = !beside.national.addresses.has(written.toLowerCase())
      const boxes = (beside.national.held.get(national) ?? 0) + 1
      if (own && published && boxes > allowed(known)) add('PLUSIEURS_BAL')
    }
    if (row.some((cell) => cell.includes('"'))) add('guillemet dans une valeur')
  }
  return counts
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let index = 0; index < line.length; index++) {
    const character = line[index]!
    if (character === '"' && quoted && line[index + 1] === '"') {
      cell += '"'
      index++
    } else if (character === '"') quoted = !quoted
    else if (character === separator && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell]
}
