/** SQL of a text that may hold anything, without the marks that part what `readRows` reads. */
export function free(column: string): string {
  return `replace(replace(${column}, char(30), ' '), char(31), ' ')`
}
