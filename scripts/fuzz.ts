import { fuzzHttp } from './fuzz/http.js'
import { fuzzLdap } from './fuzz/ldap.js'

const [name, ...args] = process.argv.slice(2)
if (name === 'ldap') await fuzzLdap(args)
else if (name === 'http') await fuzzHttp(args)
else {
  process.stderr.write('Usage : npm run fuzz -- ldap|http [options]\n')
  process.exitCode = 2
}
