import { fuzzLdap } from './fuzz/ldap.js'

const [name, ...args] = process.argv.slice(2)
if (name === 'ldap') await fuzzLdap(args)
else {
  process.stderr.write('Usage : npm run fuzz -- ldap [options]\n')
  process.exitCode = 2
}
