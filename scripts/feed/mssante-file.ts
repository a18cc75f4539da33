import type { NoticeCode } from '../../src/notices/catalog.js'
import type { Written } from './activity-file.js'
import { type Addresses, RecentAddresses } from './addresses.js'
import { isLoaded } from './defects.js'
import type { Domains } from './domains.js'
import { faultySkill, malformed, truncated } from './faulty-cells.js'
import { unknownAdeli, unknownRpps } from './identifiers.js'
import type { LineWriter } from './line-writer.js'
import { slug } from './names.js'
import type { Person } from './person.js'
import type { Planting } from './planting.js'
import type { Rng } from './rng.js'
import { elsewhere, type Structure } from './structure-cells.js'
import type { Tally } from './tally.js'

/** Mailboxes for one activity line: 536,000 for 2,400,000. */
const PER_LINE = 536 / 2400
const ORGANISATIONS = 0.15
const NO_STRUCTURE = '|'.repeat(10)
const SERVICES = ['Secrétariat', 'Accueil', 'Urgences', 'Cardiologie', 'Admissions', 'Imagerie médicale', 'Pharmacie à usage intérieur',
  'Hôpital de jour', 'Maternité', 'Laboratoire', 'Service social', 'Direction des soins', 'Consultations externes'] // biome-ignore format: a list
const WRONG_TYPES = ['PERS', 'BAL', '', 'INCONNU']

/** The national mailboxes of a person: addresses without a defect, and how many are loaded and surely theirs. */
export interface NationalMailboxes {
  readonly addresses: string[]
  held: number
}

/** Writes Extraction_Correspondance_MSSante: the mailboxes of people and of organisations. */
export class MssanteFile {
  readonly #out: LineWriter
  readonly #planting: Planting
  readonly #tally: Tally
  readonly #rng: Rng
  readonly #addresses: Addresses
  readonly #domains: Domains
  readonly #recent = new RecentAddresses()
  #personalDue = 0
  readonly #faultless: boolean
  #organisationDue = 0

  constructor(
    out: LineWriter,
    planting: Planting,
    tally: Tally,
    rng: Rng,
    addresses: Addresses,
    domains: Domains,
    faultless: boolean,
  ) {
    this.#faultless = faultless
    this.#out = out
    this.#planting = planting
    this.#tally = tally
    this.#rng = rng
    this.#addresses = addresses
    this.#domains = domains
  }

  write(written: Written): NationalMailboxes {
    const { person, structures, lines, faulty } = written
    this.#personalDue += lines * PER_LINE * (1 - ORGANISATIONS)
    this.#organisationDue += lines * PER_LINE * ORGANISATIONS
    const mailboxes: NationalMailboxes = { addresses: [], held: 0 }
    if (faulty || person.student || (this.#faultless && !written.active)) return mailboxes
    // Physicians and pharmacists have a mailbox more often; the sum stays what is due.
    const wish = person.profession === '10' || person.profession === '21' ? 0.6 : 0.27
    if (this.#personalDue >= 1 && this.#rng.chance(this.#personalDue > 100 ? 0.9 : wish)) {
      const draw = this.#rng.float()
      const count = draw < 0.86 || this.#faultless ? 1 : draw < 0.98 ? 2 : 3
      for (let index = 0; index < count; index++) this.#personal(written, mailboxes)
      this.#personalDue -= count
    }
    const site = structures.find(({ finess }) => finess !== '')
    if (site !== undefined && this.#organisationDue >= 1 && this.#rng.chance(0.5)) {
      this.#organisation(site)
      this.#organisationDue--
    }
    return mailboxes
  }

  #personal({ person, structures, active, mixed }: Written, mailboxes: NationalMailboxes): void {
    const structure = structures.length === 0 || this.#rng.chance(0.08) ? null : this.#rng.pick(structures)
    const { type, id } = person
    const address = this.#addresses.ofPerson(person, this.#domains.of(this.#rng, person.profession))
    // A few addresses are written as people write their names.
    const written = this.#rng.chance(0.01) ? address.replace(/(^|[.-])[a-z]/g, (start) => start.toUpperCase()) : address
    const spots = structure === null ? (['per', 'ligne'] as const) : (['per', 'ligne', 'site'] as const)
    const code = this.#planting.take(this.#out.dataLines, ...spots)
    const names = namesOf(person, code)
    const number = this.#out.line + 1
    this.#put(code, 'PER', written, this.#holder(code, type, id, person), structure, '', names)
    if (code === null) mailboxes.addresses.push(written)
    if (!isLoaded(code) || code === 'BAL_SANS_IDENTIFIANT' || code === 'BAL_IDENTIFIANT_INCONNU') return
    mailboxes.held++
    if (!active) this.#tally.notice('TITULAIRE_SANS_ACTIVITE', number)
    if (mailboxes.held > (mixed ? 2 : 1)) this.#tally.notice('PLUSIEURS_BAL', number)
  }

  #organisation(structure: Structure): void {
    const draw = this.#rng.float()
    const type = draw < 0.985 ? 'ORG' : draw < 0.995 ? 'APP' : 'CAB'
    const service = type === 'APP' ? 'Envois automatisés' : this.#rng.pick(SERVICES)
    const local = type === 'APP' ? 'noreply' : `${slug(service)}.${slug(structure.raisonSociale).slice(0, 30)}`
    const address = this.#addresses.unique(local, this.#domains.any(this.#rng))
    const code = this.#planting.take(this.#out.dataLines, 'ligne')
    this.#put(code, type, address, '||', structure, service, '||||||||')
  }

  #put(
    code: NoticeCode | null,
    type: string,
    address: string,
    holder: string,
    structure: Structure | null,
    service: string,
    names: string,
  ): void {
    const number = this.#out.line + 1
    const duplicate = code === 'BAL_DOUBLON' ? this.#recent.any(this.#rng.float()) : null
    const given = duplicate ?? this.#addressWith(code, address)
    const kind = code === 'BAL_TYPE_INCONNU' ? this.#rng.pick(WRONG_TYPES) : type
    const digital = this.#rng.chance(0.7) ? 'O' : 'N'
    const where = structure?.mailboxCells ?? NO_STRUCTURE
    const place = code === 'DEPARTEMENT_CONTREDIT' ? inAnotherPlace(where, structure!) : where
    const line = `${kind}|${given}|${holder}|${structure?.mailboxId ?? '|'}|${service}|${names}|${digital}|${structure?.mailboxName ?? '|'}|${place}\n`
    this.#out.write(code === 'LIGNE_TRONQUEE' ? truncated(this.#rng, line) : line)
    if (code !== null) this.#tally.notice(code, number)
    if (!isLoaded(code)) return
    this.#recent.add(given)
    if (structure === null) return
    if (structure.traits.departementEmpty && code !== 'DEPARTEMENT_CONTREDIT')
      this.#tally.notice('DEPARTEMENT_DEDUIT', number)
    if (structure.traits.quote) this.#tally.trait('guillemet dans une valeur', number)
    if (structure.traits.typographic) this.#tally.trait('apostrophe typographique', number)
  }

  /** Type, number and identification nationale of the holder. */
  #holder(code: NoticeCode | null, type: string, id: string, person: Person): string {
    const line = this.#out.line + 1
    switch (code) {
      case 'BAL_SANS_IDENTIFIANT':
        return '||'
      case 'BAL_IDENTIFIANT_INCONNU': {
        // Mostly what the migration from ADELI left behind.
        const adeli = unknownAdeli(line, '13', person.profession)
        const rpps = unknownRpps(line)
        return this.#rng.chance(0.8) ? `0|${adeli}|0${adeli}` : `8|${rpps}|8${rpps}`
      }
      case 'IDENTIFIANT_PP_MALFORME': {
        const wrong = malformed(this.#rng, id)
        return `${type}|${wrong}|${type}${wrong}`
      }
      default:
        return `${type}|${id}|${type}${id}`
    }
  }

  #addressWith(code: NoticeCode | null, address: string): string {
    if (code === 'BAL_ADRESSE_ABSENTE') return ''
    if (code !== 'BAL_ADRESSE_MALFORMEE') return address
    switch (this.#rng.below(4)) {
      case 0:
        return address.replace('@', '.')
      case 1:
        return address.replace('@', ' @')
      case 2:
        return address.replace(/@.*/, '@messagerie.example')
      default:
        return address.replace(/\.(fr|org)$/, '')
    }
  }
}

/** From the civilité d'exercice to the label of the savoir-faire. */
function namesOf(person: Person, code: NoticeCode | null): string {
  const { civiliteExercice, categorieCells, savoirFaire } = person
  const nom = code === 'TITULAIRE_DIVERGENT' ? `${person.nom}-AUTRE` : person.nom
  const prenom = code === 'PRENOM_ABSENT' ? '' : person.prenom
  const known = code === 'PROFESSION_INCONNUE' ? '999|Profession hors nomenclature' : person.professionCells
  const profession = code === 'CARACTERE_DE_CONTROLE' ? `${known}\u0002` : known
  const own = savoirFaire[0] === undefined ? '|' : `${savoirFaire[0].code}|${savoirFaire[0].libelle}`
  const skill = faultySkill(code, person.profession) ?? own
  return `${civiliteExercice}|${nom}|${prenom}|${categorieCells}|${profession}|${skill}`
}

/** The cells of a mailbox's structure with the département of another place. */
function inAnotherPlace(cells: string, { place }: Structure): string {
  const all = cells.split('|')
  all[all.length - 2] = elsewhere(place.departement).split('|')[1]!
  return all.join('|')
}
