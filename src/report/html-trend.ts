import type { EtatPasse, Tendance } from '../resources/report.js'
import { escapeXml } from '../text/xml.js'
import { count, moment } from './wording.js'

const WIDTH = 600
const HEIGHT = 140
const MARGIN = 10

/** What is drawn: one line each, told apart by its dashes too. */
const LINES = [
  { key: 'bloquantes', name: 'Bloquants', style: 'bloquante', dash: 'none' },
  { key: 'avertissements', name: 'Avertissements', style: 'avertissement', dash: '6 3' },
  { key: 'informations', name: 'Informations', style: 'information', dash: '2 3' },
] as const

/** The last imports: a drawing for the eye, and a table that says the same to everybody. */
export function trendSection({ resultats }: Tendance): string {
  if (resultats.length < 2) return ''
  return `<section>
<h2>Tendance sur ${count(resultats.length)} alimentations</h2>
${drawing(resultats)}
<details>
<summary>Les mêmes nombres en tableau</summary>
<table>
<caption>Avis de chaque alimentation, de la plus ancienne à la plus récente</caption>
<thead><tr><th scope="col">Alimentation</th><th scope="col">État</th><th scope="col">Chargées</th><th scope="col">Refusées</th>${LINES.map(({ name }) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${resultats.map(row).join('')}</tbody>
</table>
</details>
</section>
`
}

function row(run: EtatPasse): string {
  const numbers = [run.chargees, run.refusees, ...LINES.map(({ key }) => run[key])]
  const cells = [escapeXml(run.etat), ...numbers.map(count)].map((text) => `<td>${text}</td>`).join('')
  return `<tr><th scope="row">${moment(run.debut)}</th>${cells}</tr>`
}

function drawing(runs: readonly EtatPasse[]): string {
  const highest = Math.max(1, ...runs.flatMap((run) => LINES.map(({ key }) => run[key])))
  const x = (at: number) => Math.round(MARGIN + (at * (WIDTH - 2 * MARGIN)) / (runs.length - 1))
  const y = (value: number) => Math.round(HEIGHT - MARGIN - (value * (HEIGHT - 2 * MARGIN)) / highest)
  const lines = LINES.map(({ key, style, dash }) => {
    const points = runs.map((run, at) => `${x(at)},${y(run[key])}`).join(' ')
    return `<polyline class="${style}" points="${points}" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="${dash}"/>`
  })
  const legend = LINES.map(({ name, style, dash }) => {
    const line = `<svg width="30" height="8" aria-hidden="true"><line x1="0" y1="4" x2="30" y2="4" stroke="currentColor" stroke-width="2" stroke-dasharray="${dash}"/></svg>`
    return `<span class="${style}">${line} ${name}</span>`
  })
  return `<svg class="tendance" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Nombre d’avis de chaque criticité, de 0 à ${count(highest)}, sur ${runs.length} alimentations : les nombres sont dans le tableau qui suit">
<line x1="${MARGIN}" y1="${y(0)}" x2="${WIDTH - MARGIN}" y2="${y(0)}" stroke="currentColor" stroke-opacity=".4"/>
${lines.join('\n')}
</svg>
<p class="legende">${legend.join(' ')}</p>`
}
