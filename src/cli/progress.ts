import type { Progress } from '../ingest/index.js'
import { printable } from '../text/printable.js'

/** Redraws of the bar per second at most. */
const REDRAW_MS = 100
const WIDTH = 30

/**
 * Shows an import: a bar that moves on a terminal, one line for each step otherwise.
 * @returns the function to call at each progress, and the one that ends the display
 */
export function progressDisplay(quiet: boolean): { show: (progress: Progress) => void; end: () => void } {
  if (quiet) return { show: () => {}, end: () => {} }
  return process.stderr.isTTY ? bar() : plainLines()
}

function plainLines() {
  let last = ''
  return {
    show(progress: Progress): void {
      const title = titleOf(progress)
      if (title === last) return
      last = title
      process.stderr.write(`${title}\n`)
    },
    end(): void {},
  }
}

function bar() {
  let last = ''
  let drawn = 0
  return {
    show(progress: Progress): void {
      const title = titleOf(progress)
      const now = performance.now()
      if (title === last && now - drawn < REDRAW_MS) return
      if (title !== last && last !== '') process.stderr.write('\n')
      last = title
      drawn = now
      const done = progress.total === 0 ? null : Math.min(1, progress.fait / progress.total)
      const shown =
        done === null ? '' : ` ${'█'.repeat(Math.round(done * WIDTH)).padEnd(WIDTH, '░')} ${Math.round(done * 100)} %`
      process.stderr.write(`\r\x1b[K${title}${shown}`)
    },
    end(): void {
      process.stderr.write('\r\x1b[K\n')
    },
  }
}

function titleOf({ etape, fichier }: Progress): string {
  const title = fichier === null ? etape : `${etape} de ${printable(fichier)}`
  return title.charAt(0).toUpperCase() + title.slice(1)
}
