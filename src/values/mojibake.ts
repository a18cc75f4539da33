/** What Windows-1252 shows for the bytes 0x80 to 0x9F; those that it lacks are the control characters themselves. */
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const BYTES: ReadonlyMap<number, number> = new Map([...SIGNS].map((sign, at) => [sign.charCodeAt(0), 0x80 + at]))
/** First bytes of two to four byte characters, as Windows-1252 shows them: none is followed by another sign in French. */
const LEAD = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/
const ENCODABLE = /[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+/g
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** Times that a text may have been encoded over again. */
const MOST = 3

/**
 * A text that was UTF-8, read as Windows-1252 and encoded once more (« LEFÃˆVRE »), as it was. A text of which one part
 * would not be UTF-8 is given back as it is.
 */
export function unmangled(text: string): string {
  let read = text
  for (let time = 0; time < MOST && LEAD.test(read); time++) {
    const before = decodedOnce(read)
    if (before === null) break
    read = before
  }
  return read
}

/** Characters that Windows-1252 lacks stay, and part the runs that are looked at. */
function decodedOnce(text: string): string | null {
  let whole = true
  const read = text.replace(ENCODABLE, (run) => {
    try {
      return UTF8.decode(Uint8Array.from(run, (sign) => BYTES.get(sign.charCodeAt(0)) ?? sign.charCodeAt(0)))
    } catch {
      whole = false
      return run
    }
  })
  return whole ? read : null
}
