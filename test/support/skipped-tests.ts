import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { COMPLETE, described, lacks, mayLack, type Program } from './programs.js'

/**
 * Ends a run by naming each missing program, how many tests wait for it and how to install it. With TESTS_COMPLETS such
 * a run fails, and so does one that skipped a test for any other reason; a program too heavy to be asked for is named.
 */
export default class SkippedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const lines = missing(tests)
    if (lines.length > 0) {
      process.stdout.write(`\nPrograms that judge some tests are missing here:\n${lines.join('\n')}\n`)
    }
    const skipped = tests.filter((test) => test.result().state === 'skipped' && !lacking(test).some(mayLack))
    if (COMPLETE)
      refuse(
        tests.flatMap(lacking).some((program) => !mayLack(program)),
        skipped,
      )
    else if (lines.length > 0) process.stdout.write('With TESTS_COMPLETS=1 a skipped test is a failure.\n\n')
  }
}

/** A line for each program that some tests need and that is not there. */
function missing(tests: readonly TestCase[]): string[] {
  const counts = new Map<Program, number>()
  for (const program of tests.flatMap(lacking)) counts.set(program, (counts.get(program) ?? 0) + 1)
  return [...counts].map(([program, count]) => {
    const { what, how } = described(program)
    return `  ${count} wait${count === 1 ? 's' : ''} for ${what}: ${how}`
  })
}

function lacking(test: TestCase): Program[] {
  return (test.meta().needs ?? []).filter(lacks)
}

function refuse(incomplete: boolean, skipped: readonly TestCase[]): void {
  if (incomplete || skipped.length > 0) process.exitCode = 1
  const lines = skipped.map((test) => `  ${test.module.relativeModuleId}: ${test.fullName}\n`)
  if (lines.length > 0) process.stdout.write(`\nSkipped in spite of TESTS_COMPLETS:\n${lines.join('')}\n`)
}
