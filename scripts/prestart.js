// Builds dist/ before `npm start`. Without the development dependencies there is no compiler: what is built already runs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program, then what it serves to browsers: as `npm run build` does. */
const PROJECTS = ['tsconfig.json', 'src/client/tsconfig.json']

const root = fileURLToPath(new URL('..', import.meta.url))
// A release holds no source: there is nothing to build.
const compiler = existsSync(join(root, 'tsconfig.json')) ? findCompiler() : null
if (compiler !== null) {
  process.exitCode = PROJECTS.map((project) => compile(compiler, project)).find((status) => status !== 0) ?? 0
} else if (!existsSync(join(root, 'dist/src/cli.js'))) {
  process.stderr.write(
    'Le programme n’est pas construit, et son compilateur est une dépendance de développement : lancez « npm ci && npm start » sans --omit=dev, ou installez une archive déjà construite (« npm install -g annuaire-x.y.z.tgz »).\n',
  )
  process.exitCode = 1
}

function compile(compiler, project) {
  return spawnSync(process.execPath, [compiler, '-p', join(root, project)], { stdio: 'inherit' }).status ?? 1
}

function findCompiler() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  } catch {
    return null
  }
}
