import { isIPv6 } from 'node:net'

/**
 * The address that failures are counted for. An IPv6 client chooses the last 64 bits of its address as it likes, hence
 * only its network counts.
 */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return 'inconnue'
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return isIPv6(plain) && plain !== '::1' ? `${firstGroups(plain).join(':')}::/64` : plain
}

/** A proxy or a program of the machine itself speaks for many clients. */
export function isOwnMachine(key: string): boolean {
  return key === '::1' || key.startsWith('127.')
}

/** The first four of the eight groups. */
function firstGroups(address: string): string[] {
  const [head = '', tail = ''] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === '' ? [] : tail.split(':')
  const missing = address.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : []
  return [...left, ...missing, ...right].slice(0, 4)
}
