export {
  type Departement,
  departementByName,
  departementCode,
  departementLabel,
  departementOf,
  departements,
} from './departements.js'
export { label, type TableName, tableEntries } from './labels.js'
export { allSpecialites, isSpecialite, mayHave, type Specialite, specialites } from './specialites.js'
