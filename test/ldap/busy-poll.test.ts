import { createHook } from 'node:async_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { BusyPoll } from '../../src/ldap/server/busy-poll.js'

/** How often the event loop was kept from sleeping while `act` ran and a moment after. */
async function turns(act: () => void): Promise<number> {
  let count = 0
  const hook = createHook({
    init(_id, type) {
      if (type === 'Immediate') count += 1
    },
  })
  hook.enable()
  act()
  for (let before = -1; before !== count; ) {
    before = count
    await delay(5)
  }
  hook.disable()
  return count
}

describe('BusyPoll', () => {
  it('keeps the loop awake after an answer, and not on a machine of one core', async () => {
    const busyPoll = new BusyPoll(2)
    expect(await turns(() => busyPoll.answered())).toBeGreaterThan(0)
    const alone = new BusyPoll(1)
    expect(await turns(() => alone.answered())).toBe(0)
  })

  it('gives up when no request ever comes meanwhile, and takes heart when one does', async () => {
    const busyPoll = new BusyPoll(2)
    for (let answer = 0; answer < 16; answer++) expect(await turns(() => busyPoll.answered())).toBeGreaterThan(0)
    let awake = 0
    for (let answer = 0; answer < 15; answer++) if ((await turns(() => busyPoll.answered())) > 0) awake += 1
    expect(awake).toBe(0)
    // It still tries now and then: a request that comes while it watches brings it back.
    await turns(() => {
      busyPoll.answered()
      busyPoll.request()
    })
    for (let answer = 0; answer < 15; answer++) expect(await turns(() => busyPoll.answered())).toBeGreaterThan(0)
  })
})
