export { addressFault, foldAddress, isMssante, localFault, readAddress } from './address.js'
export { addressFingerprint } from './address-fingerprint.js'
export { codePoint, isCleanText } from './characters.js'
export { readCode } from './code.js'
export { isFrance } from './country.js'
export { readDate } from './date.js'
export { readDepartement } from './departement.js'
export { readAdeli, readFiness, readNational, readRpps, readSiren, readSiret } from './identifiers.js'
export { type Identity, mailboxIdentity, professionalIdentity, uuidOf, uuidStart } from './identity.js'
export {
  readCategorie,
  readCivilite,
  readCiviliteExercice,
  readModeExercice,
  readNationalType,
  readProfession,
  readRegionalType,
  readSavoirFaire,
  readSecteur,
  readStatus,
  readStructureType,
} from './lists.js'
export { readLine, readName, readText } from './name.js'
export { NATIONAL } from './national.js'
export { readCommuneCode, readPostcode } from './postcode.js'
export { readRank } from './rank.js'
export type { Reading } from './reading.js'
export { readTelephones } from './telephone.js'
export { readYesNo } from './yes-no.js'
