import { sqliteFault } from '../../src/store/native-module.js'

// As each command does at its start: some versions of Node need it before a database is opened (src/store/kept-wrappers.ts).
sqliteFault()
