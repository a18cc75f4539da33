import type { Row } from '../feed/row.js'
import { daysBetween } from '../text/days.js'
import { fold } from '../text/fold.js'
import { hash32 } from '../text/hash.js'
import { foldAddress, readAddress, readDate } from '../values/index.js'
import type { ColumnMap } from './columns.js'
import type { ReadingContext, WaitingMailbox } from './context.js'
import type { LineCells } from './line-cells.js'
import type { MailboxRecord } from './mailbox.js'
import { isKnownProfession, isNominative, isOrganisation, MailboxChecks } from './mailbox-checks.js'
import type { Fact, NationalMailbox } from './national-mailboxes.js'
import type { REGIONAL_COLUMNS } from './regional-columns.js'
import { ResponsibleCheck } from './responsible-check.js'

/** What is remarked of the mailboxes of one regional file: by themselves, beside each other, and beside the national ones. */
export class RegionalChecks {
  readonly #at: ColumnMap<typeof REGIONAL_COLUMNS>
  readonly #cells: LineCells
  readonly #context: ReadingContext
  readonly #mailboxes: MailboxChecks
  readonly #responsible: ResponsibleCheck
  /** Who first gave each address of column A, both by hash. */
  readonly #references = new Map<number, number>()
  /** Mailboxes of each person that only this file has. */
  readonly #own = new Map<number, number>()

  constructor(at: ColumnMap<typeof REGIONAL_COLUMNS>, cells: LineCells, context: ReadingContext) {
    this.#at = at
    this.#cells = cells
    this.#context = context
    this.#mailboxes = new MailboxChecks(context, {
      adresse: this.#name('mssante', 'MSSanté adresse'),
      titulaire: this.#name('rpps', 'RPPS'),
      prenom: this.#name('prenom', 'Prénom'),
      profession: this.#name('profession', 'Profession'),
      specialite: this.#name('specialite', 'Spécialité'),
      structure: this.#name('finess', 'FINESS'),
      service: this.#name('service', 'Service'),
    })
    this.#responsible = new ResponsibleCheck(context, {
      responsable: at.responsable === -1 ? null : cells.name(at.responsable),
      description: at.description === -1 ? null : cells.name(at.description),
    })
  }

  /** The address of column A, by which people log in. */
  reference(row: Row): string | null {
    const { mail } = this.#at
    const { value, repaired, fault } = this.#cells.attempt(mail, readAddress)
    if (value === null && repaired === null) {
      const code = fault === null ? 'ADRESSE_REFERENCE_ABSENTE' : 'ADRESSE_REFERENCE_MALFORMEE'
      this.#context.remark(code, row, this.#cells.name(mail), this.#cells.written(mail), fault)
    }
    return value
  }

  /** @param mail address of column A; null when it gives none that can be read */
  check(row: Row, mailbox: MailboxRecord, mail: string | null): void {
    this.#mailboxes.check(row, mailbox)
    if (isOrganisation(mailbox.type)) this.#responsible.check(row, mailbox)
    if (isNominative(mailbox.type)) this.#checkReference(row, mailbox, mail)
    this.#checkHolder(row, mailbox)
    this.#checkNational(row, mailbox)
    this.#wait(row, mailbox)
    if (mailbox.nonPubliee === null) this.#checkDates(row, mailbox)
  }

  /** Two people who log in by one address share a password. */
  #checkReference(row: Row, { identifiant, nom, prenom }: MailboxRecord, mail: string | null): void {
    if (mail === null) return
    const who = hash32(identifiant ?? `${fold(nom ?? '')} ${fold(prenom ?? '')}`)
    const key = hash32(foldAddress(mail))
    const first = this.#references.get(key)
    if (first === undefined) this.#references.set(key, who)
    else if (first !== who) {
      this.#context.remark('ADRESSE_REFERENCE_PARTAGEE', row, this.#name('mail', 'Adresse mail'), mail)
    }
  }

  #checkHolder(row: Row, mailbox: MailboxRecord): void {
    const { type, identifiant, professionnel } = mailbox
    const context = this.#context
    if (
      type === 'INT' &&
      identifiant?.startsWith('8') === true &&
      (professionnel !== null || context.people.size === 0)
    ) {
      context.remark('INT_AVEC_RPPS', row, this.#name('rpps', 'RPPS'), identifiant)
    }
    if (type !== 'PER' && type !== 'INT') return
    const nowhere = mailbox.raisonSociale === null && mailbox.idStructure === null && mailbox.codePostal === null
    if (mailbox.profession === null) this.#incomplete(row, 'Profession')
    else if (nowhere && mailbox.commune === null) this.#incomplete(row, 'Raison sociale')
  }

  #incomplete(row: Row, column: 'Profession' | 'Raison sociale'): void {
    const property = column === 'Profession' ? 'profession' : 'raisonSociale'
    const detail = column === 'Profession' ? 'profession' : 'structure, commune et code postal'
    // A cell that holds something unreadable was told already.
    if (this.#cells.written(this.#at[property]) !== '') return
    this.#context.remark('PROFIL_INCOMPLET', row, this.#name(property, column), '', detail)
  }

  #checkNational(row: Row, mailbox: MailboxRecord): void {
    if (mailbox.type === 'MED') return
    const national = this.#context.nationalMailboxes
    const line = national.lineOf(mailbox.adresse)
    const { professionnel } = mailbox
    if (line === null) {
      if (mailbox.type !== 'PER' || professionnel === null || mailbox.nonPubliee !== null) return
      const own = (this.#own.get(professionnel) ?? 0) + 1
      this.#own.set(professionnel, own)
      const boxes = this.#context.situations.mailboxes(professionnel) + own
      this.#mailboxes.tooMany(row, professionnel, boxes, mailbox.adresse)
      return
    }
    const others = national.differences(line, this.#comparable(mailbox))
    if (others.includes('identifiant')) {
      const column = mailbox.identifiant!.startsWith('0') ? this.#name('adeli', 'ADELI') : this.#name('rpps', 'RPPS')
      this.#context.remark('BAL_DE_DEUX_PERSONNES', row, column, mailbox.identifiant, `fichier national, ligne ${line}`)
    } else this.#describedDifferently(row, mailbox, others, line)
    if (others.includes('adresse')) {
      this.#context.remark('ADRESSE_CASSE_DIFFERENTE', row, this.#name('mssante', 'MSSanté adresse'), mailbox.adresse)
    }
  }

  /** What only the imports to come can tell. */
  #wait(row: Row, { adresse, type, statut, nonPubliee }: MailboxRecord): void {
    const wait = (motif: WaitingMailbox['motif'], colonne: string, valeur: string) =>
      this.#context.waiting.push({
        motif,
        adresse: foldAddress(adresse),
        ligne: row.line,
        colonne,
        valeur,
        mark: this.#context.lines.mark('COMPTE_EN_ATTENTE', row, null, null, null),
      })
    if (statut === 'PREINSCRIT' || statut === 'A VALIDER') wait('attente', this.#name('statut', 'Statut'), statut)
    if (type === 'INT') wait('interne', this.#name('type', 'Type de BAL'), type)
    const national = this.#context.nationalMailboxes
    const expected = nonPubliee === null && type !== 'MED' && type !== 'INT' && national.known
    if (expected && national.lineOf(adresse) === null) {
      wait('absente', this.#name('mssante', 'MSSanté adresse'), adresse)
    }
  }

  /** Without what was found wrong already, in its own cell. */
  #comparable(mailbox: MailboxRecord): NationalMailbox {
    const { profession } = mailbox
    return {
      ...mailbox,
      profession: profession !== null && isKnownProfession(profession) ? profession : null,
      specialite: this.#mailboxes.skillFault(mailbox) === null ? mailbox.specialite : null,
    }
  }

  #describedDifferently(row: Row, mailbox: MailboxRecord, others: readonly Fact[], line: number): void {
    const found = (['type', 'profession', 'specialite'] as const).filter((fact) => others.includes(fact))
    const first = found[0]
    if (first === undefined) return
    const names = { type: 'Type de BAL', profession: 'Profession', specialite: 'Spécialité' } as const
    const detail = `${found.map((fact) => names[fact].toLowerCase()).join(', ')} ; fichier national, ligne ${line}`
    this.#context.remark('BAL_DECRITE_AUTREMENT', row, this.#name(first, names[first]), mailbox[first], detail)
  }

  #checkDates(row: Row, { expiration }: MailboxRecord): void {
    const { thresholds, now } = this.#context
    const within = thresholds.ANNUAIRE_EXPIRATION_JOURS
    if (expiration !== null && within > 0 && daysBetween(now, expiration) <= within) {
      this.#context.remark('EXPIRATION_PROCHE', row, this.#name('peremption', 'Date de péremption'), expiration)
    }
    const column = this.#at.derniereConnexion
    const { value, fault } = this.#cells.attempt(column, readDate)
    const name = this.#name('derniereConnexion', 'Dernière connexion')
    if (fault !== null) this.#context.remark('DATE_MALFORMEE', row, name, this.#cells.written(column), fault)
    const idle = thresholds.ANNUAIRE_INUTILISEE_JOURS
    if (value === null || idle === 0) return
    const days = -daysBetween(now, value)
    if (days >= idle) this.#context.remark('BAL_INUTILISEE', row, name, value, `${days} jours`)
    else if (days >= idle - thresholds.ANNUAIRE_INUTILISEE_ALERTE_JOURS) {
      this.#context.remark('BAL_BIENTOT_INUTILISEE', row, name, value, `${days} jours`)
    }
  }

  /** A column as the file names it, as the model does when the file lacks it. */
  #name(property: keyof typeof REGIONAL_COLUMNS, model: string): string {
    const column = this.#at[property]
    return column === -1 ? model : this.#cells.name(column)
  }
}
