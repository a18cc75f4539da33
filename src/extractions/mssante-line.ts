import type { Bal } from '../resources/person.js'

/** Names of the columns of Extraction_Correspondance_MSSante (src/feed/FORMATS.md §1.4), in their order. */
export const MSSANTE_COLUMNS = [
  'Type de BAL',
  'Adresse BAL',
  'Type Identifiant PP',
  'Identifiant PP',
  'Identification nationale PP',
  'Type identifiant structure',
  'Identification Structure',
  'Service de rattachement',
  "Civilité d'exercice",
  "Nom d'exercice",
  "Prénom d'exercice",
  'Catégorie profession',
  'Libellé de catégorie profession',
  'Code Profession',
  'Libellé Profession',
  'Code savoir-faire',
  'Libellé savoir-faire',
  'Dématérialisation',
  'Raison Sociale structure BAL',
  'Enseigne commerciale structure BAL',
  'L2COMPLEMENTLOCALISATION structure BAL',
  'L3COMPLEMENTDISTRIBUTION structure BAL',
  'L4NUMEROVOIE structure BAL',
  'L4COMPLEMENTNUMEROVOIE structure BAL',
  'NL4TYPEVOIE structure BAL',
  'L4LIBELLEVOIE structure BAL',
  'L5LIEUDITMENTION structure BAL',
  'L6LIGNEACHEMINEMENT structure BAL',
  'Code postal structure BAL',
  'Département structure BAL',
  'Pays structure BAL',
] as const

/**
 * A national mailbox as a line of that file. Lines of an address that the file had in two cells may come in others, and the
 * number of a street in that of the street: what is read of them is the same.
 */
export function mssanteLine(bal: Bal): string {
  const { adressePostale: place, structure, profession, specialite } = bal
  const [complement, distribution, mention, acheminement] = linesOf(place)
  const [numero, indice, voie] = partsOf(place.voie)
  const cells: readonly (string | null | undefined)[] = [
    bal.type.code,
    bal.adresse,
    bal.identifiant?.slice(0, 1),
    bal.identifiant?.slice(1),
    bal.identifiant,
    structure?.typeIdentifiant,
    structure?.identifiant,
    bal.service,
    bal.civilite?.code,
    bal.nom,
    bal.prenom,
    profession?.categorie?.code,
    profession?.categorie?.libelle,
    profession?.code,
    profession?.libelle,
    specialite?.code,
    specialite?.libelle,
    bal.dematerialisation === null ? null : bal.dematerialisation ? 'O' : 'N',
    structure?.raisonSociale,
    structure?.enseigne,
    complement,
    distribution,
    numero,
    indice,
    null,
    voie,
    mention,
    acheminement,
    place.codePostal,
    place.departement?.libelle ?? place.departement?.code,
    place.pays,
  ]
  return `${cells.map((cell) => cell ?? '').join('|')}\n`
}

type Place = Bal['adressePostale']

/** Complément, distribution, mention and acheminement. */
function linesOf({ lignes, voie, codePostal, commune }: Place): readonly (string | undefined)[] {
  const last = lignes.at(-1)
  const isCedex = last?.includes('CEDEX') === true && commune !== null && last.endsWith(commune)
  const printed = isCedex ? lignes.slice(0, -1) : lignes
  const acheminement = isCedex ? last : (join(codePostal, commune) ?? undefined)
  const at = voie === null ? -1 : printed.indexOf(voie)
  const before = at === -1 ? printed.slice(0, 2) : printed.slice(0, at)
  const after = at === -1 ? printed.slice(2) : printed.slice(at + 1)
  return [before[0], before[1], after[0], acheminement]
}

/** A commune without a postcode stays without. */
function join(codePostal: string | null, commune: string | null): string | null {
  if (commune === null || codePostal === null) return commune
  return `${codePostal} ${commune}`
}

/** Number of a street, its letter, and the rest. */
function partsOf(voie: string | null): readonly (string | undefined)[] {
  if (voie === null) return []
  const [, numero, indice, rest] = /^(\d{1,5})([A-Z]?) (.+)$/.exec(voie) ?? []
  return rest === undefined ? [undefined, undefined, voie] : [numero, indice, rest]
}
