import { MODEL_SHEETS } from '../records/loaduser-book.js'
import { type Command, readOptions } from './command.js'
import { loaduserFormat, writeLoaduser } from './loaduser-file.js'

export const modele: Command = {
  help: `annuaire modele [--format xlsx|csv] [--sortie fichier]

Écrit le modèle du fichier loaduser : une ligne y est une boîte aux lettres. Le classeur explique chaque colonne et
chaque règle.

  --format          xlsx (par défaut) ou csv
  --sortie fichier  écrit dans ce fichier au lieu de la sortie
  --aide            affiche cette aide`,
  async run(args) {
    const { values } = readOptions(args, { format: { type: 'string' }, sortie: { type: 'string' } })
    await writeLoaduser(loaduserFormat(values.format), [], values.sortie, MODEL_SHEETS)
    return 0
  },
}
