/** Names of the items of a list in XML, where taking the final s or x off is not enough. */
const ITEMS: Readonly<Record<string, string>> = {
  savoirFaire: 'savoirFaireDetenu',
  avis: 'avisEmis',
  anciensAdeli: 'ancienAdeli',
  comptesConnexion: 'compteConnexion',
  motsSansResultat: 'mot',
  parStatut: 'nombreParStatut',
  parType: 'nombreParType',
  parNature: 'nombreParNature',
  exemplesNouveaux: 'avisNouveau',
  exemplesCorriges: 'avisCorrige',
}

/** The element that holds one item of a list. @param list name of the list's own element */
export function itemName(list: string): string {
  return ITEMS[list] ?? list.replace(/[sx]$/, '')
}
