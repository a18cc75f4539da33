import { count } from '../report/wording.js'
import type { ReportWriter } from '../report/writer.js'
import { registerState } from '../store/generation-info.js'
import type { HiddenRegister } from '../store/hidden-register.js'
import { readPublished } from './published-counts.js'

/** An absent source goes on hiding addresses by its latest word. */
export function stillHiddenSentence(source: string, hidden: number): string {
  const what =
    hidden === 1
      ? `l’adresse qu’elle masquait reste masquée (--reveler ${source} la laisse reparaître)`
      : `${count(hidden)} adresses qu’elle masquait restent masquées (--reveler ${source} les laisse reparaître)`
  return `${source} est absente : ${what}.`
}

/** A register that was lost says nothing of what absent sources hid. */
export function reportNewRegister(dataDir: string, register: HiddenRegister, report: ReportWriter): void {
  const built = readPublished(dataDir, registerState)
  if (built === null || built.identity === register.state.identity) return
  report.warn(
    'Le registre des adresses masquées a été refait : ce que masquaient les sources absentes de cet import ne l’est plus.',
  )
}
