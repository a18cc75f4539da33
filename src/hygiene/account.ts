import type { Tache } from '../resources/hygiene.js'
import type { DeclaredLine } from '../store/declared-accounts.js'
import { readFiness, readSiret } from '../values/index.js'

/** What a task says of the account that it is about; the rest is each kind's own. */
export type Task = Pick<Tache, 'nature' | 'motif' | 'action'> & Partial<Tache>

/** A task about an account, whole. */
export function taskOf(account: DeclaredLine, task: Task): Tache {
  const { adresse, mail, type, nom, prenom, rpps, adeli, ligne } = account.compte
  return whole({
    adresse: adresse ?? mail,
    type,
    titulaire: [nom, prenom].filter((one) => one !== null).join(' ') || null,
    identifiant: rpps ?? adeli,
    etablissement: establishmentOf(account),
    ligne,
    ...task,
  })
}

/** A task with null where nothing is known, in the order of the resource. */
export function whole(task: Task): Tache {
  return {
    nature: task.nature,
    adresse: task.adresse ?? null,
    empreinte: task.empreinte ?? null,
    type: task.type ?? null,
    titulaire: task.titulaire ?? null,
    identifiant: task.identifiant ?? null,
    etablissement: task.etablissement ?? null,
    garder: task.garder ?? null,
    motif: task.motif,
    action: task.action,
    date: task.date ?? null,
    ligne: task.ligne ?? null,
  }
}

/** FINESS of an account, else its SIRET. */
function establishmentOf({ cellules }: DeclaredLine): string | null {
  return readFiness(cellules['finess'] ?? '').value ?? readSiret(cellules['siret'] ?? '').value
}
