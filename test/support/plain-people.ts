import { join } from 'node:path'
import type { Criteria, Field } from '../../src/search/criteria.js'
import { fold, foldWords } from '../../src/text/fold.js'
import { foldCityWords } from '../../src/text/fold-city.js'
import { foldStreetWords, streetFragmentWords } from '../../src/text/fold-street.js'
import { foldTelephone } from '../../src/text/fold-telephone.js'
import { feedLines } from './feed-lines.js'
import { holdsPieces, lettersShown, type Words } from './plain-fragments.js'

/** The values of one activity by field, as they are written. */
export type Line = Readonly<Partial<Record<Field, readonly string[]>>>

/** A person as a plain reading of the feed gives it. */
export interface Person {
  readonly identifiant: string
  readonly nom: string
  readonly prenom: string
  readonly lines: Line[]
  readonly specialites: Set<string>
  /** National mailboxes. */
  readonly mails: { readonly adresse: string; readonly type: string }[]
}

export const OF_LINE = [
  ...(['profession', 'modeExercice', 'secteur', 'categorie', 'departement', 'ville', 'codePostal', 'voie'] as const),
  ...(['structure', 'finess', 'siret', 'siren', 'telephone', 'telecopie'] as const),
] satisfies readonly Field[]

export function fieldValue(field: Field, person: Person, line: Line): string {
  switch (field) {
    case 'nom':
      return person.nom
    case 'prenom':
      return person.prenom
    case 'identifiant':
      return person.identifiant
    case 'specialite':
      return [...person.specialites][0] ?? 'SM99'
    case 'nomComplet':
      return `${person.prenom} ${person.nom}`
    case 'adresse':
      return person.mails[0]?.adresse ?? 'personne@x.fr'
    case 'typeBal':
      return 'PER'
    case 'avecBal':
      return String(person.mails.length > 0)
    default:
      return line[field]?.[0] ?? ''
  }
}

/** The search contract, said again as plainly as possible (src/search/README.md). */
export function matches(criteria: Criteria, person: Person): boolean {
  switch (criteria.kind) {
    case 'all':
      return true
    case 'none':
      return false
    case 'not':
      return !matches(criteria.of, person)
    case 'or':
      return criteria.of.some((part) => matches(part, person))
    case 'words':
      throw new Error('words are those of another oracle (plain-search-bar.ts)')
    case 'term':
      return ofLine(criteria) ? person.lines.some((line) => onLine(criteria, line)) : ofPerson(criteria, person)
    case 'and': {
      const parts = flat(criteria.of)
      const together = parts.filter(ofLine)
      const others = parts.filter((part) => !ofLine(part))
      const sameActivity =
        together.length === 0 || person.lines.some((line) => together.every((part) => onLine(part, line)))
      return sameActivity && others.every((part) => matches(part, person))
    }
  }
}

/** A conjunction inside a conjunction is part of it. */
export function flat(parts: readonly Criteria[]): readonly Criteria[] {
  return parts.flatMap((part) => (part.kind === 'and' ? flat(part.of) : [part]))
}

export function ofLine(criteria: Criteria): boolean {
  // LDAP shows no identifiant technique.
  if (criteria.kind === 'term') return [...OF_LINE, 'idTechnique'].some((field) => field === criteria.field)
  return (criteria.kind === 'or' || criteria.kind === 'and') && criteria.of.every(ofLine)
}

/** What criteria on an activity say of one. */
export function onLine(criteria: Criteria, line: Line): boolean {
  if (criteria.kind === 'or') return criteria.of.some((part) => onLine(part, line))
  if (criteria.kind === 'and') return criteria.of.every((part) => onLine(part, line))
  if (criteria.kind !== 'term') return criteria.kind === 'all'
  const { field } = criteria
  return (line[field] ?? []).some((value) => {
    if (field === 'structure') return comparesText(criteria, [value], foldWords)
    if (field === 'ville') return comparesText(criteria, [value], foldCityWords)
    if (field === 'voie') return comparesText(criteria, [value], foldStreetWords, streetFragmentWords)
    return compares(criteria, field === 'telephone' || field === 'telecopie' ? foldTelephone(value) : value)
  })
}

function ofPerson(criteria: Extract<Criteria, { kind: 'term' }>, person: Person): boolean {
  const { field } = criteria
  const { nom, prenom } = person
  const shown = (names: readonly string[]): boolean => comparesText(criteria, names, foldWords)
  if (field === 'nom') return shown([nom])
  if (field === 'prenom') return shown([prenom])
  if (field === 'nomComplet') return shown([prenom, nom]) || shown([nom, prenom])
  return personValues(field, person).some((value) => compares(criteria, value))
}

function personValues(field: Field, person: Person): string[] {
  switch (field) {
    case 'motNom':
      return laterWords(person.nom)
    case 'motPrenom':
      return laterWords(person.prenom)
    case 'identifiant':
      return [person.identifiant]
    case 'adresse':
      return person.mails.map(({ adresse }) => adresse.toLowerCase())
    case 'typeBal':
      return person.mails.map(({ type }) => type)
    case 'avecBal':
      return [String(person.mails.length > 0)]
    default:
      return [...person.specialites]
  }
}

export function laterWords(name: string): string[] {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  return words.slice(1).map((_, index) => fold(words.slice(index + 1).join(' ')))
}

/** A comparison with names as they are written, whose fragments respect words. */
export function comparesText(
  { match, value }: Extract<Criteria, { kind: 'term' }>,
  names: readonly string[],
  words: Words,
  typed: Words = words,
): boolean {
  const letters = lettersShown(names, words)
  if (letters === '') return false
  if (match === 'present') return true
  if (match === 'exact') return letters === value
  // Quick to see; saints are written out in both.
  if (!letters.includes(value.includes(' ') ? value.replaceAll(' ', '') : value)) return false
  return holdsPieces(names, [value], match === 'prefix', words, false, typed)
}

export function compares({ match, value }: Extract<Criteria, { kind: 'term' }>, stored: string): boolean {
  if (stored === '') return false
  if (match === 'present') return true
  if (match === 'exact') return stored === value
  return match === 'prefix' ? stored.startsWith(value) : stored.includes(value)
}

export function readPeople(feed: string): Person[] {
  const people = new Map<string, Person>()
  for (const line of feedLines(join(feed, 'PS_LibreAcces_Personne_activite_202611200300.txt'))) {
    const identifiant = line.get('Identification nationale PP')!
    const cell = (name: string): string => line.get(`${name} (coord. structure)`)!
    let person = people.get(identifiant)
    if (person === undefined) {
      const nom = line.get("Nom d'exercice")!
      person = {
        identifiant,
        nom,
        prenom: line.get("Prénom d'exercice")!,
        lines: [],
        specialites: new Set(),
        mails: [],
      }
      people.set(identifiant, person)
    }
    const commune = cell('Code commune')
    const codePostal = cell('Code postal')
    const number = [cell('Numéro Voie'), cell('Indice répétition voie')].join('')
    const siret = line.get('Numéro SIRET site')!
    person.lines.push({
      profession: [line.get('Code profession')!],
      modeExercice: [line.get('Code mode exercice')!],
      secteur: [line.get("Code secteur d'activité")!],
      categorie: [line.get('Code catégorie professionnelle')!],
      departement: [line.get('Code Département (structure)') || departement(commune, codePostal)],
      ville: [cell('Libellé commune') || cell('Bureau cedex').replace(/^\d{5} /, '')],
      codePostal: [codePostal],
      voie: [[number, cell('Libellé type de voie'), cell('Libellé Voie')].join(' ')],
      structure: [line.get('Raison sociale site')!, line.get('Enseigne commerciale site')!],
      idTechnique: [line.get('Identifiant technique de la structure')!],
      finess: [line.get('Numéro FINESS site')!, line.get('Numéro FINESS établissement juridique')!],
      siret: [siret],
      siren: [line.get('Numéro SIREN site') || siret.slice(0, 9)],
      telephone: [cell('Téléphone'), cell('Téléphone 2')],
      telecopie: [cell('Télécopie')],
    })
    if (line.get('Code savoir-faire') !== '') person.specialites.add(line.get('Code savoir-faire')!)
  }
  for (const line of feedLines(join(feed, 'PS_LibreAcces_SavoirFaire_202611200300.txt'))) {
    people.get(line.get('Identification nationale PP')!)?.specialites.add(line.get('Code savoir-faire')!)
  }
  for (const line of feedLines(join(feed, 'Extraction_Correspondance_MSSante_202611200300.txt'))) {
    const person = people.get(line.get('Identification nationale PP')!)
    person?.mails.push({ adresse: line.get('Adresse BAL')!, type: line.get('Type de BAL')! })
  }
  const key = (person: Person): string => [fold(person.nom), fold(person.prenom), person.identifiant].join('\u0000')
  return [...people.values()].sort((one, other) => (key(one) < key(other) ? -1 : 1))
}

function departement(commune: string, codePostal: string): string {
  if (commune !== '') return /^9[78]/.test(commune) ? commune.slice(0, 3) : commune.slice(0, 2)
  if (codePostal.startsWith('20')) return codePostal < '20200' ? '2A' : '2B'
  return /^9[78]/.test(codePostal) ? codePostal.slice(0, 3) : codePostal.slice(0, 2)
}
