import { Readable } from 'node:stream'
import { AnnuaireError } from '../errors.js'
import { ldif as exportLdif, openldapSchema } from '../ldap/index.js'
import { readPublished } from '../store/index.js'
import { type Command, readOptions } from './command.js'
import { writeOutput } from './write-output.js'

export const ldif: Command = {
  help: `annuaire ldif [--base DN] [--sources paca,occitanie] [--operationnels] [--sortie fichier]

Écrit en LDIF (RFC 2849) les entrées de la génération publiée, telles que le serveur LDAP les montre.

  --base DN         racine à exporter : celle des boîtes aux lettres (par défaut) ou celle des professionnels
  --sources liste   sources régionales à joindre ; les données nationales seules par défaut
  --operationnels   ajoute entryUUID, createTimestamp et modifyTimestamp (pour slapadd)
  --sortie fichier  écrit dans ce fichier au lieu de l’écran
  --schema          écrit le schéma pour OpenLDAP (schema/annuaire.schema) au lieu des entrées
  --aide            affiche cette aide`,
  async run(args, config, log) {
    const { values } = readOptions(args, {
      base: { type: 'string' },
      sources: { type: 'string' },
      operationnels: { type: 'boolean' },
      sortie: { type: 'string' },
      schema: { type: 'boolean' },
    })
    if (values.schema === true) {
      await writeOutput(Readable.from([openldapSchema()]), values.sortie)
      return 0
    }
    const sources = (values.sources ?? '').split(',').filter((name) => name !== '')
    const { baseBal, baseRpps } = config.ldap
    const base = values.base ?? baseBal
    await readPublished(config.dataDir, async (published) => {
      const unknown = sources.filter((one) => !published.generation.sources.includes(one))
      if (unknown.length > 0) {
        const known = published.generation.sources.join(', ') || 'aucune'
        throw new AnnuaireError('USAGE', `Source non publiée : ${unknown.join(', ')}. Publiées : ${known}.`)
      }
      const operational = values.operationnels === true
      const entries = exportLdif(published, { sources }, { baseBal, baseRpps, base, operational })
      if (entries === null) {
        throw new AnnuaireError('USAGE', `« ${base} » n’est pas une racine : choisissez ${baseBal} ou ${baseRpps}.`)
      }
      // Regional data leaves the annuaire: who took it is logged.
      log.info({ evenement: 'ldif.exporte', base, sources })
      await writeOutput(Readable.from(entries), values.sortie)
    })
    return 0
  },
}
