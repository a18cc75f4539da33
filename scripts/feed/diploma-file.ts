import { withFaultyIdentity } from './faulty-cells.js'
import type { LineWriter } from './line-writer.js'
import { type Person, shortHead } from './person.js'
import type { Planting } from './planting.js'
import type { Rng } from './rng.js'
import type { Tally } from './tally.js'

// The tables R14 and R48 could not be obtained: these codes only look like theirs.
const BASIC: Readonly<Record<string, string>> = {
  '10': "DE|Diplôme d'Etat français|DE28|Diplôme d'Etat de docteur en médecine||||",
  '21': "DE|Diplôme d'Etat français|DE15|Diplôme d'Etat de docteur en pharmacie||||",
  '40': "DE|Diplôme d'Etat français|DE04|Diplôme d'Etat de docteur en chirurgie dentaire||||",
  '50': "DE|Diplôme d'Etat français|DE09|Diplôme d'Etat de sage-femme||||",
  '60': "DE|Diplôme d'Etat français|DE05|Diplôme d'Etat d'infirmier||||",
  '70': "DE|Diplôme d'Etat français|DE07|Diplôme d'Etat de masseur-kinésithérapeute||||",
  '91': 'CC|Certificat de capacité|CC01|Certificat de capacité d’orthophoniste||||',
  '93': 'M|Master|M193|Master de psychologie||||',
}
const ANY = "DE|Diplôme d'Etat français|DE99|Diplôme d'Etat de la profession||||"
const FURTHER: readonly string[] = [
  "DES|Diplôme d'études spécialisées|DES21|DES Médecine générale||||",
  "DES|Diplôme d'études spécialisées|DES42|DES Psychiatrie||||",
  'DU|Diplôme universitaire|DU017|DU Éducation thérapeutique||||',
  'DU|Diplôme universitaire|DU051|DU Soins palliatifs||||',
  "CES|Certificat d'études spéciales|CES08|CES Hygiène hospitalière||||",
  'CAP|Capacité|CAPA06|Capacité de gérontologie||||',
  "||||AE|Autorisation d'exercice|D12|Médecine générale",
  '||||AM|Autorisation ministérielle|D40|Exercice infirmier',
]
/** A byte that no UTF-8 text has, in a line otherwise as it should be. */
const INVALID = Buffer.from([0xe9])

/** Writes PS_LibreAcces_Dipl_AutExerc: the diplomas and authorisations of a person. */
export class DiplomaFile {
  readonly #out: LineWriter
  readonly #planting: Planting
  readonly #tally: Tally
  readonly #rng: Rng

  constructor(out: LineWriter, planting: Planting, tally: Tally, rng: Rng) {
    this.#out = out
    this.#planting = planting
    this.#tally = tally
    this.#rng = rng
  }

  write(person: Person): void {
    if (person.student) return
    const draw = this.#rng.float()
    if (draw < 0.03) return
    this.#line(person, BASIC[person.profession] ?? ANY)
    if (draw > 0.6) this.#line(person, this.#rng.pick(FURTHER))
    if (draw > 0.92) this.#line(person, this.#rng.pick(FURTHER))
  }

  #line(person: Person, cells: string): void {
    const line = `${shortHead(person)}${cells}|\n`
    const code = this.#planting.take(this.#out.dataLines, 'ligne')
    const number = this.#out.line + 1
    if (code !== null) this.#tally.notice(code, number)
    if (code === null) this.#out.write(line)
    else if (code === 'OCTETS_INVALIDES') this.#out.writeBytes(invalidBytes(line))
    else this.#out.write(withFaultyIdentity(this.#rng, code, line, number))
  }
}

/** The line with a Latin-1 « é » in the label of its diploma. */
function invalidBytes(line: string): Buffer {
  const bytes = Buffer.from(line)
  let separators = 0
  const at = bytes.findIndex((byte) => byte === 0x7c && ++separators === 9)
  return Buffer.concat([bytes.subarray(0, at), INVALID, bytes.subarray(at)])
}
