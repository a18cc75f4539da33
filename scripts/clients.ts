import { parseArgs } from 'node:util'
import { typeIntoThunderbird } from './clients/thunderbird.js'

const USAGE = `Usage : npm run clients -- thunderbird --donnees DOSSIER [--images DOSSIER] [mot…]

Tape des mots dans un vrai Thunderbird et garde une image de chaque complétion.
Il faut : thunderbird, xvfb, openbox, xdotool, imagemagick (paquets de Debian).
`

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { donnees: { type: 'string' }, images: { type: 'string', default: 'data/images' } },
})
const [client, ...words] = positionals
if (client !== 'thunderbird' || values.donnees === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else await typeIntoThunderbird(values.donnees, values.images, words)
