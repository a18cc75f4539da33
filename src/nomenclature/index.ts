export {
  departementByName,
  departementLabel,
  departementOf,
  departements,
} from './departements.js'
export { hasTable, label, type TableName, tableEntries } from './labels.js'
export { departementsOf, readRegion, regionOf, regions } from './regions.js'
export { allSpecialites, mayHave, specialites } from './specialites.js'
