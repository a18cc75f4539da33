import { count } from '../report/wording.js'
import type { Alimentation } from '../resources/report.js'
import { type Html, html } from './html.js'
import { dayAndTime } from './moments.js'

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [680, 180, 70, 24, 12]

/**
 * Refused lines, run after run, as a line; the table of the runs says the same to who does not see it.
 * @param runs the latest first
 */
export function trend(runs: readonly Alimentation[]): Html | null {
  const inOrder = [...runs].reverse()
  const most = Math.max(0, ...inOrder.map(({ totaux }) => totaux.refusees))
  if (inOrder.length < 2 || most === 0) return null
  const x = (at: number): number => LEFT + (at * (WIDTH - LEFT - 10)) / (inOrder.length - 1)
  const y = (value: number): number => HEIGHT - BOTTOM - (value * (HEIGHT - BOTTOM - TOP)) / most
  const points = inOrder.map(({ totaux }, at) => `${x(at).toFixed(1)},${y(totaux.refusees).toFixed(1)}`)
  return html`<figure><svg class="tendance" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Lignes refusées des ${inOrder.length} dernières alimentations ; les nombres sont dans le tableau qui suit">
<line class="axe" x1="${LEFT}" y1="${HEIGHT - BOTTOM}" x2="${WIDTH - 10}" y2="${HEIGHT - BOTTOM}"/>
<text x="${LEFT - 6}" y="${y(most) + 4}" text-anchor="end">${count(most)}</text>
<text x="${LEFT - 6}" y="${HEIGHT - BOTTOM + 4}" text-anchor="end">0</text>
<polyline class="trait" points="${points.join(' ')}"/>
${inOrder.map(({ totaux, etat }, at) => html`<circle class="point${etat === 'publiée' ? '' : ' refusee'}" cx="${x(at).toFixed(1)}" cy="${y(totaux.refusees).toFixed(1)}" r="4"/>`)}
<text x="${LEFT}" y="${HEIGHT - 6}">${dayAndTime(inOrder[0]!.debut)}</text>
<text x="${WIDTH - 10}" y="${HEIGHT - 6}" text-anchor="end">${dayAndTime(inOrder.at(-1)!.debut)}</text>
</svg><figcaption class="leger">Lignes refusées, d’une alimentation à l’autre</figcaption></figure>`
}
