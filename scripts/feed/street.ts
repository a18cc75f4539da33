import type { Rng } from './rng.js'

const TYPES: readonly string[] = [
  'R|Rue',
  'R|Rue',
  'R|Rue',
  'R|Rue',
  'R|Rue',
  'AV|Avenue',
  'AV|Avenue',
  'BD|Boulevard',
  'PL|Place',
  'CHE|Chemin',
  'RTE|Route',
  'ALL|Allée',
  'QU|Quai',
  'FG|Faubourg',
  'CRS|Cours',
  'SQ|Square',
  'IMP|Impasse',
]
const NAMES: readonly string[] =
  `DE LA REPUBLIQUE,VICTOR HUGO,JEAN JAURES,DU GENERAL DE GAULLE,PASTEUR,DE LA GARE,DE L'EGLISE,DE LA PAIX,GAMBETTA,
DES LILAS,DU MOULIN,DES ECOLES,DE LA MAIRIE,SAINT MARTIN,SAINT ETIENNE,DU STADE,DES ACACIAS,DE L'HOPITAL,DU CHATEAU,
DES ROSES,MARCEL PAGNOL,LOUIS ARAGON,GEORGE SAND,MARIE CURIE,ANATOLE FRANCE,EMILE ZOLA,JULES FERRY,DE VERDUN,
DU 8 MAI 1945,DU 11 NOVEMBRE,DES FRERES LUMIERE,DE LA FONTAINE,DES TILLEULS,DU PORT,DE LA LIBERATION,DES VIGNES,
DE BRETAGNE,D'ALSACE,DES CHENES,DU LAVOIR,DE LA RESISTANCE,CLEMENCEAU,VOLTAIRE,MOLIERE,RASPAIL,DES CARMES`.split(/,\s*/)

export interface Street {
  /** Numéro, indice, code and label of the kind of street, name: five cells. */
  readonly cells: string
  readonly numero: string
  readonly indice: string
  readonly type: string
  readonly voie: string
}

export function drawStreet(rng: Rng): Street {
  const numero = rng.chance(0.9) ? String(1 + rng.below(rng.chance(0.8) ? 60 : 400)) : ''
  const indice = numero !== '' && rng.chance(0.06) ? rng.pick(['B', 'T', 'A']) : ''
  const type = rng.pick(TYPES)
  const voie = rng.pick(NAMES)
  return { cells: `${numero}|${indice}|${type}|${voie}`, numero, indice, type: type.slice(type.indexOf('|') + 1), voie }
}
