import type { NoticeCode } from '../../src/notices/catalog.js'
import type { Written } from './activity-file.js'
import { type Addresses, RecentAddresses } from './addresses.js'
import { isLoaded, LEFT_PART_ONLY } from './defects.js'
import { unknownRpps } from './identifiers.js'
import type { LineWriter } from './line-writer.js'
import type { NationalMailboxes } from './mssante-file.js'
import { drawName, slug } from './names.js'
import type { Planting } from './planting.js'
import { drawState, hidesAddress, isUnpublished, located } from './regional-account.js'
import { type RegionalAccount, regionalLine } from './regional-line.js'
import type { Region } from './regions.js'
import type { Rng } from './rng.js'
import type { Structure } from './structure-cells.js'
import type { Tally } from './tally.js'

const SERVICES = [
  'Secrétariat médical',
  'Accueil',
  'Imagerie',
  'Cardiologie',
  'Coordination',
  'Facturation',
  'Pharmacie',
]
const MAILS = ['messagerie.example', 'courriel.example', 'cabinet.example', 'hopital.example']

type Account = RegionalAccount & { readonly 'MSSanté adresse': string }

/** Writes one regional file: accounts of the people who live in the region, in the loaduser format. */
export class RegionalFile {
  readonly #region: Region
  readonly #out: LineWriter
  readonly #planting: Planting
  readonly #tally: Tally
  readonly #nationalTally: Tally
  readonly #rng: Rng
  readonly #addresses: Addresses
  readonly #faultless: boolean
  readonly #recent = new RecentAddresses()
  /** Addresses of column A that login accounts may name. */
  readonly #logins: string[] = []
  #due = 0

  /** @param nationalTally that of the national mailboxes, which a region may hide */
  constructor(
    region: Region,
    out: LineWriter,
    planting: Planting,
    tally: Tally,
    nationalTally: Tally,
    rng: Rng,
    addresses: Addresses,
    faultless: boolean,
  ) {
    this.#region = region
    this.#out = out
    this.#planting = planting
    this.#tally = tally
    this.#nationalTally = nationalTally
    this.#rng = rng
    this.#addresses = addresses
    this.#faultless = faultless
  }

  write(written: Written, inRegion: boolean, national: NationalMailboxes): void {
    const { person, structures, lines, faulty, active } = written
    this.#due += lines * this.#region.perLine
    if (!inRegion || faulty || person.student || this.#due < 1) return
    if (this.#faultless && (!active || structures[0] === undefined)) return
    const rng = this.#rng
    const structure = structures[0]
    const draw = rng.float()
    const numbered = structure !== undefined && (structure.finess !== '' || structure.siret !== '')
    const mayHost = this.#faultless ? numbered : structure !== undefined
    if (draw < 0.13 && mayHost && this.#logins.length > 2) this.#organisation(structure!, written)
    else if (draw < 0.2) this.#other('MED', structure)
    else if (draw < 0.25) this.#other('INT', structure)
    else this.#personal(written, national)
    this.#due--
  }

  #personal({ person, structures, active, mixed }: Written, national: NationalMailboxes): void {
    const rng = this.#rng
    const number = this.#out.line + 1
    const code = this.#planting.take(this.#out.dataLines, 'per')
    const left = `${slug(person.prenom)}.${slug(person.nom)}`
    const shared = rng.chance(this.#faultless ? 1 : 0.6) ? national.addresses[0] : undefined
    const address = shared ?? this.#addresses.ofPerson(person, `${this.#region.source}.mssante.fr`)
    const account: Account = {
      'Adresse mail': `${left}.${this.#out.line}@${rng.pick(MAILS)}`,
      NOM: person.nom,
      Prénom: person.prenom,
      ...(person.type === '8' ? { RPPS: person.id } : { ADELI: person.id }),
      Civilité: person.civiliteExercice === '' ? person.civilite : person.civiliteExercice,
      Profession: person.profession,
      Spécialité: person.savoirFaire[0]?.code ?? '',
      ...(structures[0] === undefined ? {} : located(structures[0])),
      'Type de BAL': 'PER',
      ...drawState(rng, this.#faultless || code !== null),
      'MSSanté adresse': address,
    }
    this.#put(code, account)
    if (shared !== undefined && hidesAddress(account)) this.#nationalTally.count('BAL_MASQUEE')
    if (!isLoaded(code)) return
    if (!active) this.#tally.notice('TITULAIRE_SANS_ACTIVITE', number)
    if (structures[0] === undefined) this.#tally.notice('PROFIL_INCOMPLET', number)
    const own = shared === undefined && !isUnpublished(account)
    if (own && national.held + 1 > (mixed ? 2 : 1)) this.#tally.notice('PLUSIEURS_BAL', number)
  }

  /** INT has no RPPS yet; MED stays outside the MSSanté space, its address is that of column A. */
  #other(type: 'INT' | 'MED', structure: Structure | undefined): void {
    const rng = this.#rng
    const { nom, prenom, feminine } = drawName(rng)
    if (type === 'INT' && structure === undefined) this.#tally.notice('PROFIL_INCOMPLET', this.#out.line + 1)
    const mail = `${slug(prenom)}.${slug(nom)}.${this.#out.line}@${rng.pick(MAILS)}`
    this.#put(null, {
      'Adresse mail': mail,
      NOM: nom,
      Prénom: prenom,
      Civilité: feminine ? 'MME' : 'M',
      Profession: type === 'INT' ? '10' : rng.pick(['331', '35', '312']),
      ...(structure === undefined ? {} : located(structure)),
      'Type de BAL': type,
      ...drawState(rng, this.#faultless),
      'MSSanté adresse':
        type === 'MED' ? '' : this.#addresses.ofPerson({ nom, prenom }, `${this.#region.source}.mssante.fr`),
    })
  }

  #organisation(structure: Structure, { person: responsible, active }: Written): void {
    const rng = this.#rng
    const number = this.#out.line + 1
    const unnumbered = structure.finess === '' && structure.siret === ''
    const service = rng.pick(SERVICES)
    const code = this.#planting.take(this.#out.dataLines, 'org')
    const logins = Array.from({ length: 1 + rng.below(3) }, () => rng.pick(this.#logins))
    if (code === 'COMPTE_CONNEXION_INCONNU') logins.push(`ancien.compte.${this.#out.line}@inconnu.example`)
    const local = `${slug(service)}.${slug(structure.raisonSociale).slice(0, 30)}`.replace(/\.$/, '')
    this.#put(code, {
      'Adresse mail': `${local}.${this.#out.line}@${rng.pick(MAILS)}`,
      NOM: service.toUpperCase(),
      Prénom: structure.raisonSociale === '' ? 'CABINET' : structure.raisonSociale,
      ...located(structure),
      Service: service,
      'Type de BAL': rng.chance(0.9) ? 'ORG' : 'APP',
      ...drawState(rng, this.#faultless || code !== null),
      Responsable: responsibleOf(code, responsible, number),
      Description: code === 'ORG_SANS_DESCRIPTION' ? '' : `Boîte du service « ${service} »`,
      'MSSanté adresse': this.#addresses.unique(local, `${this.#region.source}.mssante.fr`),
      'Compte(s) de connexion': [...new Set(logins)].join(';'),
    })
    if (unnumbered) this.#tally.notice('ORG_SANS_STRUCTURE', number)
    const told = code === 'ORG_SANS_RESPONSABLE' || code === 'RESPONSABLE_INCONNU'
    if (!active && !told) this.#tally.notice('RESPONSABLE_NON_HABILITE', number)
  }

  #put(code: NoticeCode | null, given: Account): void {
    const number = this.#out.line + 1
    if (code !== null) this.#tally.notice(code, number)
    const account = { ...given, ...this.#withDefect(code, given) }
    this.#out.write(regionalLine(account, this.#region.separator))
    if (!isLoaded(code)) return
    if (account['MSSanté adresse'].includes('@')) this.#recent.add(account['MSSanté adresse'])
    else if (account['MSSanté adresse'] !== '') this.#tally.notice('DOMAINE_PAR_DEFAUT', number)
    if (isUnpublished(account)) this.#tally.notice('BAL_NON_PUBLIEE', number)
    const reachable = code !== 'ADRESSE_REFERENCE_ABSENTE' && code !== 'ADRESSE_REFERENCE_MALFORMEE'
    if (account['Type de BAL'] !== 'ORG' && account['Type de BAL'] !== 'APP' && reachable) {
      this.#logins[number % 200] = account['Adresse mail']
    }
    if (Object.values(account).some((cell) => cell.includes('"')))
      this.#tally.trait('guillemet dans une valeur', number)
  }

  #withDefect(code: NoticeCode | null, account: Account): Partial<Account> & Pick<Account, 'MSSanté adresse'> {
    const address = account['MSSanté adresse']
    const type = account['Type de BAL']
    if (code === 'ADRESSE_REFERENCE_ABSENTE') return { 'MSSanté adresse': address, 'Adresse mail': '' }
    if (code === 'ADRESSE_REFERENCE_MALFORMEE') {
      return { 'MSSanté adresse': address, 'Adresse mail': account['Adresse mail'].replace('@', ' chez ') }
    }
    if (code === 'TITULAIRE_DIVERGENT') return { 'MSSanté adresse': address, NOM: `${account.NOM}-AUTRE` }
    if (code === 'PRENOM_ABSENT') return { 'MSSanté adresse': address, Prénom: '' }
    if (code === 'BAL_TYPE_INCONNU') return { 'MSSanté adresse': address, 'Type de BAL': 'PERSO' }
    if (code === 'BAL_ADRESSE_ABSENTE') return { 'MSSanté adresse': '', 'Type de BAL': type }
    if (code === 'BAL_DOUBLON') {
      return { 'MSSanté adresse': this.#recent.any(this.#rng.float()) ?? address, 'Type de BAL': type }
    }
    const domain = `@${this.#region.source}.mssante.fr`
    const short = code === null && !this.#faultless && address.endsWith(domain) && this.#rng.chance(LEFT_PART_ONLY)
    return { 'MSSanté adresse': short ? address.slice(0, -domain.length) : address, 'Type de BAL': type }
  }
}

function responsibleOf(code: NoticeCode | null, { nom, prenom, id }: Written['person'], number: number): string {
  if (code === 'ORG_SANS_RESPONSABLE') return ''
  return `${nom} ${prenom}, ${code === 'RESPONSABLE_INCONNU' ? unknownRpps(9_000_000 + number) : id}`
}
