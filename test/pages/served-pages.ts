import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'
import { annuaire } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

export const PASSWORD = 'un mot de passe sûr'
/** What a name must never do in a page, as a region may declare it. */
const HOSTILE = `<script>window.touche=1</script>"'><img src=x onerror=window.touche=2>`

const REGIONAL = [
  'Adresse mail;NOM;Prénom;Type de BAL;Liste rouge;Compte de test;MSSanté adresse;RPPS;Statut;Raison sociale;Ville;Service;Description;Responsable',
  'a@bretagne.example;DUPONT;Jean;PER;Non;Non;jean.dupont@bretagne.mssante.fr;10000000017;VALIDE;;Rennes;;;',
  'b@bretagne.example;SECRET;Rouge;INT;Oui;Non;rouge.secret@bretagne.mssante.fr;;VALIDE;;Rennes;;;',
  `c@bretagne.example;"${HOSTILE.replaceAll('"', '""')}";"Zoe\u0308 \u202eabc";INT;Non;Non;hostile@bretagne.mssante.fr;;VALIDE;;Rennes;;;`,
  `d@bretagne.example;;;ORG;Non;Non;service@bretagne.mssante.fr;;VALIDE;"${HOSTILE.replaceAll('"', '""')}";Rennes;"${HOSTILE.replaceAll('"', '""')}";"<b>gras</b>";810000000017`,
  'e@bretagne.example;ATTEND;Jean;INT;Non;Non;attend@bretagne.mssante.fr;;PREINSCRIT;;Rennes;;;',
  '',
].join('\n')

/** The examples and a region of hostile names, with an account of each role. */
export async function servePages(folder: string): Promise<Served> {
  mkdirSync(join(folder, 'depot'), { recursive: true })
  const region = join(folder, 'depot', 'bretagne.csv')
  const data = join(folder, 'data')
  const fixtures = join(projectRoot, 'fixtures')
  // Twice, so that a report has something to be compared with.
  for (const content of [REGIONAL.replace('jean.dupont@bretagne', 'jean dupont@bretagne'), REGIONAL]) {
    writeFileSync(region, content)
    const imported = annuaire(data, ['importer', '--silencieux', fixtures, '--regional', `bretagne=${region}`])
    if (imported.code !== 0) throw new Error(imported.stderr)
  }
  for (const [name, ...options] of [
    ['lectrice', '--sources', 'bretagne', '--role', 'lecteur'],
    ['bretonne', '--sources', 'bretagne'],
    ['paca', '--sources', 'paca'],
    ['exploitante', '--role', 'exploitant'],
  ] as const) {
    const added = annuaire(data, ['compte', 'ajouter', name, ...options], { input: PASSWORD })
    if (added.code !== 0) throw new Error(added.stderr)
  }
  return serve(data)
}

/** Every page, and whether it wants an account. */
export const PAGES: readonly (readonly [path: string, account: string | null])[] = [
  ['/', null],
  ['/?q=dupont', null],
  ['/?q=zzzzzz', null],
  ['/?nom=dup&profession=10&specialite=SM04&avecBal=true', null],
  ['/?codePostal=zzz&q=%07', null],
  ['/boites?q=nice', null],
  ['/structures?structure=chu', null],
  ['/professionnels/810000000017', null],
  ['/structures/139000012', null],
  ['/aide', null],
  ['/aide/thunderbird', null],
  ['/aide/outlook', null],
  ['/aide/nouvel-outlook', null],
  ['/aide/apple', null],
  ['/aide/evolution', null],
  ['/aide/roundcube', null],
  ['/aide/nextcloud', null],
  ['/aide/zimbra', null],
  ['/aide/telephones', null],
  ['/aide/ldapsearch', null],
  ['/aide/curl', null],
  ['/aide/dpi-rest', null],
  ['/aide/dpi-ldap', null],
  ['/etat', null],
  ['/connexion', null],
  ['/accessibilite', null],
  ['/nulle-part', null],
  ['/boites?q=bretagne', 'bretonne'],
  ['/professionnels/810000000017', 'bretonne'],
  ['/alimentations', 'exploitante'],
  ['/alimentations/derniere', 'exploitante'],
  ['/alimentations/derniere?severite=Bloquante', 'bretonne'],
  ['/sources', 'exploitante'],
  ['/sources/bretagne', 'bretonne'],
  ['/sources/bretagne?statut=PREINSCRIT&q=attend', 'bretonne'],
  ['/sources/corse', 'exploitante'],
  ['/sources/bretagne/hygiene', 'bretonne'],
  ['/sources/paca/hygiene?nature=orpheline', 'paca'],
  ['/alimentations/derniere?source=bretagne&criticite=Bloquante', 'bretonne'],
  ['/alimentations/derniere/comparaison', 'exploitante'],
  ['/alimentations/derniere/comparaison', 'bretonne'],
]

/** The cookie of a session. */
export async function signIn(http: string, account: string, password = PASSWORD): Promise<string> {
  const body = new URLSearchParams({ compte: account, motDePasse: password, retour: '/' })
  const response = await fetch(`${http}/connexion`, { method: 'POST', body, redirect: 'manual' })
  if (response.status !== 303) throw new Error(`signing in: ${response.status}`)
  return response.headers.get('set-cookie')!.split(';')[0]!
}
