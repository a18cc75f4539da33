export {
  departementByName,
  departementLabel,
  departementOf,
  departements,
} from './departements.js'
export { hasTable, label, type TableName, tableEntries } from './labels.js'
export { allSpecialites, mayHave, specialites } from './specialites.js'
