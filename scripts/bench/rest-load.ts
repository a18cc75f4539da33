import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface RestLoad {
  /** Requests answered a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Answers that were no 2xx. */
  readonly refused: number
}

/** Requests that are asked over and over, in turn. */
export interface RestRequests {
  readonly paths: readonly string[]
  /** For POST: the bodies, in turn with the paths. */
  readonly bodies?: readonly string[]
}

const SCRIPT = `
local lines = {}
for line in io.lines(os.getenv("REQUESTS")) do lines[#lines + 1] = line end
local at = math.random(#lines)
request = function()
  at = at % #lines + 1
  local path, body = lines[at]:match("^([^\\t]*)\\t(.*)$")
  if path then return wrk.format("POST", path, { ["content-type"] = "application/json" }, body) end
  return wrk.format("GET", lines[at])
end
`

/**
 * Asks with wrk, in a process of its own.
 * @param through command that starts it, such as taskset
 */
export function loadRest(
  through: readonly string[],
  scratch: string,
  url: string,
  { paths, bodies }: RestRequests,
  connections: number,
  seconds: number,
): RestLoad {
  const [script, requests] = [join(scratch, 'rest.lua'), join(scratch, 'rest.txt')]
  writeFileSync(script, SCRIPT)
  const lines = paths.map((path, at) => (bodies === undefined ? path : `${path}\t${bodies[at % bodies.length]}`))
  writeFileSync(requests, lines.join('\n'))
  const args = [
    '-t',
    '1',
    '-c',
    String(connections),
    '-d',
    `${seconds}s`,
    '--latency',
    '--timeout',
    '30s',
    '-s',
    script,
  ]
  const [command, ...rest] = [...through, 'wrk', ...args, url]
  const told = execFileSync(command!, rest, { encoding: 'utf8', env: { ...process.env, REQUESTS: requests } })
  const percentile = (name: string): number => milliseconds(new RegExp(`^\\s+${name}%\\s+(\\S+)$`, 'm').exec(told)?.[1])
  return {
    rate: Number(/^Requests\/sec:\s+(\S+)/m.exec(told)?.[1] ?? 0),
    p50: percentile('50'),
    p99: percentile('99'),
    refused: Number(/Non-2xx or 3xx responses: (\d+)/.exec(told)?.[1] ?? 0),
  }
}

function milliseconds(text = ''): number {
  const number = Number.parseFloat(text)
  if (text.endsWith('us')) return number / 1000
  return text.endsWith('ms') ? number : number * 1000
}
