import { join } from 'node:path'
import type { Criteria, Term } from '../../src/search/criteria.js'
import { fold, foldLetters } from '../../src/text/fold.js'
import { foldCity } from '../../src/text/fold-city.js'
import { feedLines } from './feed-lines.js'
import { compares } from './plain-people.js'

/** The searched values of a mailbox, as a plain reading of the national file gives them, by field. */
export interface Mailbox {
  readonly adresse: string
  readonly values: Readonly<Partial<Record<Term['field'], readonly string[]>>>
  readonly order: string
}

/** The national mailboxes in the order in which they are answered. */
export function readMailboxes(feed: string): Mailbox[] {
  const mailboxes = feedLines(join(feed, 'Extraction_Correspondance_MSSante_202611200300.txt')).map(toMailbox)
  return mailboxes.sort((one, other) => (one.order < other.order ? -1 : 1))
}

function toMailbox(line: ReadonlyMap<string, string>): Mailbox {
  const cell = (name: string): string => line.get(name)!
  const [nom, prenom] = [cell("Nom d'exercice"), cell("Prénom d'exercice")].map(fold) as [string, string]
  const service = cell('Service de rattachement')
  const [raison, enseigne] = [cell('Raison Sociale structure BAL'), cell('Enseigne commerciale structure BAL')]
  const adresse = cell('Adresse BAL').toLowerCase()
  const organisation = raison || enseigne
  const whole = nom === '' ? [fold(service), fold(organisation)] : [prenom + nom, nom + prenom]
  return {
    adresse,
    values: {
      nom: [nom],
      prenom: [prenom],
      nomComplet: whole,
      adresse: [adresse],
      structure: [fold(raison), fold(enseigne)],
      service: [foldLetters(service || (nom === '' ? organisation || adresse : ''))],
      ville: [foldCity(cell('L6LIGNEACHEMINEMENT structure BAL').replace(/^\d{5}\s+/, ''))],
      codePostal: [cell('Code postal structure BAL')],
      profession: [cell('Code Profession')],
      specialite: [cell('Code savoir-faire')],
      typeBal: [cell('Type de BAL')],
      identifiant: [cell('Identification nationale PP')],
    },
    order: [nom || fold(raison) || fold(enseigne), prenom, adresse].join('\u0000'),
  }
}

export function mailboxMatches(criteria: Criteria, mailbox: Mailbox): boolean {
  switch (criteria.kind) {
    case 'all':
      return true
    case 'none':
      return false
    case 'and':
      return criteria.of.every((part) => mailboxMatches(part, mailbox))
    case 'or':
      return criteria.of.some((part) => mailboxMatches(part, mailbox))
    case 'not':
      return !mailboxMatches(criteria.of, mailbox)
    default:
      return (mailbox.values[criteria.field] ?? []).some((value) => compares(criteria, value))
  }
}
