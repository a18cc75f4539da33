import { createInterface } from 'node:readline'
import { addAccount, listAccounts, removeAccount } from '../accounts/manage-accounts.js'
import { FORMER_ROLE, ROLES, type Role } from '../accounts/role.js'
import { AnnuaireError } from '../errors.js'
import { type Command, readOptions, say } from './command.js'

export const compte: Command = {
  help: `annuaire compte ajouter <nom> --sources paca,occitanie [--role lecteur|administrateur]
annuaire compte ajouter <nom> --role exploitant
annuaire compte retirer <nom>
annuaire compte lister

Un compte lit les sources régionales qui lui sont ouvertes, en LDAP (bind simple), en HTTP (Basic) et dans les pages. Le
mot de passe est lu sur l’entrée standard, jamais sur la ligne de commande.

  --role lecteur         cherche et lit
  --role administrateur  copie aussi les extractions, lit les rapports et gère ce que ses sources déclarent (par défaut)
  --role exploitant      de même pour toutes les sources, et lit les rapports entiers`,
  async run(args, { dataDir, sources: known }, log) {
    const { values, positionals } = readOptions(args, { sources: { type: 'string' }, role: { type: 'string' } })
    const [action, name] = positionals
    switch (action) {
      case 'lister': {
        for (const account of await listAccounts(dataDir)) {
          say(`${account.name}  ${account.role}  ${account.sources.join(', ')}`)
        }
        return 0
      }
      case 'retirer': {
        if (!(await removeAccount(dataDir, required(name)))) {
          throw new AnnuaireError('INTROUVABLE', `Il n’y a pas de compte « ${name} ».`)
        }
        log.info({ evenement: 'compte.retire', compte: name })
        say(`Compte ${name} retiré.`)
        return 0
      }
      case 'ajouter': {
        const role = roleNamed(values.role)
        const asked = (values.sources ?? '')
          .split(',')
          .map((source) => source.trim())
          .filter((source) => source !== '')
        const sources = role === 'exploitant' && asked.length === 0 ? known : asked
        const unknown = sources.filter((source) => !known.includes(source))
        if (unknown.length > 0) {
          throw new AnnuaireError('USAGE', `Source inconnue : ${unknown.join(', ')}. Sources : ${known.join(', ')}.`)
        }
        if (sources.length === 0)
          throw new AnnuaireError('USAGE', 'Donnez les sources à ouvrir : --sources paca,occitanie.')
        const account = { name: required(name), password: await readPassword(), sources, role }
        const isNew = await addAccount(dataDir, account)
        log.info({ evenement: isNew ? 'compte.ajoute' : 'compte.remplace', compte: name, sources, role })
        say(`Compte ${name} ${isNew ? 'ajouté' : 'remplacé'} ; il lit : ${sources.join(', ')}.`)
        return 0
      }
      default:
        throw new AnnuaireError('USAGE', 'annuaire compte attend : ajouter, retirer ou lister.')
    }
  },
}

function roleNamed(role: string | undefined): Role {
  if (role === undefined) return FORMER_ROLE
  const named = ROLES.find((one) => one === role)
  if (named !== undefined) return named
  throw new AnnuaireError('USAGE', `Rôle inconnu : ${role}. Rôles : ${ROLES.join(', ')}.`)
}

function required(name: string | undefined): string {
  if (name === undefined) throw new AnnuaireError('USAGE', 'Donnez le nom du compte.')
  return name
}

/** The first line of standard input; on a terminal it is asked for and not shown. */
async function readPassword(): Promise<string> {
  const { stdin, stderr } = process
  if (stdin.isTTY) stderr.write('Mot de passe : ')
  const lines = createInterface({ input: stdin, terminal: false })
  if (stdin.isTTY) stdin.setRawMode(true)
  try {
    if (stdin.isTTY) return await hiddenLine()
    for await (const line of lines) return line
    return ''
  } finally {
    if (stdin.isTTY) stdin.setRawMode(false)
    lines.close()
  }
}

/** Reads keys one by one in raw mode, which echoes nothing. */
function hiddenLine(): Promise<string> {
  return new Promise((resolve) => {
    let typed = ''
    process.stdin.on('data', function read(chunk: Buffer) {
      for (const key of chunk.toString()) {
        if (key === '\r' || key === '\n') {
          process.stdin.off('data', read)
          process.stderr.write('\n')
          resolve(typed)
          return
        }
        if (key === '\u0003') process.exit(130)
        typed = key === '\u007f' ? typed.slice(0, -1) : typed + key
      }
    })
  })
}
