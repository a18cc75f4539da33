import { describedRules } from '../notices/described.js'
import { LOADUSER_GUIDE } from '../records/loaduser-guide.js'
import { LOADUSER_HEADER, LOADUSER_LAYOUT } from '../records/loaduser-layout.js'
import type { Sheet } from '../sheets/xlsx-writer.js'
import { columnLetters } from '../text/column-letters.js'
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
    await writeLoaduser(loaduserFormat(values.format), [], values.sortie, [COLUMNS, RULES])
    return 0
  },
}

const isRegional = ({ fichier }: { readonly fichier: string }): boolean => fichier === 'regional'

const COLUMNS: Sheet = {
  name: 'Consignes',
  header: ['Colonne', 'Nom', 'Consigne'],
  widths: [10, 26, 110],
  rows: LOADUSER_LAYOUT.flatMap((column, at) =>
    column === null ? [] : [[columnLetters(at), LOADUSER_HEADER[at]!, LOADUSER_GUIDE[column]]],
  ),
}

const RULES: Sheet = {
  name: 'Règles',
  header: ['Code', 'Criticité', 'Règle', 'Colonnes', 'Ce qui est attendu', 'Que faire'],
  widths: [30, 16, 50, 30, 90, 90],
  rows: describedRules()
    .resultats.filter(({ colonnes }) => colonnes.length === 0 || colonnes.some(isRegional))
    .map(({ code, severite, titre, colonnes, attendu, action }) => {
      const columns = colonnes.filter(isRegional).map(({ colonne }) => colonne)
      return [code, severite, titre, columns.join(', '), attendu, action]
    }),
}
