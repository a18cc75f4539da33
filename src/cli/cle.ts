import { createKey, listKeys, revokeKey } from '../accounts/manage-keys.js'
import { RIGHTS, type Right } from '../accounts/right.js'
import { AnnuaireError } from '../errors.js'
import { readEstablishment } from '../report/filter.js'
import { NATIONAL } from '../values/index.js'
import { type Command, readOptions, say, warn } from './command.js'

export const cle: Command = {
  help: `annuaire cle creer <nom> [--sources paca,occitanie] [--droits lire,extraire,rapport] [--expire AAAA-MM-JJ]
                           [--etablissement FINESS ou SIRET]
annuaire cle lister
annuaire cle revoquer <nom ou identifiant>

Une clé d’API ouvre à un logiciel les données nationales et les sources régionales données, en HTTP (Authorization: Bearer,
ou X-API-Key). La clé n’est affichée qu’une fois, seule sur la sortie standard ; il n’en est gardé qu’une empreinte.

  --sources   sources régionales ouvertes à la clé ; aucune par défaut
  --droits    lire (chercher et lire), extraire (copier en fichiers), rapport (voir les lignes refusées de ses sources) ;
              lire par défaut
  --etablissement  avec --droits rapport : la clé ne lit du rapport que les lignes de cet établissement
  --expire    dernier jour de validité ; sans fin par défaut

Une création ou une révocation est obéie en moins d’une seconde, sans redémarrage.`,
  async run(args, { dataDir, sources: known }, log) {
    const { values, positionals } = readOptions(args, {
      sources: { type: 'string' },
      droits: { type: 'string' },
      expire: { type: 'string' },
      etablissement: { type: 'string' },
    })
    const [action, name] = positionals
    switch (action) {
      case 'lister': {
        for (const one of listKeys(dataDir)) {
          const { id, name, sources, rights, establishment, created, expires, lastUse } = one
          const words = [
            `droits : ${rights.join(', ')}`,
            `sources : ${[NATIONAL, ...sources].join(', ')}`,
            ...(establishment === null ? [] : [`établissement : ${establishment}`]),
            `créée le ${created.slice(0, 10)}`,
            expires === null ? 'sans fin' : `jusqu’au ${expires}`,
            lastUse === null ? 'jamais utilisée' : `dernier usage : ${lastUse.slice(0, 16)}Z`,
          ]
          say(`${name}  ${id}  ${words.join(' ; ')}`)
        }
        return 0
      }
      case 'revoquer': {
        const { id, name: revoked } = await revokeKey(dataDir, required(name))
        log.info({ evenement: 'cle.revoquee', cle: id, nom: revoked })
        say(`Clé ${revoked} (${id}) révoquée.`)
        return 0
      }
      case 'creer': {
        const sources = listed(values.sources, 'sources', known)
        const rights = listed<Right>(values.droits ?? 'lire', 'droits', RIGHTS)
        if (rights.length === 0) throw new AnnuaireError('USAGE', `Donnez un droit au moins : ${RIGHTS.join(', ')}.`)
        const establishment = values.etablissement === undefined ? null : readEstablishment(values.etablissement)
        const expires = values.expire ?? null
        const key = await createKey(dataDir, { name: required(name), sources, rights, establishment, expires })
        log.info({ evenement: 'cle.creee', cle: key.id, nom: required(name), sources, droits: rights })
        warn(`Clé ${required(name)} (${key.id}) créée ; elle ne sera plus affichée :`)
        say(key.text)
        return 0
      }
      default:
        throw new AnnuaireError('USAGE', 'annuaire cle attend : creer, lister ou revoquer.')
    }
  },
}

/** Items of a list separated by commas. @throws AnnuaireError USAGE naming those that are not known */
function listed<T extends string>(list: string | undefined, option: string, known: readonly T[]): T[] {
  const items = (list ?? '').split(',').map((item) => item.trim())
  const given = items.filter((item) => item !== '')
  const unknown = given.filter((item) => !(known as readonly string[]).includes(item))
  if (unknown.length === 0) return given as T[]
  throw new AnnuaireError('USAGE', `--${option} : ${unknown.join(', ')} est inconnu. Valeurs : ${known.join(', ')}.`)
}

function required(name: string | undefined): string {
  if (name === undefined) throw new AnnuaireError('USAGE', 'Donnez le nom de la clé.')
  return name
}
