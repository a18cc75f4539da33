// Has git run .githooks in a checkout. npm calls it on every install, and an install never fails nor says a word for it: not
// without git, in CI, in a copy without history, nor where somebody has hooks of his own. A linked worktree shares the
// settings of its main checkout, and changes nothing there. It is npm's `postprepare`: a `prepare` is listed by npm 12, in a
// warning, among the scripts that whoever installs a release ought to allow.
import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}

function hasHooks() {
  try {
    return git('config', '--get', 'core.hooksPath') !== ''
  } catch {
    // git ends with 1 when nothing is set.
    return false
  }
}

try {
  const top = realpathSync(git('rev-parse', '--show-toplevel')) === realpathSync(root)
  const main = resolve(root, git('rev-parse', '--git-dir')) === resolve(root, git('rev-parse', '--git-common-dir'))
  if (top && main && !process.env.CI && !hasHooks()) git('config', 'core.hooksPath', '.githooks')
} catch {
  // No git, or no checkout: there is nothing to set.
}
