import type { Holder } from './feed.js'

/** Mailboxes of the name FOULE in the feed: one name that fills many windows. */
export const CROWD = 40

const NAMES =
  "MARTIN,MARTINE,MARTINEZ,MARTY,MARCHAND,LE GOFF,LEGOFF,LE GALL,DE LA FONTAINE,D’ORNANO,D'ALEMBERT,SAINT-MARTIN,ST MARTIN,ÉTIENNE,ETIENNE,ŒUVRARD,NGUYEN,N’GUYEN,DUPONT,DUPOND,DUPONT-MARTIN,BERNARD,BERNARDIN,PETIT,PETIT JEAN,ROY,LEROY,MOREAU,MOREL,ZOLA,ABADIE,AUBERT,KERVELLA,MÜLLER,MEYER,MASSON,MICHEL".split(
    ',',
  )
const FIRST_NAMES = 'Anne,Zoé,Jean,Jeanne,Jean-François,Marie,Marie-Ange,Michel,Élodie,Eloi,'.split(',')
const STRUCTURES = ['CHU DE PARIS', 'MARTINET SANTÉ', 'CABINET MÉDICAL', 'PHARMACIE DU PORT', 'ST JOSEPH', '']

/** Every mailbox of the test's feed: those that feed.ts writes of itself first, then made-up ones, as many as wanted. */
export function everybody(made: number): readonly Holder[] {
  const crowd = Array.from({ length: CROWD }, (_, index) => ({
    nom: 'FOULE',
    prenom: `Inès ${index}`,
    structure: 'CHU DE PARIS',
    adresse: `ines.foule.${index}@medecin.mssante.fr`,
  }))
  let state = 7
  const pick = <T>(of: readonly T[]): T => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return of[(state >>> 8) % of.length]!
  }
  const others = Array.from({ length: made }, (_, index): Holder => {
    const nom = index % 9 === 0 ? '' : pick(NAMES)
    const kind = pick(['boite', 'contact'])
    const letters = nom
      .normalize('NFKD')
      .replace(/[^A-Z]/g, '')
      .toLowerCase()
    const adresse = `${[`${kind}${index}`, letters].filter(Boolean).join('.')}@test.mssante.fr`
    return { nom, prenom: nom === '' ? '' : pick(FIRST_NAMES), structure: pick(STRUCTURES), adresse }
  })
  return [
    { nom: 'DUPONT', prenom: 'Zoé', structure: 'CHU DE PARIS', adresse: 'zoe.dupont@medecin.mssante.fr' },
    { nom: 'D’ALEMBERT', prenom: 'Anne', structure: 'CHU DE PARIS', adresse: 'anne.dalembert@medecin.mssante.fr' },
    { nom: '', prenom: '', structure: 'CHU DE PARIS', adresse: 'secretariat.cardio@chu.mssante.fr' },
    ...crowd,
    ...others,
  ]
}
