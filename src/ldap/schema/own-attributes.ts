import { ARC } from './arc.js'
import type { AttributeType } from './attribute-type.js'
import { SYNTAX } from './syntaxes.js'

function code(number: number, name: string, description: string): AttributeType {
  return {
    names: [name],
    oid: `${ARC}.1.${number}`,
    description,
    syntax: SYNTAX.directoryString,
    equality: 'caseIgnoreMatch',
    ordering: 'caseIgnoreOrderingMatch',
    substrings: 'caseIgnoreSubstringsMatch',
    matching: 'code',
  }
}

/**
 * Attributes of the French secure-mail directories, spelled as the software of health professionals spells them
 * (src/feed/FORMATS.md §4). A number is never given again to another attribute.
 */
export const ownAttributes: readonly AttributeType[] = [
  code(1, 'TypeBAL', 'Type de la boîte aux lettres (PER, ORG, APP, CAB, INT, MED)'),
  { ...code(2, 'IdentifiantPP', 'Numéro RPPS ou ADELI du titulaire'), matching: 'personNumber' },
  code(3, 'TypeIdentifiantPP', 'Type de ce numéro (0 ADELI, 8 RPPS)'),
  code(4, 'profession', 'Code de profession (TRE_G15 et suivantes)'),
  code(5, 'specialite', 'Code de savoir-faire'),
  code(6, 'IdentifiantPM', 'Identifiant de la structure'),
  code(7, 'TypeIdentifiantPM', 'Type de l’identifiant de la structure (FINESS, SIRET, SIREN)'),
  code(8, 'departement', 'Code du département'),
  code(9, 'dematerialisation', 'Accepte la dématérialisation (O ou N)'),
  code(10, 'source', 'Source de la donnée : national, ou une région'),
  code(11, 'finess', 'Numéro FINESS de la structure'),
  code(12, 'siret', 'Numéro SIRET de la structure'),
]
