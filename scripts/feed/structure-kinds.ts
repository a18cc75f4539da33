import type { Rng } from './rng.js'

export interface Kind {
  readonly secteur: string
  readonly name: (rng: Rng, commune: string) => { readonly raisonSociale: string; readonly enseigne: string }
}

const FLOWERS = [
  'LILAS',
  'TILLEULS',
  'ROSES',
  'CHENES',
  'MIMOSAS',
  'OLIVIERS',
  'CEDRES',
  'BLEUETS',
  'GLYCINES',
  'ACACIAS',
]
const SAINTS = ['JOSEPH', 'LOUIS', 'ANNE', 'JEAN', 'VINCENT', 'ROCH', 'LUC', 'MARTHE', 'MICHEL', 'CHARLES']
const SPOTS = ['DU SOLEIL', 'DE LA GARE', 'DU CENTRE', 'DU MARCHE', 'DES HALLES', 'DE LA PLAGE', 'DU PONT', 'DE L’EUROPE',
  'DU PARC', "DE L'EGLISE", 'PRINCIPALE', 'DES ARCADES', 'DU VIEUX PORT', '"LE CADUCEE"'] // biome-ignore format: a list

const HOSPITAL: Kind = {
  secteur: 'SA01',
  name: (rng, commune) => ({
    raisonSociale: `CH DE ${commune}`,
    enseigne: rng.chance(0.3) ? `HOPITAL SAINT ${rng.pick(SAINTS)}` : '',
  }),
}
const UNIVERSITY_HOSPITAL: Kind = {
  secteur: 'SA01',
  name: (_, commune) => ({ raisonSociale: `CHU DE ${commune}`, enseigne: 'CENTRE HOSPITALIER UNIVERSITAIRE' }),
}
const CLINIC: Kind = {
  secteur: 'SA04',
  name: (rng) => ({ raisonSociale: `CLINIQUE SAINT ${rng.pick(SAINTS)}`, enseigne: '' }),
}
const PHARMACY: Kind = {
  secteur: 'SA33',
  name: (rng) => {
    const spot = rng.pick(SPOTS)
    return {
      raisonSociale: rng.chance(0.5) ? `SELARL PHARMACIE ${spot}` : `PHARMACIE ${spot}`,
      enseigne: rng.chance(0.5) ? `PHARMACIE ${spot}` : '',
    }
  },
}
const CARE_HOME: Kind = {
  secteur: 'SA17',
  name: (rng) => ({
    raisonSociale: `EHPAD LES ${rng.pick(FLOWERS)}`,
    enseigne: rng.chance(0.2) ? 'RÉSIDENCE MÉDICALISÉE' : '',
  }),
}
const LABORATORY: Kind = {
  secteur: 'SA25',
  name: (rng, commune) => ({
    raisonSociale: `SELAS BIOLAB ${rng.pick(FLOWERS)}`,
    enseigne: `LABORATOIRE DE ${commune}`,
  }),
}
const HEALTH_CENTRE: Kind = {
  secteur: 'SA05',
  name: (_, commune) => ({ raisonSociale: `CENTRE DE SANTE DE ${commune}`, enseigne: '' }),
}
const DISABILITY: Kind = {
  secteur: 'SA16',
  name: (rng) => ({ raisonSociale: `IME LES ${rng.pick(FLOWERS)}`, enseigne: '' }),
}
const GROUP: Kind = {
  secteur: 'SA08',
  name: (rng) => ({
    raisonSociale: `SCM DES ${rng.pick(FLOWERS)}`,
    enseigne: rng.chance(0.4) ? `CABINET MÉDICAL ${rng.pick(SPOTS)}` : '',
  }),
}
const COMPANY: Kind = {
  secteur: 'SA09',
  name: (_, commune) => ({ raisonSociale: `SELARL SANTE ${commune}`, enseigne: '' }),
}
const HEALTH_HOUSE: Kind = {
  secteur: 'SA52',
  name: (rng, commune) => ({
    raisonSociale: `MSP DE ${commune}`,
    enseigne: `MAISON DE SANTÉ DES ${rng.pick(FLOWERS)}`,
  }),
}
const FITTING: Kind = {
  secteur: 'SA42',
  name: (rng) => ({ raisonSociale: `OPTIQUE ${rng.pick(SPOTS)}`, enseigne: `OPTIQUE ${rng.pick(SPOTS)}` }),
}
const ENTERPRISE: Kind = {
  secteur: 'SA48',
  name: (rng) => ({ raisonSociale: `SOCIETE DES ${rng.pick(FLOWERS)}`, enseigne: '' }),
}

/** FINESS sites come in blocks of neighbours: a hospital, clinics, pharmacies, care homes and so on. */
export const FINESS_BLOCK = 40
/** First slots of a block: its hospital and clinics. */
export const HOSPITALS = 3
/** One hospital in fifty is a university hospital. */
export const UNIVERSITY_BLOCKS = 50
/** Where each kind is in a block: first slot and number of slots. */
export const FINESS_SLOTS = {
  hospital: [0, 1],
  clinic: [1, 2],
  pharmacy: [3, 10],
  careHome: [13, 8],
  laboratory: [21, 3],
  healthCentre: [24, 4],
  disability: [28, 12],
} as const satisfies Record<string, readonly [number, number]>

const BY_SLOT: readonly (readonly [number, Kind])[] = [
  [1, HOSPITAL],
  [3, CLINIC],
  [13, PHARMACY],
  [21, CARE_HOME],
  [24, LABORATORY],
  [28, HEALTH_CENTRE],
]

export function finessKind(site: number): Kind {
  const slot = site % FINESS_BLOCK
  if (slot === 0 && (site / FINESS_BLOCK) % UNIVERSITY_BLOCKS === 0) return UNIVERSITY_HOSPITAL
  return BY_SLOT.find(([before]) => slot < before)?.[1] ?? DISABILITY
}

/** SIRET structures come in blocks of ten. */
export const SIRET_BLOCK = 10
export const SIRET_SLOTS = {
  group: [0, 4],
  company: [4, 3],
  healthHouse: [7, 1],
  fitting: [8, 1],
  enterprise: [9, 1],
} as const satisfies Record<string, readonly [number, number]>

const SIRET_KINDS = [GROUP, GROUP, GROUP, GROUP, COMPANY, COMPANY, COMPANY, HEALTH_HOUSE, FITTING, ENTERPRISE]

export function siretKind(index: number): Kind {
  return SIRET_KINDS[index % SIRET_BLOCK]!
}
