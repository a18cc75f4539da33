import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { Client } from 'undici'
import { generationPath, published } from '../../src/store/generations.js'
import { layOutActivities } from './activity-table.js'
import { Sample } from './search-sample.js'
import { startServer } from './search-server.js'

const USAGE = 'Usage : npm run bench -- pages --donnees DOSSIER [--requetes 300]\n'
const SEED = 7

interface PageKind {
  readonly name: string
  readonly paths: readonly string[]
}

/** How long each page takes, one reader at a time, and how long it is: every address is asked once, of what the data hold. */
export async function benchPages(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { donnees: { type: 'string' }, requetes: { type: 'string' } },
  })
  const generation = values.donnees === undefined ? null : published(values.donnees)
  if (values.donnees === undefined || generation === null) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  const kinds = kindsOf(generationPath(values.donnees, generation.id), Number(values.requetes ?? 300))
  const server = await startServer(values.donnees)
  const client = new Client(server.http, { pipelining: 1 })
  try {
    await isReady(client)
    const lines = ['| page | demandes | p50, ms | p99, ms | max, ms | ko |', '|---|---:|---:|---:|---:|---:|']
    for (const { name, paths } of kinds) {
      const times: number[] = []
      let bytes = 0
      for (const path of paths) {
        const start = performance.now()
        const { statusCode, body } = await client.request({ method: 'GET', path, headers: { accept: 'text/html' } })
        bytes += (await body.arrayBuffer()).byteLength
        times.push(performance.now() - start)
        if (statusCode !== 200) throw new Error(`${name}: ${statusCode}`)
      }
      times.sort((one, other) => one - other)
      const at = (share: number): string => times[Math.ceil(times.length * share) - 1]!.toFixed(1)
      const size = (bytes / paths.length / 1000).toFixed(0)
      lines.push(`| ${name} | ${paths.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${size} |`)
    }
    process.stdout.write(`${lines.join('\n')}\n`)
  } finally {
    await client.close()
    await server.stop()
  }
}

async function isReady(client: Client): Promise<void> {
  for (;;) {
    const { statusCode, body } = await client.request({ method: 'GET', path: '/sante/pret' })
    await body.dump()
    if (statusCode === 200) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

function kindsOf(path: string, count: number): readonly PageKind[] {
  const db = new Database(path, { readonly: true })
  layOutActivities(db)
  const sample = new Sample(db, SEED)
  const people = sample.draw(
    count,
    () => sample.person(),
    (person) => person,
  )
  const mailboxes = sample.draw(
    count,
    () => sample.mailbox(),
    (mailbox) => mailbox,
  )
  db.close()
  const asked = (page: string, parameters: Readonly<Record<string, string>>): string =>
    `${page}?${new URLSearchParams(parameters)}`
  return [
    { name: 'accueil', paths: people.map((_, at) => `/?limite=${1 + (at % 500)}`) },
    {
      name: 'trois lettres tapées (q)',
      paths: people.map(({ nom }) => asked('/', { q: nom.slice(0, 3) })),
    },
    {
      name: 'nom, prénom et ville (q)',
      paths: people.map(({ nom, prenom, activite }) =>
        asked('/', { q: `${nom} ${prenom} ${activite?.commune ?? ''}` }),
      ),
    },
    {
      name: 'début du nom et département',
      paths: people.map(({ nom, activite }) =>
        asked('/', { nom: nom.slice(0, 4), departement: activite?.departement ?? '13' }),
      ),
    },
    {
      name: 'boîtes (q)',
      paths: mailboxes.map(({ nom, raison_sociale, commune }) =>
        asked('/boites', { q: nom ?? raison_sociale ?? commune ?? 'nice' }),
      ),
    },
    { name: 'un professionnel', paths: people.map(({ identifiant }) => `/professionnels/${identifiant}`) },
    {
      name: 'une structure',
      paths: people.flatMap(({ activite }) => (activite?.finess == null ? [] : [`/structures/${activite.finess}`])),
    },
  ]
}
