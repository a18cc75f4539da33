import { benchCompletion } from './bench/completion.js'
import { benchDemarrage } from './bench/demarrage.js'
import { benchFts5 } from './bench/fts5.js'
import { benchHostile } from './bench/hostile.js'
import { benchImport } from './bench/import.js'
import { benchLdap } from './bench/ldap.js'
import { benchLinkage } from './bench/linkage.js'
import { benchPages } from './bench/pages.js'
import { benchRest } from './bench/rest.js'
import { benchSearch } from './bench/search.js'

const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  import: benchImport,
  search: benchSearch,
  ldap: benchLdap,
  completion: benchCompletion,
  fts5: benchFts5,
  hostile: benchHostile,
  demarrage: benchDemarrage,
  rest: benchRest,
  pages: benchPages,
  rapprochement: benchLinkage,
}

const [name, ...args] = process.argv.slice(2)
const bench = BENCHES[name ?? '']
if (bench === undefined) {
  process.stderr.write(`Usage : npm run bench -- ${Object.keys(BENCHES).join('|')} [options]\n`)
  process.exitCode = 2
} else await bench(args)
