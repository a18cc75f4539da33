import { describe, expect, it } from 'vitest'
import { dueSources, nextRun } from '../../src/deposit/schedule.js'

/** As the clocks of Paris show it. */
function shown(instant: Date): string {
  return instant.toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 16)
}

function days(hour: string, from: string, count: number): string[] {
  const found: string[] = []
  for (let at = new Date(from); found.length < count; found.push(`${shown(at)} ${at.toISOString().slice(11, 16)}Z`)) {
    at = nextRun(hour, at)
  }
  return found
}

describe('the hour of a source', () => {
  it('is that of the clocks of Paris, in summer and in winter', () => {
    // Clocks go forward on 29 March 2026 and back on 25 October, at 1:00 UTC.
    expect(days('18:00', '2026-03-28T12:00:00Z', 3)).toEqual([
      '2026-03-28 18:00 17:00Z',
      '2026-03-29 18:00 16:00Z',
      '2026-03-30 18:00 16:00Z',
    ])
    expect(days('18:00', '2026-10-24T12:00:00Z', 3)).toEqual([
      '2026-10-24 18:00 16:00Z',
      '2026-10-25 18:00 17:00Z',
      '2026-10-26 18:00 17:00Z',
    ])
  })

  it('comes once on the day on which clocks jump over it', () => {
    expect(days('02:30', '2026-03-27T12:00:00Z', 3)).toEqual([
      '2026-03-28 02:30 01:30Z',
      '2026-03-29 03:00 01:00Z',
      '2026-03-30 02:30 00:30Z',
    ])
  })

  it('comes once on the day on which clocks show it twice', () => {
    expect(days('02:30', '2026-10-24T12:00:00Z', 2)).toEqual(['2026-10-25 02:30 00:30Z', '2026-10-26 02:30 01:30Z'])
    // Between the first half past two and the second, and after both.
    for (const from of ['2026-10-25T00:45:00Z', '2026-10-25T01:15:00Z', '2026-10-25T01:45:00Z']) {
      expect(shown(nextRun('02:30', new Date(from))), from).toBe('2026-10-26 02:30')
    }
  })

  it('comes once a day, whatever the hour, all through both changes', () => {
    for (const start of ['2026-03-26T22:59:59Z', '2026-10-22T22:59:59Z']) {
      for (let minute = 0; minute < 1440; minute += 15) {
        const hour = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const found = days(hour, start, 5).map((text) => text.slice(0, 10))
        expect(new Set(found).size, `${hour} from ${start}: ${found}`).toBe(5)
      }
    }
  })
})

describe('sources that are due', () => {
  const hours = new Map([
    ['paca', '18:00'],
    ['corse', '06:30'],
  ])
  const at = (text: string): number => Date.parse(text)

  it('are those whose hour has come since they were last collected', () => {
    const last = new Map([
      ['paca', at('2026-11-20T17:00:01Z')],
      ['corse', at('2026-11-20T17:00:01Z')],
    ])
    const due = (now: string) => dueSources(hours, last, new Date(now))
    expect(due('2026-11-20T17:00:02Z')).toEqual([])
    expect(due('2026-11-21T05:29:59Z')).toEqual([])
    expect(due('2026-11-21T05:30:00Z')).toEqual(['corse'])
    expect(due('2026-11-21T17:00:00Z')).toEqual(['paca', 'corse'])
    // Down for a week: once.
    expect(due('2026-11-28T12:00:00Z')).toEqual(['paca', 'corse'])
  })

  it('are none before anybody ever collected them, nor when the clock has been put back', () => {
    expect(dueSources(hours, new Map(), new Date('2026-11-21T17:00:00Z'))).toEqual([])
    const ahead = new Map([['paca', at('2027-01-01T00:00:00Z')]])
    expect(dueSources(hours, ahead, new Date('2026-11-21T17:00:00Z'))).toEqual([])
  })
})
