import { basename } from 'node:path'
import type { IgnoredFile } from '../feed/index.js'
import type { FichierEcarte } from '../resources/report.js'

/** An absolute path inside a reason, up to where the sentence goes on. */
const PATH = /(?:\/[^/\s(),]+)+\/([^/\s(),]+)/g

/** Files that discovery found and left, as the report shows them: by name, for a path is about the machine. */
export function leftAside(ignored: readonly IgnoredFile[]): FichierEcarte[] {
  return ignored.map(({ name, reason }) => ({
    nom: name.endsWith('/') ? `${basename(name)}/` : basename(name),
    raison: reason.replace(PATH, '$1'),
  }))
}
