/** How a line says that its mailbox is not to be published. */
interface Way {
  readonly name: string
  readonly cells: Partial<Record<Restricting, string>>
  /** True when the address is hidden in every source; false when its own source alone keeps it back. */
  readonly everywhere: boolean
}

type Restricting = 'statut' | 'peremption' | 'test' | 'rouge'

const YES = ['Oui', 'O', 'X', '1', 'vrai', 'peut-être']

const WAYS: readonly Way[] = [
  ...YES.map((word): Way => ({ name: `liste rouge « ${word} »`, cells: { rouge: word }, everywhere: true })),
  ...YES.map((word): Way => ({ name: `compte de test « ${word} »`, cells: { test: word }, everywhere: true })),
  ...['REJETE', 'PREINSCRIT', 'A VALIDER'].map(
    (word): Way => ({ name: `statut ${word}`, cells: { statut: word }, everywhere: false }),
  ),
  ...['31/12/2020', '2020-12-31 00:00', '44196', 'jadis', '31/02/2031'].map(
    (date): Way => ({ name: `péremption « ${date} »`, cells: { peremption: date }, everywhere: false }),
  ),
]

/** What becomes of the line: the lines of the region for one mailbox. */
const FATES: Readonly<Record<string, (mailbox: Mailbox) => readonly string[]>> = {
  chargée: (mailbox) => [line(mailbox)],
  'refusée : RPPS malformé': (mailbox) => [line({ ...mailbox, type: 'PER', rpps: '123' })],
  'refusée : type inconnu': (mailbox) => [line({ ...mailbox, type: 'BIDULE' })],
  'refusée : sans nom': (mailbox) => [line({ ...mailbox, nom: '' })],
  'refusée : une cellule de trop': (mailbox) => [`${line(mailbox)};`],
  'refusée : doublon': (mailbox) => [line({ ...mailbox, cells: {} }), line(mailbox)],
}

interface Mailbox {
  readonly nom: string
  readonly adresse: string
  readonly type: string
  readonly rpps: string
  readonly cells: Way['cells']
}

export interface HiddenCase {
  readonly name: string
  readonly nom: string
  /** In lower case, as the national file has it; the region writes it otherwise. */
  readonly adresse: string
  readonly everywhere: boolean
  readonly lines: readonly string[]
  /** The same mailbox before anything restricted it. */
  readonly before: string
}

export const REGIONAL_HEADER =
  'Adresse mail;NOM;Prénom;RPPS;Type de BAL;MSSanté adresse;Statut;Date de péremption;Compte de test;Liste rouge;Service;Description'

export const HIDDEN_CASES: readonly HiddenCase[] = WAYS.flatMap((way) =>
  Object.entries(FATES).map(([fate, lines]) => ({ way, fate, lines })),
).map(({ way, fate, lines }, at) => {
  const nom = `CACHE${letters(at)}`
  const adresse = `${nom.toLowerCase()}.anne@medecin.mssante.fr`
  const mailbox = { nom, adresse: adresse.toUpperCase(), type: 'INT', rpps: '', cells: way.cells }
  return {
    ...{ name: `${way.name}, ${fate}`, nom, adresse, everywhere: way.everywhere },
    lines: lines(mailbox),
    before: line({ ...mailbox, cells: {} }),
  }
})

/** An INT mailbox that nothing restricts, whose texts name an address. */
export function openLine(nom: string, adresse: string, named: string): string {
  return `${line({ nom, adresse, type: 'INT', rpps: '', cells: {} })};Accueil ${named};Écrire à <${named}>, vite`
}

function line({ nom, adresse, type, rpps, cells }: Mailbox): string {
  const { statut = 'VALIDE', peremption = '', test = 'Non', rouge = 'Non' } = cells
  return ['x@cabinet.example', nom, 'Anne', rpps, type, adresse, statut, peremption, test, rouge].join(';')
}

/** Two letters for a number: names have no digits. */
function letters(number: number): string {
  return String.fromCharCode(65 + Math.floor(number / 26), 65 + (number % 26))
}
