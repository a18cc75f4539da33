import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

/** Imports a feed into scratch folders, again and again until it is stopped. */
export class RunningImport {
  readonly #feed: string
  readonly #ended: Promise<void>
  #child: ChildProcess | null = null
  #stopped = false
  #failure: Error | null = null
  /** Imports that went to their end. */
  finished = 0

  constructor(feed: string) {
    this.#feed = feed
    this.#ended = this.#run().catch((error: Error) => {
      this.#failure = error
    })
  }

  /** @throws Error when an import failed: what is measured then is not what is told */
  check(): void {
    if (this.#failure !== null) throw this.#failure
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#child?.kill('SIGKILL')
    await this.#ended
  }

  async #run(): Promise<void> {
    const cli = join(projectRoot, 'dist/src/cli.js')
    while (!this.#stopped) {
      const scratch = mkdtempSync(join(tmpdir(), 'annuaire-bench-'))
      try {
        this.#child = spawn(process.execPath, [cli, 'importer', this.#feed, '--silencieux'], {
          env: { ...process.env, ANNUAIRE_DATA_DIR: scratch },
          stdio: ['ignore', 'ignore', 'inherit'],
        })
        const [code] = (await once(this.#child, 'exit')) as [number | null]
        if (code === 0) this.finished += 1
        else if (!this.#stopped) throw new Error(`annuaire importer exited with ${code}`)
      } finally {
        rmSync(scratch, { recursive: true, force: true })
      }
    }
  }
}
