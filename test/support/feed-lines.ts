import { readFileSync } from 'node:fs'

/** A national file read the plainest way there is: nothing of the product's own reading. */
export function feedLines(path: string): ReadonlyMap<string, string>[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/)
  const names = header.split('|')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('|')
      return new Map(names.map((name, index) => [name, cells[index] ?? '']))
    })
}
