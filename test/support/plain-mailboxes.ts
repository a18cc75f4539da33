import { join } from 'node:path'
import type { Criteria, Term } from '../../src/search/criteria.js'
import { fold, foldWords, plainWords } from '../../src/text/fold.js'
import { foldCityWords } from '../../src/text/fold-city.js'
import { foldStreetWords, streetFragmentWords } from '../../src/text/fold-street.js'
import { feedLines } from './feed-lines.js'
import type { Words } from './plain-fragments.js'
import { compares, comparesText } from './plain-people.js'

/** The searched values of a mailbox, as a plain reading of the national file gives them, by field. */
export interface Mailbox {
  readonly adresse: string
  /** Names as they are written: those that each value shows together. */
  readonly names: Readonly<Partial<Record<Term['field'], readonly (readonly string[])[]>>>
  readonly values: Readonly<Partial<Record<Term['field'], readonly string[]>>>
  readonly order: string
}

/** The national mailboxes in the order in which they are answered. */
export function readMailboxes(feed: string): Mailbox[] {
  const mailboxes = feedLines(join(feed, 'Extraction_Correspondance_MSSante_202611200300.txt')).map(toMailbox)
  return mailboxes.sort((one, other) => (one.order < other.order ? -1 : 1))
}

export function toMailbox(line: ReadonlyMap<string, string>): Mailbox {
  const cell = (name: string): string => line.get(name)!
  const [nom, prenom] = [cell("Nom d'exercice"), cell("Prénom d'exercice")]
  const service = cell('Service de rattachement')
  const [raison, enseigne] = [cell('Raison Sociale structure BAL'), cell('Enseigne commerciale structure BAL')]
  const number = cell('L4NUMEROVOIE structure BAL') + cell('L4COMPLEMENTNUMEROVOIE structure BAL')
  const voie = [number, cell('NL4TYPEVOIE structure BAL'), cell('L4LIBELLEVOIE structure BAL')].join(' ')
  const adresse = cell('Adresse BAL').toLowerCase()
  const ville = cell('L6LIGNEACHEMINEMENT structure BAL').replace(/^\d{5}\s+/, '')
  const shown = nom === '' ? shownService(service, raison || enseigne, ville, adresse) : null
  return {
    adresse,
    names: {
      // LDAP's sn, which services have too.
      nom: [[nom || raison || enseigne || (shown?.own ?? '')]],
      prenom: [[prenom]],
      nomComplet:
        shown !== null
          ? shown.names
          : [
              [prenom, nom],
              [nom, prenom],
            ],
      structure: [[raison], [enseigne]],
      service: [[shown?.own ?? service]],
      ville: [[ville]],
      voie: [[voie]],
    },
    values: {
      adresse: [adresse],
      codePostal: [cell('Code postal structure BAL')],
      profession: [cell('Code Profession')],
      specialite: [cell('Code savoir-faire')],
      typeBal: [cell('Type de BAL')],
      identifiant: [cell('Identification nationale PP')],
    },
    order: [fold(nom) || fold(raison) || fold(enseigne), fold(prenom), adresse].join('\u0000'),
  }
}

/** How a service is called: with its structure, else with its town or its domain. */
export function shownService(
  service: string,
  structure: string,
  ville: string,
  adresse: string,
): { readonly own: string; readonly names: readonly (readonly string[])[] } {
  const [left, domain] = adresse.split('@') as [string, string]
  const own = service || structure || left.replace(/[._+-]+/g, ' ').trim()
  if (service === '') return { own, names: [[own]] }
  if (structure === '') return { own, names: [[service, ville || domain], [service]] }
  return { own, names: [[service, structure], [service], [structure]] }
}

export function mailboxMatches(criteria: Criteria, mailbox: Mailbox): boolean {
  switch (criteria.kind) {
    case 'all':
      return true
    case 'none':
      return false
    case 'and':
    case 'words':
      return criteria.of.every((part) => mailboxMatches(part, mailbox))
    case 'or':
      return criteria.of.some((part) => mailboxMatches(part, mailbox))
    case 'not':
      return !mailboxMatches(criteria.of, mailbox)
    default: {
      const words = WORDS[criteria.field] ?? foldWords
      const typed = criteria.field === 'voie' ? streetFragmentWords : words
      return (
        (mailbox.names[criteria.field] ?? []).some((names) => comparesText(criteria, names, words, typed)) ||
        (mailbox.values[criteria.field] ?? []).some((value) => compares(criteria, value))
      )
    }
  }
}

const WORDS: Partial<Record<Term['field'], Words>> = {
  service: plainWords,
  ville: foldCityWords,
  voie: foldStreetWords,
}
