import { parseArgs } from 'node:util'
import { generateFeed } from './feed/generate.js'

const USAGE = `Usage : npm run feed -- --lignes NOMBRE --dossier DOSSIER [--graine 1] [--date AAAAMMJJhhmm] [--sans-defauts]

Écrit un jeu de fichiers synthétique et complet : quatre fichiers nationaux, trois régionaux, la correspondance des anciens ADELI, et manifeste.json qui dit
ce qui y a été mis. Les personnes sont inventées. La même graine donne les mêmes octets.

  --lignes        nombre de lignes du fichier des activités (2400000 pour la taille réelle)
  --dossier       dossier où écrire, créé au besoin
  --graine        graine du tirage, 1 par défaut
  --date          moment porté par les noms de fichiers, 202611200300 par défaut
  --sans-defauts  sans aucun défaut planté
  --aide          cette aide
`

function wrongUsage(message: string): never {
  process.stderr.write(`${message}\n\n${USAGE}`)
  process.exit(2)
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        lignes: { type: 'string' },
        dossier: { type: 'string' },
        graine: { type: 'string', default: '1' },
        date: { type: 'string', default: '202611200300' },
        'sans-defauts': { type: 'boolean', default: false },
        aide: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error))
  }
}

const given = readArguments()
if (given.aide) {
  process.stdout.write(USAGE)
  process.exit(0)
}
const lines = Number(given.lignes)
const seed = Number(given.graine)
if (!Number.isInteger(lines) || lines < 1 || lines > 4_000_000) {
  wrongUsage('--lignes : un nombre entier de 1 à 4000000 est attendu.')
}
if (given.dossier === undefined || given.dossier === '') wrongUsage('--dossier : un dossier est attendu.')
if (!Number.isInteger(seed) || seed < 0 || seed > 2 ** 32 - 1) {
  wrongUsage('--graine : un nombre entier de 0 à 4294967295 est attendu.')
}
if (!/^\d{12}$/.test(given.date)) wrongUsage('--date : douze chiffres AAAAMMJJhhmm sont attendus.')

const started = performance.now()
const manifest = generateFeed({
  lines,
  folder: given.dossier,
  seed,
  date: given.date,
  faultless: given['sans-defauts'],
  ...(process.stderr.isTTY
    ? { progress: (done: number) => process.stderr.write(`\r${Math.floor((done / lines) * 100)} %`) }
    : {}),
})
const seconds = ((performance.now() - started) / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
const shown = (count: number, noun: string) => `${count.toLocaleString('fr-FR')} ${noun}${count < 2 ? '' : 's'}`
process.stdout.write(
  [
    ...manifest.fichiers.map(
      ({ fichier, lignes, octets }) => `${fichier} : ${shown(lignes, 'ligne')}, ${shown(octets, 'octet')}`,
    ),
    `${shown(manifest.personnes, 'personne')} et ${shown(manifest.structures, 'structure')}, écrites en ${seconds} s dans ${given.dossier}`,
    '',
  ].join('\n'),
)
