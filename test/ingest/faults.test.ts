import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import { annuaire, scratch } from '../support/cli.js'

const fixtures = join(projectRoot, 'fixtures')
const people = join(fixtures, 'PS_LibreAcces_Personne_activite_202611200300.txt')
const folder = join(fixtures, 'defauts')

/** What a file whose name ends so must bring: a refusal of the file (words of the message), a notice, or nothing. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'colonne-renommee': /colonne.*attendue.*Colonnes trouvées et non reconnues/,
  vide: /vide/,
  binaire: /binaire/i,
  'separateur-point-virgule': /séparateur/,
  'separateur-barre': /séparateur|colonne/,
  'guillemet-non-ferme': /guillemet/,
  'colonnes-en-concurrence': /« Liste rouge ».*se disputent/,
  'sans-en-tete': /Aucune colonne reconnue/,
  macroman: /encodage.*MacRoman/,
  cp850: /encodage.*CP850/,
  doctype: /type de document/,
  'xml-tronque': /mal formé ou tronqué, ligne \d+/,
}
const NOTICES: Readonly<Record<string, string>> = {
  'adeli-encore-publie': 'ADELI_ENCORE_PUBLIE',
  contradictoire: 'CORRESPONDANCE_CONTRADICTOIRE',
  repetee: 'CORRESPONDANCE_REPETEE',
  'sans-titulaire': 'CORRESPONDANCE_SANS_TITULAIRE',
  'adresse-accentuee': 'BAL_ADRESSE_MALFORMEE',
  'adresse-impossible': 'BAL_ADRESSE_MALFORMEE',
  'code-hors-nomenclature': 'CODE_HORS_NOMENCLATURE',
  'code-inconnu': 'CODE_HORS_NOMENCLATURE',
  'colonne-inutilisee': 'COLONNE_INUTILISEE',
  'colonne-proche': 'COLONNE_RECONNUE',
  'departement-corrige': 'DEPARTEMENT_CORRIGE',
  'departement-hors-de-france': 'DEPARTEMENT_CORRIGE',
  'doublon-d-une-ligne-refusee': 'IDENTIFIANT_PP_MALFORME',
  'formes-longues': 'VALEUR_REPAREE',
  'guillemet-mal-ferme': 'GUILLEMET_MAL_FERME',
  'identifiants-discordants': 'IDENTIFIANT_PP_MALFORME',
  'nom-invisible': 'NOM_ABSENT',
  'notation-scientifique': 'IDENTIFIANT_PP_MALFORME',
  'titulaire-divergent': 'TITULAIRE_DIVERGENT',
  'valeur-a-retablir': 'VALEUR_REPAREE',
  'valeur-illisible': 'VALEUR_ILLISIBLE',
  'adresse-absente': 'BAL_ADRESSE_ABSENTE',
  'adresse-hors-espace-mssante': 'BAL_ADRESSE_MALFORMEE',
  'adresse-sans-arobase': 'BAL_ADRESSE_MALFORMEE',
  'bal-en-double': 'BAL_DOUBLON',
  'date-malformee': 'DATE_MALFORMEE',
  'departement-a-deduire': 'DEPARTEMENT_DEDUIT',
  'departement-indetermine': 'DEPARTEMENT_INDETERMINE',
  'identifiant-absent': 'IDENTIFIANT_PP_ABSENT',
  'identifiant-inconnu': 'BAL_IDENTIFIANT_INCONNU',
  'identifiant-malforme': 'IDENTIFIANT_PP_MALFORME',
  'ligne-tronquee': 'LIGNE_TRONQUEE',
  'nom-absent': 'NOM_ABSENT',
  'octet-invalide': 'OCTETS_INVALIDES',
  'prenom-absent': 'PRENOM_ABSENT',
  'profession-inconnue': 'PROFESSION_INCONNUE',
  'professionnel-inconnu': 'PROFESSIONNEL_INCONNU',
  'sans-identifiant': 'BAL_SANS_IDENTIFIANT',
  'type-inconnu': 'BAL_TYPE_INCONNU',
  'par-lettres': 'COLONNES_PAR_LETTRE',
  'domaine-malforme': 'DOMAINE_MALFORME',
  'liste-ancienne': 'LISTE_BLANCHE_ANCIENNE',
}
/** The same fault is told otherwise of mailboxes, line by line. */
const OF_KIND: Readonly<Record<string, string>> = {
  'mssante/code-hors-nomenclature': 'SAVOIR_FAIRE_INCONNU',
  'region/code-hors-nomenclature': 'PROFESSION_INCONNUE',
}
const LOADED =
  /^(4[08]|5[02])-colonnes|barre-finale$|avec-bom|virgule-et-bom|windows-1252|autre-ordre|crlf|guillemet$|fins-coupees/

const files = readdirSync(folder).flatMap((kind) =>
  readdirSync(join(folder, kind)).map((name) => ({ kind, name, fault: name.replace(/^.*?_([^_]*)\.\w+$/, '$1') })),
)

describe('each faulty fixture', () => {
  const scratchFolder = scratch('defauts')

  it.each(files)('$kind/$name', async ({ kind, name, fault }) => {
    const data = join(scratchFolder, `${kind}-${name}`)
    const path = join(folder, kind, name)
    const args =
      kind === 'region'
        ? [people, '--regional', `paca=${path}`]
        : kind === 'personne-activite' || kind === 'hors-motif'
          ? [path]
          : [people, path]
    const ran = annuaire(data, ['importer', '--silencieux', ...args])
    const alimentation = (await openReports(data).get('derniere'))!
    const headerOnly = fault === 'en-tete-seul' && !['region', 'correspondance-adeli'].includes(kind)
    const refusal = headerOnly ? /aucune ligne de données/ : kind === 'hors-motif' ? /PS_LibreAcces_/ : REFUSED[fault]
    if (refusal !== undefined) {
      expect(ran.code).toBe(1)
      expect(ran.stderr).toMatch(refusal)
      expect(ran.stderr).toContain(name)
      expect(alimentation).toMatchObject({ etat: 'refusée', motif: expect.stringMatching(refusal) })
      return
    }
    const file = alimentation.fichiers.find((one) => one.nom === name)!
    // A file whose every line is refused is refused whole; its notices are told all the same.
    if (file.refusees > 0 && file.refusees === file.lues) {
      expect(ran).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/sa seule ligne est refusée|toutes refusées/),
      })
    } else expect(ran).toMatchObject({ code: 0, stderr: '' })
    const codes = file.avis.map(({ code }) => code)
    const expected = OF_KIND[`${kind}/${fault}`] ?? NOTICES[fault]
    if (fault === 'doublon-d-une-ligne-refusee') expect(codes).not.toContain('BAL_DOUBLON')
    if (expected !== undefined) expect(codes).toContain(expected)
    else {
      expect(fault === 'en-tete-seul' || LOADED.test(fault), `${fault} has no expectation`).toBe(true)
      expect(codes.filter((code) => !/^(DEPARTEMENT_DEDUIT|BAL_NON_PUBLIEE|DOMAINE_PAR_DEFAUT)$/.test(code))).toEqual(
        [],
      )
    }
  })
})
