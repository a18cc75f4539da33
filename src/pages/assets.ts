import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root.js'

/** A file that pages name. Its address changes with the content of all, so that browsers keep it for good. */
export interface Asset {
  readonly address: string
  readonly type: string
  readonly content: Buffer
}

interface File {
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

const PAGES = join(projectRoot, 'src', 'pages')
/** The browser's programs (src/client), as the build leaves them. */
const SCRIPTS = join(projectRoot, 'dist', 'client')

const files: readonly File[] = [
  { name: 'icon.svg', type: 'image/svg+xml', content: readFileSync(join(PAGES, 'icon.svg')) },
  {
    name: 'style.css',
    type: 'text/css; charset=utf-8',
    content: readFileSync(join(PAGES, 'style.css')),
  },
  ...readdirSync(SCRIPTS)
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => ({ name, type: 'text/javascript; charset=utf-8', content: readFileSync(join(SCRIPTS, name)) })),
]
const digest = createHash('sha256')
for (const { content } of files) digest.update(content)
const folder = `/statique/${digest.digest('hex').slice(0, 12)}`

export const ASSETS: readonly Asset[] = files.map(({ name, ...file }) => ({ ...file, address: `${folder}/${name}` }))
export const STYLE_ADDRESS = `${folder}/style.css`
export const SCRIPT_ADDRESS = `${folder}/pages.js`
export const ICON_ADDRESS = `${folder}/icon.svg`
