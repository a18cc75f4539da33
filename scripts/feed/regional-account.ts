import { UNPUBLISHED } from './defects.js'
import type { RegionalAccount } from './regional-line.js'
import type { Rng } from './rng.js'
import type { Structure } from './structure-cells.js'

/** Statut, expiry, test and liste rouge; one that is published when the line has a defect or the feed none. */
export function drawState(
  rng: Rng,
  published: boolean,
): Pick<RegionalAccount, 'Statut' | 'Date de péremption' | 'Compte de test' | 'Liste rouge'> {
  const draw = published ? 1 : rng.float()
  const { listeRouge, test, statut, expired } = UNPUBLISHED
  const future = rng.chance(0.1) ? `31/12/20${30 + rng.below(9)}` : ''
  return {
    Statut: draw >= 1 - statut && draw < 1 ? rng.pick(['PREINSCRIT', 'PREINSCRIT', 'A VALIDER', 'REJETE']) : 'VALIDE',
    'Date de péremption': draw >= 0.5 && draw < 0.5 + expired ? '30/06/2024' : future,
    'Compte de test': draw >= 0.3 && draw < 0.3 + test ? 'Oui' : 'Non',
    'Liste rouge': draw < listeRouge ? 'Oui' : 'Non',
  }
}

/** The cells that tell where an account's structure is. */
export function located(structure: Structure) {
  return {
    'Raison sociale': structure.raisonSociale,
    FINESS: structure.finess,
    SIRET: structure.siret,
    Adresse: structure.adresse,
    'Code postal': structure.codePostal,
    Ville: structure.ville,
    Téléphone: structure.telephone,
  }
}

/** Whether an account is published nowhere. */
export function isUnpublished(account: RegionalAccount): boolean {
  return (
    account.Statut !== 'VALIDE' ||
    account['Compte de test'] === 'Oui' ||
    account['Liste rouge'] === 'Oui' ||
    account['Date de péremption'] === '30/06/2024'
  )
}

/** Whether the account's address is published by no other source either. */
export function hidesAddress(account: Pick<RegionalAccount, 'Compte de test' | 'Liste rouge'>): boolean {
  return account['Compte de test'] === 'Oui' || account['Liste rouge'] === 'Oui'
}
