import { parseArgs } from 'node:util'
import { typeIntoAlpine } from './clients/alpine.js'
import { typeIntoEvolution } from './clients/evolution.js'
import { typeIntoRoundcube } from './clients/roundcube.js'
import { typeIntoThunderbird } from './clients/thunderbird.js'

const CLIENTS: Readonly<Record<string, typeof typeIntoThunderbird>> = {
  alpine: typeIntoAlpine,
  evolution: typeIntoEvolution,
  roundcube: typeIntoRoundcube,
  thunderbird: typeIntoThunderbird,
}

const USAGE = `Usage : npm run clients -- ${Object.keys(CLIENTS).join('|')} --donnees DOSSIER [--images DOSSIER] [mot…]

Tape des mots dans un vrai logiciel de messagerie et garde une image de chaque complétion.
Il faut ce logiciel, xvfb, openbox, xdotool, imagemagick (paquets de Debian, nommés dans scripts/clients/README.md).
`

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { donnees: { type: 'string' }, images: { type: 'string', default: 'data/images' } },
})
const [client = '', ...words] = positionals
const type = Object.hasOwn(CLIENTS, client) ? CLIENTS[client] : undefined
if (type === undefined || values.donnees === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else await type(values.donnees, values.images, words)
