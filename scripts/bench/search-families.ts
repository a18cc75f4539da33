import { fold } from '../../src/text/fold.js'
import { accepted, type Drawn, type Family, type RestQuery } from './search-query.js'
import type { Mailbox, Person, Sample } from './search-sample.js'

type Made<T> = readonly [name: string, make: (drawn: T, sample: Sample) => Drawn]

const OF_PEOPLE: readonly Made<Person>[] = [
  ['nom (3 lettres)', ({ nom_plie }) => ({ nom: nom_plie.slice(0, 3) })],
  ['nom', ({ nom }) => ({ nom })],
  ['nom + prénom', ({ nom, prenom }) => ({ nom, prenom })],
  ['nom + ville', ({ nom, activite }) => ({ nom, ville: activite?.commune })],
  ['nom + département', ({ nom, activite }) => ({ nom, departement: activite?.departement })],
  ['prénom + ville', ({ prenom, activite }) => ({ prenom, ville: activite?.commune })],
  ['ville + profession', ({ activite }) => ({ ville: activite?.commune, profession: activite?.profession })],
  [
    'département + profession',
    ({ activite }) => ({ departement: activite?.departement, profession: activite?.profession }),
  ],
  [
    'département + profession + spécialité',
    ({ activite, specialite }) => ({
      departement: activite?.departement,
      profession: activite?.profession,
      specialite,
    }),
  ],
  [
    'code postal + profession',
    ({ activite }) => ({ codePostal: activite?.code_postal, profession: activite?.profession }),
  ],
  ['spécialité + département', ({ activite, specialite }) => ({ specialite, departement: activite?.departement })],
  [
    'profession + département + avec BAL',
    ({ activite }) => ({ profession: activite?.profession, departement: activite?.departement, avecBal: 'true' }),
  ],
  [
    'structure (début du nom)',
    ({ activite }, sample) => ({ structure: sample.start(fold(activite?.raison_sociale ?? ''), 3, 10) }),
  ],
  ['structure (FINESS)', ({ activite }) => ({ structure: activite?.finess })],
]

const HOLDERS: readonly Made<Mailbox>[] = [
  ['adresse', ({ type, adresse }) => ({ adresse: type === 'PER' ? adresse : null })],
  ['adresse (5 caractères)', ({ type, adresse }) => ({ adresse: type === 'PER' ? adresse.slice(0, 5) : null })],
]

const OF_MAILBOXES: readonly Made<Mailbox>[] = [
  ['BAL : nom', ({ nom }) => ({ nom })],
  ['BAL : nom + ville', ({ nom, commune }) => ({ nom, ville: commune })],
  ['BAL : type + département', ({ type, departement }) => ({ typeBal: type, departement })],
  [
    'BAL : structure (début du nom)',
    ({ raison_sociale }, sample) => ({ structure: sample.start(fold(raison_sociale ?? ''), 3, 10) }),
  ],
  [
    'BAL : structure (FINESS)',
    ({ type_structure, id_structure }) => ({ structure: type_structure === 'FINESS' ? id_structure : null }),
  ],
  ['BAL : adresse (5 caractères)', ({ adresse }) => ({ adresse: adresse.slice(0, 5) })],
]

/** One family for each usual combination of criteria, drawn from the people and mailboxes of the generation. */
export function restFamilies(sample: Sample, count: number): Family<RestQuery>[] {
  const person = () => sample.person()
  const mailbox = () => sample.mailbox()
  const families = <T>(route: RestQuery['route'], one: () => T | null, made: readonly Made<T>[]): Family<RestQuery>[] =>
    made.map(([name, make]) => ({
      name,
      queries: sample.draw(count, one, (drawn) => {
        const parameters = accepted(make(drawn, sample))
        return parameters === null ? null : { route, parameters }
      }),
    }))
  const lookup = ({ identifiant }: Person): RestQuery => ({ route: 'professionnel', parameters: { identifiant } })
  return [
    { name: 'RPPS', queries: sample.draw(count, person, lookup) },
    ...families('professionnels', person, OF_PEOPLE),
    ...families('professionnels', mailbox, HOLDERS),
    ...families('bals', mailbox, OF_MAILBOXES),
  ]
}
