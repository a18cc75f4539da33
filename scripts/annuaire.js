#!/usr/bin/env node
// The program that `npx annuaire` finds. It is not built from TypeScript because npm links it before any build.
import { existsSync } from 'node:fs'

const program = new URL('../dist/src/cli.js', import.meta.url)
if (existsSync(program)) await import(program.href)
else {
  process.stderr.write('Le programme n’est pas construit : lancez d’abord « npm run build » (ou « npm start »).\n')
  process.exitCode = 1
}
