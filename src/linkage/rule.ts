import type { Doubt, Scored } from './scored.js'

const DOUBTS: Readonly<Record<Doubt, string>> = {
  homonymes: 'd’autres portent ce nom et ce prénom sans que rien de demandé ne les distingue',
  nom: 'le nom ou le prénom diffère',
  'rien-d-autre': 'rien d’autre que le nom et le prénom ne concorde',
  lieu: 'l’annuaire ne tient pas de lieu d’exercice là où il est demandé',
  situation: 'la profession diffère',
  inacheve: 'la recherche a été interrompue',
  score: 'la probabilité ne suffit pas',
}

/** What decided, as a stable name and in French: the names first, then the most telling of what agrees besides. */
export function ruleOf({ weighed, comparison }: Scored, doubt: Doubt | null): { regle: string; explication: string } {
  const { names, workplace } = weighed
  const parts: (readonly [string, string])[] = []
  if (names.swapped) parts.push(['inversion', 'nom et prénom échangés'])
  else {
    parts.push(namePart(names.surname?.relation, names.heldAs))
    const first = names.firstName?.relation
    if (first === undefined) parts.push(['autre-prenom', 'autre prénom'])
    else if (first === 'identique') parts.push(['prenom', 'prénom'])
    else parts.push([`prenom-${first}`, 'prénom proche'])
  }
  const agrees = (champ: string): boolean =>
    comparison.some((one) => one.champ === champ && (one.verdict === 'identique' || one.verdict === 'proche'))
  const level = workplace?.place?.level
  if (agrees('structure')) parts.push(['structure', 'structure'])
  if (level === 'voie') parts.push(['voie', 'voie et commune'])
  else if (level === 'commune') parts.push(['commune', 'commune'])
  else if (level === 'departement') parts.push(['departement', 'département'])
  if (agrees('profession')) parts.push(['profession', 'profession'])
  if (agrees('specialite')) parts.push(['specialite', 'spécialité'])
  const sentence = parts.map(([, words]) => words).join(', ')
  return {
    regle: parts.map(([name]) => name).join('-'),
    explication: `Concordance : ${sentence}${doubt === null ? '' : ` ; ${DOUBTS[doubt]}`}.`,
  }
}

function namePart(relation: string | undefined, heldAs: string): readonly [string, string] {
  if (relation === undefined) return ['autre-nom', 'autre nom']
  if (heldAs === 'double') return ['nom-double', 'nom double']
  const which = heldAs === 'naissance' ? 'nom-naissance' : 'nom'
  const words = heldAs === 'naissance' ? 'nom de naissance' : 'nom'
  return relation === 'identique' ? [which, words] : [`${which}-${relation}`, `${words} proche`]
}
