import { revertGeneration } from '../store/index.js'
import { type Command, readOptions, say } from './command.js'

export const revenir: Command = {
  name: 'revenir',
  summary: 'revient à la génération précédente',
  help: `annuaire revenir

Publie de nouveau la génération qui a été publiée avant celle d’aujourd’hui. Les serveurs suivent sans perdre de requête. Les trois
dernières générations sont conservées.`,
  async run(args, config) {
    readOptions(args, {})
    const { id, previous, warnings } = revertGeneration(config.dataDir)
    say(`Génération ${id} publiée à la place de ${previous}.`)
    for (const text of warnings) process.stderr.write(`Attention : ${text}\n`)
    return 0
  },
}
