import { describe, expect, it } from 'vitest'
import { isTokenOf, Sessions } from '../../src/accounts/sessions.js'

const HOUR = 3_600_000
const KNOWN = { sources: ['paca'], role: 'administrateur' } as const

/** Sessions of accounts whose state a test changes, on a clock of its own. */
function opened() {
  const state = { stamp: 'un' as string | null, now: 0 }
  return { state, sessions: new Sessions({ stamp: () => state.stamp }, () => state.now) }
}

describe('a session', () => {
  it('is found by what its browser shows, and by nothing else', () => {
    const { sessions } = opened()
    const shown = sessions.begin('admin', KNOWN)!
    expect(shown).toMatch(/^[\w-]{43}$/)
    expect(sessions.find(shown)).toMatchObject({ account: 'admin', known: KNOWN })
    expect(sessions.find(`${shown.slice(0, -1)}_`)).toBeNull()
    expect(sessions.find('')).toBeNull()
  })

  it('has a token of its own, which no other session has', () => {
    const { sessions } = opened()
    const [one, other] = [sessions.begin('admin', KNOWN)!, sessions.begin('admin', KNOWN)!].map(
      (s) => sessions.find(s)!,
    )
    expect(isTokenOf(one!, one!.token)).toBe(true)
    expect(isTokenOf(one!, other!.token)).toBe(false)
    expect(isTokenOf(one!, '')).toBe(false)
  })

  it('ends with its sign-out, after an hour unused, and after twelve in any case', () => {
    const { state, sessions } = opened()
    const out = sessions.begin('admin', KNOWN)!
    sessions.end(out)
    expect(sessions.find(out)).toBeNull()
    const idle = sessions.begin('admin', KNOWN)!
    state.now += HOUR
    expect(sessions.find(idle)).not.toBeNull()
    state.now += HOUR + 1
    expect(sessions.find(idle)).toBeNull()
    const long = sessions.begin('admin', KNOWN)!
    for (let hours = 0; hours < 12; hours++) {
      state.now += HOUR
      expect(sessions.find(long)).not.toBeNull()
    }
    state.now += 1
    expect(sessions.find(long)).toBeNull()
  })

  it('ends as soon as its account changes, or is gone', () => {
    const { state, sessions } = opened()
    const changed = sessions.begin('admin', KNOWN)!
    state.stamp = 'deux'
    expect(sessions.find(changed)).toBeNull()
    const gone = sessions.begin('admin', KNOWN)!
    state.stamp = null
    expect(sessions.find(gone)).toBeNull()
    expect(sessions.begin('admin', KNOWN)).toBeNull()
  })

  it('makes room for another when there are ten thousand', () => {
    const { sessions } = opened()
    const first = sessions.begin('admin', KNOWN)!
    const second = sessions.begin('admin', KNOWN)!
    sessions.find(first)
    for (let made = 2; made < 10_001; made++) sessions.begin('admin', KNOWN)
    expect(sessions.find(second)).toBeNull()
    expect(sessions.find(first)).not.toBeNull()
  })
})
