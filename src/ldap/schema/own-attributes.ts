import { ARC } from './arc.js'
import type { AttributeType } from './attribute-type.js'
import { SYNTAX } from './syntaxes.js'

type OwnClass = 'annuaireBal' | 'annuaireProfessionnel'

interface OwnAttribute extends AttributeType {
  /** Our classes that allow it. */
  readonly classes: readonly OwnClass[]
}

const BAL: readonly OwnClass[] = ['annuaireBal']
const PROFESSIONNEL: readonly OwnClass[] = ['annuaireProfessionnel']
const BOTH: readonly OwnClass[] = [...BAL, ...PROFESSIONNEL]

function code(number: number, name: string, description: string, classes: readonly OwnClass[]): OwnAttribute {
  return {
    names: [name],
    oid: `${ARC}.1.${number}`,
    description,
    syntax: SYNTAX.directoryString,
    equality: 'caseIgnoreMatch',
    ordering: 'caseIgnoreOrderingMatch',
    substrings: 'caseIgnoreSubstringsMatch',
    matching: 'code',
    classes,
  }
}

/**
 * Attributes of the French secure-mail directories, spelled as the software of health professionals spells them
 * (src/feed/FORMATS.md §4). A number is never given again to another attribute.
 */
export const ownAttributes: readonly OwnAttribute[] = [
  code(1, 'TypeBAL', 'Type de la boîte aux lettres (PER, ORG, APP, CAB, INT, MED)', BAL),
  { ...code(2, 'IdentifiantPP', 'Numéro RPPS ou ADELI du titulaire', BOTH), matching: 'personNumber' },
  code(3, 'TypeIdentifiantPP', 'Type de ce numéro (0 ADELI, 8 RPPS)', BOTH),
  code(4, 'profession', 'Code de profession (TRE_G15 et suivantes)', BOTH),
  code(5, 'specialite', 'Code de savoir-faire', BOTH),
  code(6, 'IdentifiantPM', 'Identifiant de la structure', BAL),
  code(7, 'TypeIdentifiantPM', 'Type de l’identifiant de la structure (FINESS, SIRET, SIREN)', BAL),
  code(8, 'departement', 'Code du département', BOTH),
  code(9, 'dematerialisation', 'Accepte la dématérialisation (O ou N)', BAL),
  code(10, 'source', 'Source de la donnée : national, ou une région', BOTH),
  code(11, 'finess', 'Numéro FINESS de la structure', PROFESSIONNEL),
  code(12, 'siret', 'Numéro SIRET de la structure', PROFESSIONNEL),
  code(13, 'siren', 'Numéro SIREN de la structure', PROFESSIONNEL),
  code(14, 'modeExercice', 'Code du mode d’exercice (TRE_R23)', PROFESSIONNEL),
  code(15, 'secteur', 'Code du secteur d’activité (TRE_R02)', PROFESSIONNEL),
  code(16, 'region', 'Code INSEE de la région', BOTH),
  code(17, 'categorie', 'Code de catégorie professionnelle (TRE_R09)', PROFESSIONNEL),
  // Who asks for IdentifiantPP asks for it too (RFC 4512 §2.5.1), and reads one present number.
  {
    ...code(18, 'ancienAdeli', 'Numéro ADELI d’avant le RPPS', BOTH),
    matching: 'personNumber',
    superior: 'IdentifiantPP',
  },
]

/** Names of our own attributes that a class of ours allows. */
export function ownAttributesOf(name: OwnClass): readonly string[] {
  return ownAttributes.filter(({ classes }) => classes.includes(name)).map(({ names }) => names[0])
}
