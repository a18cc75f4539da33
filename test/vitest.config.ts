import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const LOAD = 'test/ldap/load.test.ts'
const common = {
  root,
  setupFiles: ['test/support/sqlite.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
}

export default defineConfig({
  test: {
    root,
    // Two cores: test files that start servers and imports would starve each other otherwise.
    maxWorkers: 2,
    reporters: ['default', './test/support/skipped-tests.ts'],
    projects: [
      {
        test: {
          ...common,
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: [LOAD],
          sequence: { groupOrder: 0 },
        },
      },
      // Delays are measured there: nothing else runs meanwhile.
      { test: { ...common, name: 'load', include: [LOAD], sequence: { groupOrder: 1 } } },
    ],
  },
})
