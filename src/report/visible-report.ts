import { ruleOf } from '../notices/catalog.js'
import type { Alimentation, Avis, FichierAlimente } from '../resources/report.js'
import { NATIONAL } from '../values/index.js'
import type { Viewer } from './viewer.js'

/** Addresses that some source hides. */
export interface HiddenAddresses {
  has(address: string): boolean
}

/** How much of a file's notices somebody sees: all of them, where and which rule, or how many of each rule. */
type Sight = 'tout' | 'lieux' | 'nombres'

/** Names that the ANS gives to its files: those of deposits may hold anything. */
const PUBLIC_NAME = /^[A-Za-z]{1,20}(?:_[A-Za-z]{1,20}){1,4}_\d{8,14}\.txt$/
const REASON = 'Import refusé ; le motif se lit sur le serveur avec « annuaire rapport ».'

/**
 * The one place that decides what of a report somebody sees: the list of imports, the head, the reason and the notices, at
 * every door. A regional file's notices hold what its lines hold, so they are for accounts of that source; others see
 * how many of each rule. The lines of a national file are public, but not what a region made of them.
 */
function sightOf({ source }: Pick<FichierAlimente, 'source'>, viewer: Viewer): Sight {
  if (viewer.kind === 'administrateur') return 'tout'
  if (source === NATIONAL) return viewer.kind === 'compte' ? 'tout' : 'lieux'
  return viewer.kind === 'compte' && viewer.sources.includes(source) ? 'tout' : 'nombres'
}

/** Head of a report as somebody sees it. */
export function visibleAlimentation(alimentation: Alimentation, viewer: Viewer): Alimentation {
  if (viewer.kind === 'administrateur') return alimentation
  return {
    ...alimentation,
    // The reason may quote a line, a path or the name of a deposit, whose source it does not name.
    motif: alimentation.motif === null ? null : REASON,
    // So may warnings, reasons for a fall, and files that were left aside.
    avertissements: [],
    baisses: alimentation.baisses.map((one) => ({ ...one, raison: '' })),
    ecartes: [],
    fichiers: alimentation.fichiers.map((file) => visibleFile(file, viewer)),
  }
}

function visibleFile(file: FichierAlimente, viewer: Viewer): FichierAlimente {
  const sight = sightOf(file, viewer)
  const seen = { ...file, nom: visibleName(file, viewer) }
  // The fingerprint of a short file confirms a guess of it.
  return sight === 'nombres' ? { ...seen, sha256: '', masque: true } : seen
}

function visibleName(file: FichierAlimente, viewer: Viewer): string {
  if (sightOf(file, viewer) === 'tout' || (file.source === NATIONAL && PUBLIC_NAME.test(file.nom))) return file.nom
  return file.source === NATIONAL ? `${file.type}.txt` : `${file.source}.csv`
}

/** True when something of the report is kept from this viewer: values and refused lines of a file at least. */
export function isMasked(alimentation: Alimentation, viewer: Viewer): boolean {
  return viewer.kind === 'anonyme' || alimentation.fichiers.some((file) => sightOf(file, viewer) !== 'tout')
}

/** Rules whose notices somebody may read one by one, by number of the file; files that he may not read are left out. */
export function readableRules(
  alimentation: Alimentation,
  viewer: Viewer,
): ReadonlyMap<number, (code: string) => boolean> {
  const readable = new Map<number, (code: string) => boolean>()
  for (const file of alimentation.fichiers) {
    if (sightOf(file, viewer) === 'nombres') continue
    readable.set(file.numero, (code) => mayKnow(code, file.source, viewer))
  }
  return readable
}

/** Some rules say that a line is hidden, which beside the line's number is enough to know who. */
function mayKnow(code: string, source: string, viewer: Viewer): boolean {
  if (viewer.kind === 'administrateur') return true
  // An older version may have had rules that this one does not know.
  const rule = ruleOf(code)
  if (rule === undefined || rule.reserve === 'administrateur') return false
  return rule.reserve === undefined || source !== NATIONAL
}

/**
 * A notice as somebody sees it who may read its rule and file.
 * @param hidden addresses in liste rouge: a national line that holds one is left out, whatever it was refused for
 * @returns null when the notice is left out
 */
export function visibleAvis(
  avis: Avis,
  alimentation: Alimentation,
  viewer: Viewer,
  hidden: HiddenAddresses,
): Avis | null {
  if (viewer.kind === 'administrateur') return avis
  const file = alimentation.fichiers.find(({ numero }) => numero === avis.fichier)
  if (file === undefined || sightOf(file, viewer) === 'nombres') return null
  if (file.source === NATIONAL && namesHidden(avis, hidden)) return null
  const nomFichier = visibleName(file, viewer)
  if (sightOf(file, viewer) === 'tout') return { ...avis, nomFichier }
  // The full message may repeat an identifier.
  const nothing = { valeur: null, contenu: null, etablissement: null, domaine: null }
  return { ...avis, nomFichier, ...nothing, message: titleOf(avis.code) }
}

function namesHidden({ valeur, contenu, message }: Avis, hidden: HiddenAddresses): boolean {
  return [valeur, contenu, message].some((text) =>
    (text ?? '').split(/[\s|;,<>"'«»()]/).some((word) => word.includes('@') && hidden.has(word)),
  )
}

function titleOf(code: string): string {
  return ruleOf(code)?.titre ?? code
}
