import { execFile } from 'node:child_process'

/** What a program printed and how it ended, in one value to compare. */
export interface Judged {
  readonly code: number | string
  readonly output: string
}

export function run(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Judged> {
  return new Promise((resolve) => {
    execFile(name, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    )
  })
}
