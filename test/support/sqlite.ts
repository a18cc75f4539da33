import { sqliteFault } from '../../src/store/native-module.js'

// As each command does at its start: some versions of Node need it before a database is opened (src/store/kept-wrappers.ts).
sqliteFault()
// The fixtures are of one day, and grow older: the tests of that rule say otherwise.
process.env['ANNUAIRE_FICHIER_ANCIEN_JOURS'] ??= '0'
