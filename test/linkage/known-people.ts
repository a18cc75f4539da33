import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Somebody whom a test adds to a generated feed, under a name that it has nowhere else. */
export interface KnownPerson {
  readonly nom: string
  readonly prenom: string
  readonly profession?: string
  readonly specialite?: string
  readonly numero?: string
  readonly typeVoie?: string
  readonly voie?: string
  readonly codePostal?: string
  readonly codeCommune?: string
  readonly commune?: string
  readonly finess?: string
  readonly structure?: string
}

const COLUMNS: Readonly<Record<keyof KnownPerson, string>> = {
  nom: "Nom d'exercice",
  prenom: "Prénom d'exercice",
  profession: 'Code profession',
  specialite: 'Code savoir-faire',
  numero: 'Numéro Voie (coord. structure)',
  typeVoie: 'Libellé type de voie (coord. structure)',
  voie: 'Libellé Voie (coord. structure)',
  codePostal: 'Code postal (coord. structure)',
  codeCommune: 'Code commune (coord. structure)',
  commune: 'Libellé commune (coord. structure)',
  finess: 'Numéro FINESS site',
  structure: 'Raison sociale site',
}

/**
 * Adds people to the file of activities of a feed.
 * @returns their national identifiers, in the order given
 */
export function addPeople(feed: string, people: readonly KnownPerson[]): string[] {
  const path = join(feed, readdirSync(feed).find((name) => name.startsWith('PS_LibreAcces_Personne_activite'))!)
  const header = readFileSync(path, 'utf8').split('\n', 1)[0]!.replace(/\r$/, '').split('|')
  return people.map((person, index) => {
    const rpps = withKey(`1099${String(index).padStart(6, '0')}`)
    const cells = new Map<string, string>([
      ["Type d'identifiant PP", '8'],
      ['Identifiant PP', rpps],
      ['Identification nationale PP', `8${rpps}`],
      ['Code catégorie professionnelle', 'C'],
      ['Code mode exercice', 'L'],
      ['Identifiant technique de la structure', person.voie === undefined ? '' : `R${rpps}001`],
    ])
    for (const [name, column] of Object.entries(COLUMNS)) {
      const value = person[name as keyof KnownPerson]
      if (value !== undefined) cells.set(column, value)
    }
    if (!cells.has(COLUMNS.profession)) cells.set(COLUMNS.profession, '10')
    if (person.specialite !== undefined) cells.set('Code type savoir-faire', 'S')
    appendFileSync(path, `${header.map((column) => cells.get(column) ?? '').join('|')}\n`)
    return `8${rpps}`
  })
}

/** An RPPS ends with the key of Luhn. */
function withKey(digits: string): string {
  let sum = 0
  for (const [at, digit] of [...digits].reverse().entries()) {
    const double = at % 2 === 0 ? Number(digit) * 2 : Number(digit)
    sum += double > 9 ? double - 9 : double
  }
  return digits + String((10 - (sum % 10)) % 10)
}
