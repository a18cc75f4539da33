#!/usr/bin/env node
// The program that `npx annuaire` finds. It is not built from TypeScript because npm links it before any build, and it
// says in French what keeps the rest from starting.
import { existsSync } from 'node:fs'

const program = new URL('../dist/src/cli.js', import.meta.url)
const fault = await start()
if (fault !== null) {
  process.stderr.write(`${fault}\n`)
  process.exitCode = 1
}

async function start() {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    return `Ce programme demande Node 20 ou plus récent ; celui-ci est ${process.version}.`
  }
  if (!existsSync(program)) {
    return 'Le programme n’est pas construit : lancez d’abord « npm ci && npm run build » (ou « npm start »).'
  }
  try {
    await import(program.href)
    return null
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
    return 'Des modules ne sont pas installés : lancez « npm ci ».'
  }
}
