import { revertGeneration } from '../store/index.js'
import { type Command, readOptions, say } from './command.js'

export const revenir: Command = {
  name: 'revenir',
  summary: 'revient à la génération précédente',
  help: `annuaire revenir

Publie de nouveau la génération qui précède celle d’aujourd’hui. Les serveurs suivent sans perdre de requête. Les trois
dernières générations sont conservées.`,
  async run(args, config, log) {
    readOptions(args, {})
    const { id, previous } = revertGeneration(config.dataDir)
    log.info({ evenement: 'generation.revenue', generation: id, avant: previous })
    say(`Génération ${id} publiée à la place de ${previous}.`)
    return 0
  },
}
