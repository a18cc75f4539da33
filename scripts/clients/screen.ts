import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'

const READY_MS = 10_000
const MANAGER_MS = 1500

/** A screen in memory (Xvfb), on which real programs are used by keyboard. */
export class Screen {
  readonly #display: string
  readonly #processes: ChildProcess[] = []

  private constructor(display: string) {
    this.#display = display
  }

  /** @param size pixels, such as `1280x900` */
  static async open(size: string): Promise<Screen> {
    const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
    })
    const [number] = (await once(xvfb.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer]
    const screen = new Screen(`:${number.toString().trim()}`)
    screen.#processes.push(xvfb)
    // Without a window manager no window has the keyboard.
    screen.start('openbox', [])
    // A window that opens while it starts may never be shown.
    await pause(MANAGER_MS)
    return screen
  }

  /** Starts a program on the screen, as the leader of a group: it ends with it, and what it started too. */
  start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const all = { ...process.env, ...env, DISPLAY: this.#display }
    const child = spawn(command, args, { stdio: 'ignore', env: all, detached: true })
    this.#processes.push(child)
    return child
  }

  /** @returns the window whose title contains a text, once there is one */
  async window(title: string, patience = 60_000): Promise<string> {
    const end = performance.now() + patience
    while (performance.now() < end) {
      const [found] = this.#xdotool(['search', '--onlyvisible', '--name', title]).split('\n')
      if (found !== undefined && found !== '') return found
      await pause(500)
    }
    throw new Error(`no window « ${title} » within ${patience} ms`)
  }

  focus(window: string): void {
    this.#xdotool(['windowactivate', '--sync', window])
  }

  type(text: string): void {
    this.#xdotool(['type', '--delay', '120', '--', text])
  }

  key(...names: readonly string[]): void {
    this.#xdotool(['key', '--delay', '40', ...names])
  }

  /** Keeps a picture of the whole screen. */
  picture(path: string): void {
    execFileSync('import', ['-window', 'root', path], { env: { ...process.env, DISPLAY: this.#display } })
  }

  async close(): Promise<void> {
    for (const child of this.#processes.reverse()) await this.end(child)
  }

  /** Ends a program before the others. */
  async end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    process.kill(-child.pid!, 'SIGTERM')
    await Promise.race([once(child, 'exit'), pause(READY_MS)])
  }

  #xdotool(args: readonly string[]): string {
    try {
      return execFileSync('xdotool', args, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, DISPLAY: this.#display },
      })
    } catch {
      // xdotool ends with 1 when it finds no window.
      return ''
    }
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
