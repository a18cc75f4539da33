import { DISPLAY } from '../records/structure-display.js'
import type { Structure } from '../resources/person.js'
import { splitCells } from '../text/cells.js'
import { lines } from './bal-row.js'
import type { Labels } from './labels.js'

/** @param affichage the text that records/structure-display.ts describes */
export function toStructure(affichage: string, labels: Labels): Structure {
  const cells = splitCells(affichage)
  return {
    identifiantTechnique: cells[DISPLAY.identifiantTechnique] || null,
    finess: cells[DISPLAY.finess] || null,
    finessJuridique: cells[DISPLAY.finessJuridique] || null,
    siret: cells[DISPLAY.siret] || null,
    // A SIRET is a SIREN and five digits.
    siren: cells[DISPLAY.siren] || cells[DISPLAY.siret]!.slice(0, 9) || null,
    raisonSociale: cells[DISPLAY.raisonSociale] || null,
    enseigne: cells[DISPLAY.enseigne] || null,
    adresse: {
      lignes: lines(cells[DISPLAY.lignes] || null),
      voie: cells[DISPLAY.voie] || null,
      codePostal: cells[DISPLAY.codePostal] || null,
      commune: cells[DISPLAY.commune] || null,
      codeCommune: cells[DISPLAY.codeCommune] || null,
      departement: labels.code('departement', cells[DISPLAY.departement]!),
      pays: cells[DISPLAY.pays] || null,
    },
    telephones: lines(cells[DISPLAY.telephones] || null),
    telecopie: cells[DISPLAY.telecopie] || null,
    email: cells[DISPLAY.email] || null,
  }
}
