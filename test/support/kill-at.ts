import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

export interface Moment {
  /** The call of node:fs that ends the process. */
  readonly call: 'renameSync' | 'linkSync' | 'rmSync'
  /** What the path ends with, or looks like: the new name of a rename or of a link. */
  readonly path: string | RegExp
  /** `instead`: the disk refuses the call, and the program goes on as it can. */
  readonly when: 'before' | 'after' | 'instead'
}

/**
 * Runs the built program, which the system kills with -9 at a moment that no clock could hit: just before or just after
 * one call to the file system.
 */
export function annuaireKilledAt(dataDir: string, args: readonly string[], { call, path, when }: Moment) {
  const meant = typeof path === 'string' ? `path.endsWith(${JSON.stringify(path)})` : `${path}.test(path)`
  const hook = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    import { isMainThread } from 'node:worker_threads'
    const plain = fs.${call}
    fs.${call} = (...args) => {
      const path = String(args[${call === 'rmSync' ? 0 : 1}])
      const meant = isMainThread && ${meant}
      if (meant && ${when === 'before'}) process.kill(process.pid, 'SIGKILL')
      if (meant && ${when === 'instead'}) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
      const result = plain(...args)
      if (meant) process.kill(process.pid, 'SIGKILL')
      return result
    }
    syncBuiltinESMExports()`
  const preload = `data:text/javascript,${encodeURIComponent(hook)}`
  const result = spawnSync(process.execPath, ['--import', preload, join(projectRoot, 'dist/src/cli.js'), ...args], {
    env: { ...process.env, ANNUAIRE_DATA_DIR: dataDir },
    encoding: 'utf8',
  })
  return { signal: result.signal, code: result.status, stdout: result.stdout, stderr: result.stderr }
}
