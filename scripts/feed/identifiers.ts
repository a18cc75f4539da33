/** Adds Luhn's key to digits. */
function withKey(digits: string): string {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    const doubled = index % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return digits + String((10 - (sum % 10)) % 10)
}

// The largest prime below 10^8: multiplying by anything permutes the numbers below it, so no RPPS comes twice.
const RPPS_NUMBERS = 99_999_989

/** Valid RPPS of a person: 11 digits from 10000000000. */
export function rppsOf(person: number, seed: number): string {
  const body = 1_000_000_000 + ((person * 48_271 + seed * 7_919 + 4_321_987) % RPPS_NUMBERS)
  return withKey(String(body))
}

/** A valid RPPS that no person of the feed has. */
export function unknownRpps(number: number): string {
  return withKey(String(1_500_000_000 + number))
}

/** The same RPPS with a wrong key. */
export function withWrongKey(rpps: string): string {
  return rpps.slice(0, 10) + String((Number(rpps[10]) + 1 + (Number(rpps[9]) % 8)) % 10)
}

/** One person in fifty still has an ADELI number. */
export function hasAdeli(person: number): boolean {
  return person % 50 === 17
}

/** ADELI of a person: département, profession, rank. Ranks from 90000 are left to unknown people. */
export function adeliOf(person: number, departement: string, profession: string): string {
  return adeliPrefix(departement, profession) + String(Math.floor(person / 50) % 90_000).padStart(5, '0')
}

/** An ADELI number that no person of the feed has. */
export function unknownAdeli(number: number, departement: string, profession: string): string {
  return adeliPrefix(departement, profession) + String(90_000 + (number % 10_000))
}

/** ADELI numbers that a person had before the RPPS, which nobody else has or had: one in three had one, a few had two. */
export function formerAdelisOf(person: number, departement: string): string[] {
  if (person % 3 !== 0) return []
  const rank = String(person % 100_000).padStart(5, '0')
  const numbers = [10, 50].map((from) => departement.slice(0, 2) + (from + Math.floor(person / 100_000)) + rank)
  return person % 30 === 0 ? numbers : numbers.slice(0, 1)
}

function adeliPrefix(departement: string, profession: string): string {
  return departement.slice(0, 2) + (profession === '93' ? '93' : '00')
}

/** FINESS of a site: départements of Corsica write 20, so that the key can be checked. */
export function finessOf(site: number, departement: string): string {
  return withKey(finessPlace(departement) + String(site).padStart(6, '0'))
}

/** FINESS of the legal entity that runs four neighbouring sites. */
export function legalFinessOf(site: number, departement: string): string {
  return withKey(finessPlace(departement) + String(500_000 + (site >> 2)).padStart(6, '0'))
}

function finessPlace(departement: string): string {
  return departement === '2A' || departement === '2B' ? '20' : departement.slice(0, 2)
}

export function sirenOf(body: number): string {
  return withKey(String(body))
}

export function siretOf(siren: string): string {
  return withKey(`${siren}0001`)
}
