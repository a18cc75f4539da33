import type { Professionnel } from '../resources/person.js'
import type { DeclaredLine } from '../store/declared-accounts.js'
import type { Task } from './account.js'

/** A published mailbox whose holder is unknown or does not practise, or for which nobody answers. */
export function orphanTasks({ compte, cellules }: DeclaredLine, holder: Professionnel | null): Task[] {
  const { type, rpps, adeli, motifNonPublication } = compte
  if (motifNonPublication !== null) return []
  if (type === 'ORG' || type === 'APP') {
    if ((cellules['responsable'] ?? '').trim() !== '') return []
    const motif = 'Personne ne répond de cette boîte organisationnelle ou applicative.'
    return [{ nature: 'orpheline', motif, action: 'Nommer un responsable, ou fermer la boîte.' }]
  }
  if (type !== 'PER' || (rpps === null && adeli === null)) return []
  if (holder === null) {
    const motif = 'Le titulaire est absent du fichier national des activités.'
    return [
      { nature: 'orpheline', motif, action: 'Vérifier le numéro du titulaire ; s’il n’exerce plus, fermer la boîte.' },
    ]
  }
  // As the rule TITULAIRE_SANS_ACTIVITE has it: an activity takes place in a structure.
  if (holder.activites.some(({ structure }) => structure !== null)) return []
  const motif = 'Le titulaire n’a aucune activité : étudiant, retraité ou remplaçant.'
  return [
    { nature: 'orpheline', motif, action: 'Vérifier que la personne se sert encore de sa boîte ; sinon, la fermer.' },
  ]
}
