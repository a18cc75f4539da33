import { prepareReturn, settle, tellHidden } from '../changes/publications.js'
import type { Config } from '../config.js'
import { publishDirectories } from '../deposit/publish-directories.js'
import { lockImports } from '../ingest/lock.js'
import type { Log } from '../log.js'
import { count } from '../report/wording.js'
import { checkRevealed, hiddenInPrevious, hiddenInPublished, reveal, revertGeneration } from '../store/index.js'
import { type Command, readOptions, say } from './command.js'

export const revenir: Command = {
  help: `annuaire revenir [--reveler source]…

Publie de nouveau la génération qui a été publiée avant celle d’aujourd’hui. Les serveurs suivent sans perdre de requête. Les trois
dernières générations sont conservées. Ce qu’une source a masqué depuis (liste rouge, comptes de test) reste masqué.

  --reveler source   laisse reparaître ce que cette source masquait en dernier lieu ; peut être répété
  --aide             affiche cette aide`,
  async run(args, config, log) {
    const { values } = readOptions(args, { reveler: { type: 'string', multiple: true } })
    const revealed = values.reveler ?? []
    checkRevealed(config.dataDir, revealed)
    const unlock = lockImports(config.dataDir)
    try {
      return await goBack(config, revealed, log)
    } finally {
      unlock()
    }
  },
}

async function goBack(config: Config, revealed: readonly string[], log: Log): Promise<number> {
  const { dataDir } = config
  // Servers that follow the pointer find there what they need not look for themselves.
  hiddenInPrevious(dataDir)
  const { id, previous, warnings } = revertGeneration(dataDir, (id) => prepareReturn(dataDir, id, new Date()))
  settle(dataDir, new Date())
  // Only now: nothing shows again when there is nothing to go back to.
  reveal(dataDir, revealed)
  const hidden = hiddenInPublished(dataDir)
  tellHidden(dataDir, new Date())
  log.info({ evenement: 'generation.revenue', generation: id, avant: previous, masquees: hidden })
  say(`Génération ${id} publiée à la place de ${previous}.`)
  if (hidden > 0) {
    say(
      hidden === 1
        ? 'Masquée depuis par sa source, une boîte aux lettres de cette génération ne reparaît pas.'
        : `Masquées depuis par leur source, ${count(hidden)} boîtes aux lettres de cette génération ne reparaissent pas.`,
    )
    say('Pour les laisser reparaître : annuaire revenir --reveler <source>.')
  }
  for (const text of [...warnings, ...(await publishDirectories(config, log))])
    process.stderr.write(`Attention : ${text}\n`)
  return 0
}
