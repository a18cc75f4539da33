import { statfsSync } from 'node:fs'
import { resolve } from 'node:path'
import { count } from '../report/wording.js'
import { generations, published, publishedInOrder, readPublished } from '../store/index.js'
import { NATIONAL } from '../values/index.js'
import { type Command, readOptions, say } from './command.js'

export const verifier: Command = {
  help: `annuaire verifier

Vérifie la configuration (elle est lue à chaque commande), ouvre la génération publiée et dit la place libre.`,
  async run(args, config) {
    readOptions(args, {})
    say(`Configuration : correcte ; données dans ${resolve(config.dataDir)}`)
    say(`Sources régionales acceptées : ${config.sources.join(', ')}`)
    const current = published(config.dataDir)
    if (current === null) {
      say('Génération : aucune n’est publiée ; lancez « annuaire importer ».')
      return 1
    }
    await readPublished(config.dataDir, ({ generation }) => {
      const { id, professionnels, activites, bals, sources } = generation
      say(
        `Génération ${id} : ${count(professionnels)} professionnels, ${count(activites)} activités, ${count(bals)} boîtes aux lettres ; sources : ${[NATIONAL, ...sources].join(', ')}`,
      )
    })
    say(`Générations conservées : ${generations(config.dataDir).join(', ')}`)
    const before = publishedInOrder(config.dataDir).at(-2)
    say(`« annuaire revenir » publierait : ${before ?? 'rien, aucune publication plus ancienne n’est conservée'}`)
    const { bavail, bsize } = statfsSync(config.dataDir)
    say(`Place libre : ${count(Math.floor((bavail * bsize) / 1e6))} Mo`)
    return 0
  },
}
