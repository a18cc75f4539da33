/** JSON schemas of what the routes answer, for the OpenAPI description. Property names are the store's own. */

interface Named {
  readonly $id: string
  readonly type: 'object'
  readonly description?: string
  readonly properties: Readonly<Record<string, object>>
}

const text = (description?: string): object => ({ type: ['string', 'null'], ...(description ? { description } : {}) })
const number = (description?: string): object => ({ type: 'integer', ...(description ? { description } : {}) })
const ref = (name: string): object => ({ $ref: `${name}#` })
const listOf = (items: object): object => ({ type: 'array', items })
const texts = listOf({ type: 'string' })

function schema($id: string, properties: Readonly<Record<string, object>>, description?: string): Named {
  return { $id, type: 'object', ...(description ? { description } : {}), properties }
}

function results($id: string, item: string): Named {
  return schema($id, {
    total: number('Nombre exact de résultats, jusqu’à 500'),
    limite: number('Résultats demandés'),
    tronque: { type: 'boolean', description: 'true quand il existe plus de résultats qu’il n’en est montré' },
    generation: text('Génération qui a répondu'),
    motsSansResultat: {
      ...texts,
      description:
        'Avec q : quand rien n’est trouvé, les mots qui ne trouvent rien même seuls ; vide quand chacun trouve, mais pas ensemble',
    },
    resultats: listOf(ref(item)),
  })
}

const counts = { lues: number(), chargees: number(), refusees: number() }

export const SCHEMAS: readonly Named[] = [
  schema('Code', { code: text(), libelle: text() }),
  schema('Profession', { code: text('TRE_G15, JDV_J48'), libelle: text(), categorie: ref('Code') }),
  schema('SavoirFaire', { code: text(), libelle: text(), type: ref('Code'), profession: text() }),
  schema('Adresse', {
    lignes: texts,
    voie: text('Numéro et voie, une de ces lignes'),
    codePostal: text(),
    commune: text(),
    codeCommune: text('Code INSEE'),
    departement: ref('Code'),
    pays: text(),
  }),
  schema('Structure', {
    identifiantTechnique: text(),
    finess: text(),
    finessJuridique: text(),
    siret: text(),
    siren: text(),
    raisonSociale: text(),
    enseigne: text(),
    adresse: ref('Adresse'),
    telephones: texts,
    telecopie: text(),
    email: text(),
  }),
  schema('Activite', {
    profession: ref('Profession'),
    modeExercice: ref('Code'),
    secteur: ref('Code'),
    sectionPharmacien: ref('Code'),
    role: ref('Code'),
    genre: ref('Code'),
    autorite: text(),
    structure: ref('Structure'),
  }),
  schema('Diplome', {
    typeDiplome: ref('Code'),
    diplome: ref('Code'),
    typeAutorisation: ref('Code'),
    discipline: ref('Code'),
  }),
  schema('Provenance', { source: text('national ou la source régionale'), date: text('Date du fichier source') }),
  schema('StructureBal', {
    typeIdentifiant: text('FINESS, SIREN, SIRET…'),
    identifiant: text(),
    raisonSociale: text(),
    enseigne: text(),
  }),
  schema('Bal', {
    adresse: text(),
    type: ref('Code'),
    identifiant: text('Identification nationale PP du titulaire'),
    civilite: ref('Code'),
    nom: text(),
    prenom: text(),
    intitule: text('Nom à afficher : prénom et nom ; un service avec son établissement'),
    profession: ref('Profession'),
    specialite: ref('Code'),
    service: text(),
    description: text(),
    responsable: text(),
    dematerialisation: { type: ['boolean', 'null'] },
    structure: ref('StructureBal'),
    adressePostale: ref('Adresse'),
    telephones: texts,
    telecopie: text(),
    rang: number('1 : boîte préférée'),
    statut: text(),
    comptesConnexion: texts,
    provenance: ref('Provenance'),
  }),
  schema('Professionnel', {
    identifiant: text('Identification nationale PP : 8 + RPPS ou 0 + ADELI'),
    typeIdentifiant: { type: 'string', enum: ['RPPS', 'ADELI'] },
    rpps: text(),
    adeli: text(),
    civilite: ref('Code'),
    civiliteExercice: ref('Code'),
    nom: text(),
    prenom: text(),
    professions: listOf(ref('Profession')),
    savoirFaire: listOf(ref('SavoirFaire')),
    activites: listOf(ref('Activite')),
    diplomes: listOf(ref('Diplome')),
    bals: listOf(ref('Bal')),
    provenance: ref('Provenance'),
  }),
  results('ListeProfessionnels', 'Professionnel'),
  results('ListeBals', 'Bal'),
  schema('Nomenclatures', { resultats: texts }),
  schema('CodeDeTable', {
    code: text(),
    libelle: text('null quand ni la nomenclature ni les fichiers n’en donnent'),
    region: text('D’un département'),
    type: text('Type d’un savoir-faire (TRE_R04)'),
    horsNomenclature: {
      type: 'boolean',
      description: 'Présent et true quand les fichiers chargés contiennent ce code et que la nomenclature ne l’a pas',
    },
  }),
  schema('Nomenclature', { table: text(), resultats: listOf(ref('CodeDeTable')) }),
  schema('ComptageAvis', { code: text(), severite: text(), titre: text(), attendu: text(), nombre: number() }),
  schema('FichierAlimente', {
    numero: number(),
    nom: text(),
    type: text(),
    source: text(),
    date: text(),
    octets: number(),
    sha256: text(),
    encodage: text(),
    separateur: text(),
    colonnes: number(),
    ...counts,
    avis: listOf(ref('ComptageAvis')),
    masque: { type: 'boolean', description: 'Présent et true quand seuls ces nombres sont montrés' },
  }),
  schema('BaisseAcceptee', {
    source: text('national ou la source régionale'),
    objet: text('boîtes aux lettres ou professionnels'),
    avant: number('Publiés avant cet import'),
    apres: number('Publiés par cet import'),
    raison: text('Raison donnée par qui a lancé l’import'),
  }),
  schema('FichierEcarte', { nom: text('Fichier trouvé et non chargé'), raison: text() }),
  schema('Alimentation', {
    id: text(),
    debut: text(),
    fin: text(),
    etat: { type: 'string', enum: ['publiée', 'refusée'] },
    motif: text('Pourquoi l’import entier a été refusé'),
    avertissements: {
      ...texts,
      description: 'Ce qui n’a pas empêché la publication, et demande attention ; vide quand ce n’est pas montré',
    },
    baisses: listOf(ref('BaisseAcceptee')),
    ecartes: listOf(ref('FichierEcarte')),
    totaux: { type: 'object', properties: counts },
    fichiers: listOf(ref('FichierAlimente')),
  }),
  schema('ListeAlimentations', { resultats: listOf(ref('Alimentation')) }),
  schema('Avis', {
    fichier: number(),
    nomFichier: text(),
    code: text(),
    severite: text(),
    ligne: number(),
    colonne: text(),
    valeur: text(),
    message: text(),
    contenu: text('Ligne refusée'),
  }),
  schema('Rapport', {
    alimentation: ref('Alimentation'),
    masque: { type: 'boolean', description: 'true quand des valeurs ou des lignes refusées ne sont pas montrées' },
    decalage: number(),
    limite: number(),
    suivant: { type: ['integer', 'null'], description: 'Décalage de la suite ; null quand il n’y en a pas' },
    avis: listOf(ref('Avis')),
  }),
  schema('Sante', { etat: text() }),
  schema('Pret', {
    etat: text(),
    generation: {
      type: 'object',
      properties: {
        id: text(),
        publieeLe: text(),
        professionnels: number(),
        activites: number(),
        bals: number(),
        sources: texts,
      },
    },
  }),
  schema('Probleme', {
    type: text(),
    title: text(),
    status: number(),
    detail: text(),
    code: text('Code stable du problème'),
    erreurs: listOf({ type: 'object', properties: { parametre: text(), regle: text(), valeur: text() } }),
  }),
]
