import type { Batch } from './batch.js'

/** A mailbox as both the national and the regional readers yield it. Empty texts are null. */
export interface MailboxRecord {
  readonly source: string
  readonly adresse: string
  readonly type: string
  readonly identifiant: string | null
  /** Order of arrival of the holder among the professionals; null when unknown. */
  readonly professionnel: number | null
  /** Identifications nationales that the holder had before, one per line; null for none. */
  readonly anciensAdeli: string | null
  readonly civiliteExercice: string | null
  readonly nom: string | null
  readonly prenom: string | null
  readonly profession: string | null
  readonly categorie: string | null
  readonly specialite: string | null
  readonly service: string | null
  readonly description: string | null
  readonly responsable: string | null
  readonly dematerialisation: boolean | null
  readonly typeStructure: string | null
  readonly idStructure: string | null
  readonly raisonSociale: string | null
  readonly enseigne: string | null
  readonly lignes: string | null
  /** Number and street, which is one of the lines too. */
  readonly voie: string | null
  readonly codePostal: string | null
  readonly commune: string | null
  readonly departement: string | null
  readonly pays: string | null
  readonly telephones: string | null
  readonly statut: string
  readonly comptes: string | null
  /** Place among the mailboxes of its holder that the source gives it, from 1. */
  readonly rangSource: number | null
  /** Why the mailbox is published nowhere; null when it is. */
  readonly nonPubliee: string | null
  /** Last day of the account, AAAA-MM-JJ; null when it does not expire. */
  readonly expiration: string | null
}

/** Stages a mailbox, in the order of columns of STAGED.bal. */
export function stageMailbox(batch: Batch, bal: MailboxRecord): void {
  batch.bal.push(
    bal.source,
    bal.adresse,
    bal.type,
    bal.identifiant,
    bal.professionnel,
    bal.anciensAdeli,
    bal.civiliteExercice,
    bal.nom,
    bal.prenom,
    bal.profession,
    bal.categorie,
    bal.specialite,
    bal.service,
    bal.description,
    bal.responsable,
    bal.dematerialisation === null ? null : Number(bal.dematerialisation),
    bal.typeStructure,
    bal.idStructure,
    bal.raisonSociale,
    bal.enseigne,
    bal.lignes,
    bal.voie,
    bal.codePostal,
    bal.commune,
    bal.departement,
    bal.pays,
    bal.telephones,
    bal.statut,
    bal.comptes,
    bal.rangSource,
    bal.nonPubliee,
    bal.expiration,
  )
}
