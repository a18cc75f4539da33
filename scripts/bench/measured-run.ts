import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Measured {
  readonly seconds: number
  /** Highest resident memory of the process, in MB (10^6 bytes). */
  readonly peakMegabytes: number
}

/**
 * Runs a command to its end.
 * @throws Error when it exits with anything but 0
 */
export function runMeasured(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'ignore', 'ignore'] })
    let peak = 0
    // VmHWM is the kernel's own high-water mark: a slow poll misses nothing but the last moments.
    const poll = setInterval(() => {
      peak = Math.max(peak, highWaterMark(child.pid))
    }, 100)
    child.stdin.end(input)
    child.on('error', reject)
    child.on('exit', (code) => {
      clearInterval(poll)
      if (code !== 0) reject(new Error(`${command} exited with ${code}`))
      else resolve({ seconds: (performance.now() - started) / 1000, peakMegabytes: Math.round(peak / 1e6) })
    })
  })
}

function highWaterMark(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
