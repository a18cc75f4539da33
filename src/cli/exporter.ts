import { loaduserRows } from '../records/loaduser-book.js'
import { readPublished } from '../store/index.js'
import { type Command, readOptions } from './command.js'
import { loaduserFormat, writeLoaduser } from './loaduser-file.js'
import { publishedSource } from './published-source.js'

export const exporter: Command = {
  help: `annuaire exporter --source paca [--format xlsx|csv] [--sortie fichier]

Écrit les comptes qu’une source régionale déclare, publiés ou non, en fichier loaduser : modifié ou non, il se réimporte
(annuaire importer --regional paca=fichier).

  --source nom      source régionale publiée
  --format          xlsx (par défaut) ou csv
  --sortie fichier  écrit dans ce fichier au lieu de la sortie
  --aide            affiche cette aide`,
  async run(args, config, log) {
    const { values } = readOptions(args, {
      source: { type: 'string' },
      format: { type: 'string' },
      sortie: { type: 'string' },
    })
    const format = loaduserFormat(values.format)
    await readPublished(config.dataDir, async (directory) => {
      const source = publishedSource(values.source, directory)
      // Accounts leave the annuaire, those in liste rouge among them: who took them is logged.
      log.info({ evenement: 'comptes.exportes', source })
      await writeLoaduser(format, loaduserRows(directory.accounts.lines(source)), values.sortie)
    })
    return 0
  },
}
