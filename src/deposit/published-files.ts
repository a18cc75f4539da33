import { sha256Of } from '../download/content.js'
import type { FeedFile } from '../feed/index.js'
import { openReports } from '../report/index.js'
import type { FichierAlimente } from '../resources/report.js'
import { published } from '../store/index.js'

/**
 * The files that what is published was made of, by the report of its import. It answers for a run that was killed: a deposit
 * whose content is there has been published.
 */
export class PublishedFiles {
  readonly #files: readonly FichierAlimente[]

  private constructor(files: readonly FichierAlimente[]) {
    this.#files = files
  }

  /** None when nothing is published, or when its report cannot be read: whatever is asked for is then imported again. */
  static async of(dataDir: string): Promise<PublishedFiles> {
    const id = published(dataDir)?.id
    const report = id === undefined ? null : await openReports(dataDir).get(id)
    return new PublishedFiles(report?.fichiers ?? [])
  }

  get isEmpty(): boolean {
    return this.#files.length === 0
  }

  /** Whether all these files are there, and there is one at least. */
  async haveAll(files: readonly FeedFile[]): Promise<boolean> {
    for (const file of files) if (!(await this.#has(file))) return false
    return files.length > 0
  }

  /** A file by its content; an entry of an archive by its name, date and size. */
  async #has({ kind, source, name, date, bytes, location }: FeedFile): Promise<boolean> {
    const alike = this.#files.filter((one) => one.type === kind && one.source === source && one.octets === bytes)
    if (location.entry !== null) return alike.some((one) => one.nom === name && one.date === date)
    if (alike.length === 0) return false
    const sha256 = await sha256Of(location.path)
    return alike.some((one) => one.sha256 === sha256)
  }
}
