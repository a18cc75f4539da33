import { getDefaultHighWaterMark, setDefaultHighWaterMark } from 'node:stream'
import { expect, it } from 'vitest'
import { equality, message, search } from './ber.js'
import { importFeed } from './feed.js'
import { RawClient } from './raw-client.js'
import { serve } from './server.js'

/** Where a socket says that it is full: in Node 20, and from 22 on. */
const MARKS = [16 * 1024, 64 * 1024]

it.each(MARKS)(
  'answers of 20 KB to who reads late all arrive, sockets being full at %d bytes',
  async (mark) => {
    const before = getDefaultHighWaterMark(false)
    setDefaultHighWaterMark(false, mark)
    const server = await serve(await importFeed())
    const client = await RawClient.open(server.port)
    client.pause()
    const thirty = search({ base: 'dc=mssante,dc=fr', scope: 2, sizeLimit: 30, filter: equality('sn', 'foule') })
    // Ten megabytes: more than the system takes for a socket.
    client.send(...Array.from({ length: 500 }, (_, index) => message(index + 1, thirty)))
    await new Promise((resolve) => setTimeout(resolve, 1500))
    client.resume()
    await client.until(() => client.received.filter(({ code }) => code === 4).length === 500, 40_000)
    expect(client.received.length).toBe(500 * 31)
    client.close()
    await server.close()
    setDefaultHighWaterMark(false, before)
  },
  60_000,
)
