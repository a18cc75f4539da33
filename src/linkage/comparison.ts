import type { Asked } from './asked.js'
import type { FieldComparison, Verdict } from './matches.js'
import type { NameAgreement, Relation } from './naming.js'
import { type AskedField, LONGEST_ASKED } from './person-asked.js'
import type { Weighed } from './weighing.js'

const WORDING: Readonly<Record<Relation, string | null>> = {
  identique: null,
  frappe: 'faute de frappe',
  'deux-fautes': 'deux fautes de frappe',
  son: 'même prononciation',
  compose: 'nom composé, en partie ou dans un autre ordre',
  particule: 'particule ôtée ou ajoutée',
  initiale: 'initiale',
  abrege: 'forme abrégée',
}

type Compared = Pick<FieldComparison, 'trouve' | 'verdict' | 'precision'>

/** What each field that was asked is worth, for who has to decide. */
export function comparisonOf(asked: Asked, weighed: Weighed): FieldComparison[] {
  const fields = Object.keys(LONGEST_ASKED) as AskedField[]
  return fields.flatMap((champ) => {
    const demande = asked.given[champ]
    if (demande === undefined) return []
    if (asked.unread.has(champ)) {
      return [{ champ, demande, trouve: null, verdict: 'incompris' as const, precision: 'valeur non reconnue' }]
    }
    return [{ champ, demande, ...compared(champ, weighed) }]
  })
}

function compared(champ: AskedField, weighed: Weighed): Compared {
  const { person, names, workplace, profession, specialite } = weighed
  switch (champ) {
    case 'nom':
      return names.swapped ? swapped(person.prenom) : surname(weighed, names.heldAs !== 'naissance')
    case 'nomNaissance':
      return surname(weighed, names.heldAs !== 'usage')
    case 'prenom':
      return names.swapped ? swapped(person.nom) : named(person.prenom, names.firstName)
    case 'profession':
      return { trouve: profession.held, verdict: profession.verdict, precision: null }
    case 'specialite':
      return { trouve: specialite.held, verdict: specialite.verdict, precision: null }
    case 'structure': {
      const own = workplace?.own ?? null
      return { trouve: own?.held ?? null, verdict: own?.verdict ?? 'absent', precision: null }
    }
    default:
      return placed(champ, weighed)
  }
}

function placed(champ: 'voie' | 'codePostal' | 'commune' | 'departement' | 'pays', { workplace }: Weighed): Compared {
  const place = workplace?.place ?? null
  if (workplace === null || place === null) return { trouve: null, verdict: 'absent', precision: null }
  const { adresse } = workplace.structure
  const trouve = champ === 'departement' ? (adresse.departement?.code ?? null) : adresse[champ]
  return { trouve, verdict: place.verdicts[champ], precision: null }
}

function named(trouve: string, agreement: NameAgreement | null): Compared {
  if (agreement === null) return { trouve, verdict: 'different', precision: null }
  const verdict: Verdict = agreement.relation === 'identique' ? 'identique' : 'proche'
  return { trouve, verdict, precision: WORDING[agreement.relation] }
}

/** @param isHeld this of the two names that were asked is the one, or is in the one, that the directory holds */
function surname({ person, names }: Weighed, isHeld: boolean): Compared {
  if (!isHeld) return { trouve: null, verdict: 'absent', precision: 'l’annuaire tient l’autre nom' }
  if (names.heldAs === 'double') return { trouve: person.nom, verdict: 'proche', precision: 'nom double' }
  return named(person.nom, names.surname)
}

function swapped(trouve: string): Compared {
  return { trouve, verdict: 'proche', precision: 'nom et prénom échangés' }
}
