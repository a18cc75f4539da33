export {
  type Departement,
  departementByName,
  departementLabel,
  departementOf,
  departements,
} from './departements.js'
export { hasTable, label, type TableName, tableEntries } from './labels.js'
export { departementsOf, type Region, readRegion, regionOf, regions } from './regions.js'
export { allSpecialites, mayHave, type Specialite, specialites } from './specialites.js'
