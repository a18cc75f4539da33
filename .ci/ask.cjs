// Whether both doors of a server answer: HTTP with a search, LDAP by taking the connection.
const { connect } = require('node:net')

const [http, ldap] = process.argv.slice(2).map(Number)

async function ask() {
  const answer = await fetch(`http://127.0.0.1:${http}/v1/professionnels?nom=dup`)
  if (!answer.ok || (await answer.json()).total === 0) throw new Error('no answer')
  await new Promise((resolve, reject) => connect(ldap, '127.0.0.1', resolve).on('error', reject))
}

ask().then(
  () => process.exit(0),
  () => process.exit(1),
)
