import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'ldapts'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

/** Written into requests, passwords, feeds and names of files; it must come back in no line. */
const PLANTED = ['zzrecherche', 'ZZRECHERCHE', 'zzsecret', 'zzligne', 'zzdescription']
const BASE = 'dc=mssante,dc=fr'

type Line = { readonly evenement: string; readonly niveau: string; readonly time: string } & Record<string, unknown>

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

function commandLines(data: string): Line[] {
  const path = join(data, 'journal.jsonl')
  return existsSync(path) ? linesOf(readFileSync(path, 'utf8')) : []
}

const folder = scratch('journal')
const people = join(projectRoot, 'fixtures/PS_LibreAcces_Personne_activite_202611200300.txt')

/** A regional file of one good line and one refused line, both with values that must not be logged. */
function regionalFile(): string {
  const path = join(folder, 'zone.csv')
  writeFileSync(
    path,
    [
      'Adresse mail;NOM;Prénom;RPPS;Type de BAL;MSSanté adresse;Description;Liste rouge;Compte de test;Statut;Date de péremption',
      'a@zzligne.example;ZZLIGNE;Jean;;ORG;zzligne@paca.mssante.fr;zzdescription;Non;Non;VALIDE;',
      'b@zzligne.example;ZZLIGNE;Jean;zzligne;PER;zzligne2@paca.mssante.fr;zzdescription;Non;Non;VALIDE;',
      ...Array.from(
        { length: 9 },
        (_, at) => `b${at}@zzligne.example;ZZLIGNE;Jean;;PER;zzligne${at}@paca.mssante.fr;x;Non;Non;VALIDE;`,
      ),
    ].join('\n'),
  )
  return path
}

describe('the log of the server', () => {
  const data = join(folder, 'servi')
  let served: Served
  let lines: Line[]
  let text: string

  beforeAll(async () => {
    expect(annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
    expect(annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'zzsecret de dpi\n' }).code).toBe(
      0,
    )
    served = await serve(data)
    await everyRequest(served)
    const ran = annuaire(data, [
      'importer',
      '--silencieux',
      people,
      '--regional',
      `paca=${regionalFile()}`,
      '--retirer',
      'national',
      '--accepter-baisse',
      'national=essai',
      '--accepter-baisse',
      'paca=essai',
    ])
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('1 refusées') })
    await sleep(2_000)
    expect(await served.stop()).toBe(0)
    text = served.log()
    lines = linesOf(text)
  })

  it('tells each kind of request with counts and duration', () => {
    const routes = new Set(lines.filter(({ evenement }) => evenement === 'http.requete').map(({ route }) => route))
    for (const route of ['/v1/professionnels', '/v1/bals', '/v1/professionnels/:identifiant', '/v1/alimentations']) {
      expect(routes).toContain(route)
    }
    for (const line of lines.filter(({ evenement }) => evenement === 'http.requete')) {
      expect(line).toMatchObject({ statut: expect.any(Number), ms: expect.any(Number) })
    }
    // LDAP requests come by the thousand: they are told together, by kind.
    const told = lines.filter(({ evenement }) => evenement === 'ldap.activite')
    const kinds = new Set(told.flatMap(({ operations }) => Object.keys(operations as object)))
    for (const kind of ['recherche', 'liaison', 'comparaison', 'etendue', 'ecriture']) expect(kinds).toContain(kind)
  })

  it('tells failed logins of both doors with address and account', () => {
    const failures = lines.filter(({ evenement }) => evenement === 'compte.refuse')
    expect(failures.length).toBe(4)
    for (const failure of failures)
      expect(failure).toMatchObject({ niveau: 'warn', adresse: '127.0.0.1', compte: 'dpi' })
  })

  it('tells the start, the publication and the stop', () => {
    const events = lines.map(({ evenement }) => evenement)
    for (const event of ['serveur.demarre', 'generation.servie', 'serveur.arret', 'serveur.arrete']) {
      expect(events).toContain(event)
    }
  })

  it('holds no value searched, no line of a feed, no query and no password', () => {
    for (const planted of [...PLANTED, 'nom=', '?', 'Jean', 'dupont']) expect(text).not.toContain(planted)
    const commands = readFileSync(join(data, 'journal.jsonl'), 'utf8')
    for (const planted of PLANTED) expect(commands).not.toContain(planted)
  })

  it('is JSON, line by line, with level and time', () => {
    for (const line of lines) {
      expect(line).toMatchObject({
        niveau: expect.stringMatching(/^(info|warn|error)$/),
        evenement: expect.any(String),
      })
      expect(new Date(line.time).toISOString()).toBe(line.time)
    }
  })
})

/** Every kind of request of both doors, good and bad, each with a planted value. */
async function everyRequest({ http, ldap }: Served): Promise<void> {
  const authorization = (password: string) => ({
    authorization: `Basic ${Buffer.from(`dpi:${password}`).toString('base64')}`,
  })
  const paths = [
    '/v1/professionnels?nom=zzrecherche',
    '/v1/professionnels?nom=dupont&prenom=zzrecherche&format=xml',
    '/v1/professionnels?zzrecherche=1',
    '/v1/professionnels?nom=%FFzzrecherche',
    '/v1/professionnels/zzrecherche',
    '/v1/bals?adresse=zzrecherche@example.fr',
    '/v1/bals/zzrecherche@example.fr',
    '/v1/nomenclatures/zzrecherche',
    '/v1/nomenclatures/specialites?profession=zzrecherche',
    '/v1/alimentations?zzrecherche=1',
    '/v1/alimentations/zzrecherche',
    '/v1/alimentations/derniere/rapport?code=zzrecherche',
    '/zzrecherche?zzrecherche',
    '/documentation',
    '/sante',
  ]
  for (const path of paths) await (await fetch(`${http}${path}`)).arrayBuffer()
  await (await fetch(`${http}/v1/bals?nom=zzrecherche`, { method: 'POST', body: 'zzrecherche' })).arrayBuffer()
  await (await fetch(`${http}/v1/bals?nom=zzrecherche`, { headers: authorization('zzsecret de dpi') })).arrayBuffer()
  for (let round = 0; round < 2; round++) {
    const refused = await fetch(`${http}/v1/bals?nom=zzrecherche`, { headers: authorization(`zzsecret faux ${round}`) })
    expect(refused.status).toBe(401)
  }
  await rawHttp(http, 'GET /zzrecherche HTTP/1.1\r\nzzrecherche\r\n\r\n')
  const client = new Client({ url: ldap })
  const filters = [
    '(cn=zzrecherche)',
    '(cn=*zzrecherche*)',
    '(sn~=zzrecherche)',
    '(street=zzrecherche)',
    '(zzrecherche=1)',
    '(description:caseExactMatch:=zzrecherche)',
    '(|(mail=zzrecherche*)(sn=zzrecherche))',
  ]
  for (const filter of filters) await client.search(BASE, { filter }).catch(() => {})
  await client.search(`cn=zzrecherche,${BASE}`).catch(() => {})
  await client.compare(`cn=zzrecherche,${BASE}`, 'sn', 'zzrecherche').catch(() => {})
  await client.exop('1.3.6.1.4.1.4203.1.11.3').catch(() => {})
  await client.add(`cn=zzrecherche,${BASE}`, { sn: 'zzrecherche' }).catch(() => {})
  await client.unbind()
  for (const password of ['zzsecret faux a', 'zzsecret faux b', 'zzsecret de dpi']) {
    const binding = new Client({ url: ldap })
    await binding.bind(`cn=dpi,ou=comptes,${BASE}`, password).catch(() => {})
    await binding.search(BASE, { filter: '(sn=zzrecherche)' }).catch(() => {})
    await binding.unbind()
  }
}

function rawHttp(http: string, request: string): Promise<void> {
  const { hostname, port } = new URL(http)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(request))
    socket.on('data', () => socket.destroy())
    socket.on('error', () => {})
    socket.on('close', () => resolve())
  })
}

describe('the log of the commands', () => {
  it('tells who published, went back and changed accounts, and nothing of commands that only read', () => {
    const data = join(folder, 'commandes')
    const importing = ['importer', '--silencieux', people, '--retirer', 'national']
    annuaire(data, importing)
    annuaire(data, importing)
    annuaire(data, ['revenir'])
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un bon secret\n' })
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'corse'], { input: 'un bon secret\n' })
    annuaire(data, ['compte', 'retirer', 'dpi'])
    annuaire(data, ['importer', '--silencieux', '/nulle/part.txt'])
    for (const args of [['rapport'], ['verifier']]) annuaire(data, args)
    const lines = commandLines(data)
    expect(lines.map(({ commande, evenement }) => `${commande} ${evenement}`)).toEqual([
      ...['debut', 'fichier', 'publie', 'debut', 'fichier', 'publie'].map((event) => `importer import.${event}`),
      'revenir generation.revenue',
      'compte compte.ajoute',
      'compte compte.remplace',
      'compte compte.retire',
      'importer import.debut',
      'importer import.refuse',
    ])
    for (const line of lines) expect(line).toMatchObject({ utilisateur: expect.stringMatching(/./) })
    expect(lines.at(-1)).toMatchObject({ niveau: 'warn', code: 'ALIMENTATION_REFUSEE', ms: expect.any(Number) })
    expect(readFileSync(join(data, 'journal.jsonl'), 'utf8')).not.toContain('un bon secret')
  }, 180_000)

  it('goes where the setting says, from the level that it says', () => {
    const data = join(folder, 'reglages')
    const file = join(folder, 'annuaire.jsonl')
    const importing = ['importer', '--silencieux', people, '--retirer', 'national']
    annuaire(data, importing, { prefix: `ANNUAIRE_JOURNAL=${file} ANNUAIRE_JOURNAL_NIVEAU=warn` })
    expect(existsSync(file)).toBe(false)
    annuaire(data, importing, { prefix: `ANNUAIRE_JOURNAL=${file}` })
    expect(linesOf(readFileSync(file, 'utf8'))).toHaveLength(3)
    expect(commandLines(data)).toEqual([])
  })

  it('goes to standard error rather than nowhere', () => {
    const data = join(folder, 'nulle-part')
    const ran = annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], {
      input: 'un bon secret\n',
      prefix: 'ANNUAIRE_JOURNAL=/dev/full',
    })
    expect(ran.code).toBe(0)
    expect(linesOf(ran.stderr)).toMatchObject([{ evenement: 'compte.ajoute', compte: 'dpi' }])
  })
})

describe('a data folder of an earlier version', () => {
  it('is closed to other users at the next command', () => {
    const data = join(folder, 'ouvert')
    annuaire(data, ['importer', '--silencieux', people, '--retirer', 'national'])
    const generation = join(
      data,
      'generations',
      `${readFileSync(join(data, 'generation-courante'), 'utf8').trim()}.sqlite`,
    )
    chmodSync(generation, 0o644)
    chmodSync(data, 0o755)
    expect(annuaire(data, ['verifier']).code).toBe(0)
    expect(modeOf(data)).toBe(0o700)
    expect(modeOf(generation)).toBe(0o600)
  })

  it('is left alone when it is not one', () => {
    const other = join(folder, 'autre')
    annuaire(other, ['verifier'])
    mkdirSync(other, { mode: 0o755 })
    chmodSync(other, 0o755)
    annuaire(other, ['verifier'])
    expect(modeOf(other)).toBe(0o755)
  })
})

function modeOf(path: string): number {
  return statSync(path).mode & 0o777
}
