import { splitCells } from '../text/cells.js'
import { lines } from './bal-row.js'
import type { Labels } from './labels.js'
import type { Structure } from './model.js'

/** @param fiche the cells that records/structure-cells.ts joined */
export function toStructure(fiche: string, labels: Labels): Structure {
  const cells = splitCells(fiche)
  return {
    identifiantTechnique: cells[0] || null,
    finess: cells[1] || null,
    finessJuridique: cells[2] || null,
    siret: cells[3] || null,
    siren: cells[4] || null,
    raisonSociale: cells[5] || null,
    enseigne: cells[6] || null,
    adresse: {
      lignes: lines(cells[7] || null),
      codePostal: cells[8] || null,
      commune: cells[9] || null,
      codeCommune: cells[10] || null,
      departement: labels.code('departement', cells[11]!),
      pays: cells[12] || null,
    },
    telephones: lines(cells[13] || null),
    telecopie: cells[14] || null,
    email: cells[15] || null,
  }
}
