import { join } from 'node:path'
import { fold, foldings, foldLetters, foldText, foldWords, plainWords } from '../../src/text/fold.js'
import { foldCityWords } from '../../src/text/fold-city.js'
import { feedLines } from './feed-lines.js'
import { holdsPieces } from './plain-fragments.js'
import { shownService } from './plain-mailboxes.js'
import { laterWords, type Person } from './plain-people.js'

/** A mailbox as the national file shows it. */
export interface Shown {
  readonly nom: string
  readonly prenom: string
  readonly adresse: string
  /** Of a mailbox without a person's name: what it is called. */
  readonly own: string
  /** Values of each attribute that a client may ask for, as they are written. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly order: string
}

/** The national mailboxes in the order of the names. */
export function readShown(feed: string): Shown[] {
  const shown = feedLines(join(feed, 'Extraction_Correspondance_MSSante_202611200300.txt')).map(toShown)
  return shown.sort((one, other) => (one.order < other.order ? -1 : 1))
}

function titles(profession: string, specialite: string): readonly string[] {
  const both = profession !== '' && specialite !== '' ? `${profession} – ${specialite}` : ''
  return [both, profession, specialite]
}

function toShown(line: ReadonlyMap<string, string>): Shown {
  const cell = (name: string): string => line.get(name)!
  const [nom, prenom, service] = [cell("Nom d'exercice"), cell("Prénom d'exercice"), cell('Service de rattachement')]
  const [raison, enseigne] = [cell('Raison Sociale structure BAL'), cell('Enseigne commerciale structure BAL')]
  const adresse = cell('Adresse BAL').toLowerCase()
  const ville = cell('L6LIGNEACHEMINEMENT structure BAL').replace(/^\d{5}\s+/, '')
  const shown = nom === '' ? shownService(service, raison || enseigne, ville, adresse) : null
  const own = shown?.own ?? ''
  const cn = shown?.names.map((names) => names.join(' – ')) ?? [`${prenom} ${nom}`, `${nom} ${prenom}`]
  return {
    nom,
    prenom,
    adresse,
    own,
    attributes: {
      cn,
      displayName: cn.filter((name) => name !== '').slice(0, 1),
      sn: [nom || raison || enseigne || own],
      givenName: [prenom],
      gn: [prenom],
      mail: [adresse],
      o: [raison, enseigne],
      ou: [own || service],
      title: titles(cell('Libellé Profession'), cell('Libellé savoir-faire')),
      l: [ville],
    },
    order: [fold(nom) || fold(raison) || fold(enseigne), fold(prenom), adresse].join('\u0000'),
  }
}

/** People by their names alone, in their order; their number stands where a mailbox has its address. */
export function peopleAsShown(people: readonly Person[]): Shown[] {
  return people.map(({ nom, prenom, identifiant }) => ({
    nom,
    prenom,
    adresse: identifiant,
    own: '',
    attributes: { cn: [`${prenom} ${nom}`, `${nom} ${prenom}`], sn: [nom], givenName: [prenom], o: [], ou: [''] },
    order: '',
  }))
}

const FOLDED: ReadonlySet<string> = new Set(['cn', 'displayName', 'sn', 'givenName', 'gn', 'o'])

/** One comparison of a client's filter: pieces in their order, the first one at the start of the value or not. */
export interface Asked {
  readonly attribute: string
  readonly pieces: readonly string[]
  readonly starts: boolean
}

/** A mailbox satisfies every disjunction. */
export function satisfies(filter: readonly (readonly Asked[])[], mailbox: Shown): boolean {
  return filter.every((one) => one.some((asked) => holds(asked, mailbox)))
}

function holds({ attribute, pieces, starts }: Asked, mailbox: Shown): boolean {
  const written = (mailbox.attributes[attribute] ?? []).filter((value) => value !== '')
  if (attribute === 'mail') {
    return written.some((value) => {
      let at = 0
      for (const [index, piece] of pieces.entries()) {
        const plain = foldText(piece)
        const place = value.indexOf(plain, at)
        if (place === -1 || (index === 0 && starts && place > 0)) return false
        at = place + plain.length
      }
      return true
    })
  }
  const words = FOLDED.has(attribute) ? foldWords : attribute === 'l' ? foldCityWords : plainWords
  return written.some((value) =>
    holdsPieces(namesShown(value, attribute, mailbox), pieces, starts, words, words !== plainWords),
  )
}

/** First name and name, in either order. */
function namesShown(value: string, attribute: string, { nom, prenom }: Shown): readonly string[] {
  if (attribute === 'cn' || attribute === 'displayName' || attribute === 'title') {
    if (value.includes(' – ')) return value.split(' – ')
  }
  if (attribute !== 'cn' && attribute !== 'displayName') return [value]
  if (nom === '' || prenom === '') return [value]
  return value.startsWith(`${prenom} `) && value.endsWith(nom) ? [prenom, nom] : [nom, prenom]
}

function lies(value: string, text: string): boolean {
  return fold(text).length >= 3 && holdsPieces([value], [text], false, foldWords, true)
}

function liesInText(value: string, text: string): boolean {
  return foldLetters(text).length >= 3 && holdsPieces([value], [text], false, plainWords, false)
}

/**
 * The rank of a mailbox for the words that were typed (src/search/README.md), best first.
 * @param attributes those that the client asks for
 */
export function rankOf(mailbox: Shown, words: readonly string[], attributes: ReadonlySet<string>): number {
  const texts = words.length === 1 ? words : [words.join(' '), ...words]
  const short = words.length === 1 && fold(words[0]!).length < 3
  const full = attributes.has('cn') || attributes.has('displayName')
  const person = mailbox.nom !== ''
  const nom = full || attributes.has('sn') ? fold(mailbox.nom) : ''
  const prenom = full || attributes.has('givenName') || attributes.has('gn') ? fold(mailbox.prenom) : ''
  const left = attributes.has('mail') ? mailbox.adresse.split('@')[0]! : ''
  const own = full || attributes.has('ou') ? foldLetters(mailbox.own) : ''
  const any = (check: (text: string) => boolean): boolean => texts.some(check)
  const starts = (value: string, text: string): boolean =>
    value !== '' && foldings(fold(text)).some((form) => value.startsWith(form))
  const has = (value: string, text: string): boolean => value !== '' && lies(value, text)
  const letters = (text: string): boolean => own !== '' && liesInText(mailbox.own, text)
  const cuts = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')])

  const both = cuts.some(
    ([one, other]) => (starts(nom, one!) && starts(prenom, other!)) || (starts(nom, other!) && starts(prenom, one!)),
  )
  const whole =
    any((text) => foldings(fold(text)).includes(nom)) ||
    (words.length > 1 && person && foldings(fold(texts[0]!)).some((f) => [nom + prenom, prenom + nom].includes(f)))
  const named = any((text) => starts(nom, text))
  const service = any((text) => own !== '' && own === foldLetters(text))
  const serviceStarts = any((text) => own !== '' && own.startsWith(foldLetters(text)))
  const later = any(
    (text) => (nom !== '' && laterWords(mailbox.nom).some((word) => starts(word, text))) || letters(text),
  )
  const address = any((text) => {
    const plain = foldText(text)
    return left.startsWith(plain) || (plain.length > 1 && ['.', '-', '_'].some((sign) => left.includes(sign + plain)))
  })
  const first = any((text) => starts(prenom, text))
  const inside = any(
    (text) =>
      has(nom && mailbox.nom, text) ||
      has(prenom && mailbox.prenom, text) ||
      (text.length >= 3 && left.includes(foldText(text))),
  )
  const structure = any(
    (text) =>
      ((full || attributes.has('o')) && mailbox.attributes['o']!.some((name) => has(name, text))) ||
      (attributes.has('ou') && liesInText(mailbox.attributes['ou']![0]!, text)),
  )
  const several = [both, whole, named, service || serviceStarts, later || address || first]
  const ranks = short
    ? [whole, named, service, serviceStarts, first, address]
    : [both, whole, named, service, serviceStarts, later, address, first, inside, structure]
  const rank = words.length === 1 ? ranks.indexOf(true) : several.indexOf(true)
  return rank === -1 ? Number.POSITIVE_INFINITY : rank
}
