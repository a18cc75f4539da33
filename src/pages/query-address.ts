/** The same page with other parameters; what is undefined is left out. */
export function queryAddress(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, String(value))
  return `?${query.toString()}`
}
