import { ldapTool } from './tools.js'

export interface Found {
  /** Exit code of ldapsearch, which is the result code of the search. */
  readonly code: number
  /** Attributes of each entry as ldapsearch prints them, base64 undone; `dn` among them. */
  readonly entries: readonly Readonly<Record<string, readonly string[]>>[]
  readonly output: string
}

/** Runs ldapsearch (tools.ts). */
export async function ldapsearch(port: number, ...args: readonly string[]): Promise<Found> {
  const all = ['-o', 'ldif-wrap=no', '-H', `ldap://127.0.0.1:${port}`, ...args]
  const { code, stdout, stderr } = await ldapTool('ldapsearch', all)
  return { code, entries: entriesIn(stdout), output: stdout + stderr }
}

/** First parts of the names found, such as `mail=a@b.fr`, in their order. */
export function names(found: Found): string[] {
  return found.entries.map((entry) => entry['dn']![0]!.split(',')[0]!)
}

function entriesIn(text: string): Record<string, string[]>[] {
  return text
    .split('\n\n')
    .map((block) => block.split('\n').filter((line) => /^[A-Za-z][\w;.-]*::? ?/.test(line)))
    .filter((lines) => lines.some((line) => line.startsWith('dn:')))
    .map((lines) => {
      const entry: Record<string, string[]> = {}
      for (const line of lines) {
        const [, name, colons, value] = /^([^:]+)(::?) ?(.*)$/.exec(line)!
        const list = entry[name!] ?? []
        entry[name!] = list
        list.push(colons === '::' ? Buffer.from(value!, 'base64').toString() : value!)
      }
      return entry
    })
}
