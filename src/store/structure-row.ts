import { FICHE } from '../records/structure-fiche.js'
import { splitCells } from '../text/cells.js'
import { lines } from './bal-row.js'
import type { Labels } from './labels.js'
import type { Structure } from './model.js'

/** @param fiche the text that records/structure-fiche.ts describes */
export function toStructure(fiche: string, labels: Labels): Structure {
  const cells = splitCells(fiche)
  return {
    identifiantTechnique: cells[FICHE.identifiantTechnique] || null,
    finess: cells[FICHE.finess] || null,
    finessJuridique: cells[FICHE.finessJuridique] || null,
    siret: cells[FICHE.siret] || null,
    // A SIRET is a SIREN and five digits.
    siren: cells[FICHE.siren] || cells[FICHE.siret]!.slice(0, 9) || null,
    raisonSociale: cells[FICHE.raisonSociale] || null,
    enseigne: cells[FICHE.enseigne] || null,
    adresse: {
      lignes: lines(cells[FICHE.lignes] || null),
      voie: cells[FICHE.voie] || null,
      codePostal: cells[FICHE.codePostal] || null,
      commune: cells[FICHE.commune] || null,
      codeCommune: cells[FICHE.codeCommune] || null,
      departement: labels.code('departement', cells[FICHE.departement]!),
      pays: cells[FICHE.pays] || null,
    },
    telephones: lines(cells[FICHE.telephones] || null),
    telecopie: cells[FICHE.telecopie] || null,
    email: cells[FICHE.email] || null,
  }
}
