import dns from 'node:dns'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openReceiver } from './given-receiver.ts'
import { allowHosts, send } from './outgoing.ts'

const to = (url: string) => send({ method: 'POST', url, headers: {}, body: '{}', withinMs: 5000, readBytes: 100 })

afterEach(() => vi.restoreAllMocks())

describe('a request to an address somebody typed in', () => {
  test('does not go where a name leads to this machine, whatever the name says of itself', async () => {
    allowHosts([])
    // The resolver of the machine stands in for a name server of an attacker, who answers differently each time.
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '::1', family: 6 }]]
    vi.spyOn(dns, 'lookup').mockImplementation(((_name: string, _options: object, done: (...all: unknown[]) => void) =>
      done(null, answers.shift() ?? [])) as never)
    expect(await to('https://rebound.example/')).toMatchObject({ failure: 'address-not-allowed' })
    expect(await to('https://rebound.example/')).toMatchObject({ failure: 'address-not-allowed' })
  })

  test('does not go where one of several addresses is private', async () => {
    allowHosts([])
    vi.spyOn(dns, 'lookup').mockImplementation(((_name: string, _options: object, done: (...all: unknown[]) => void) =>
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ])) as never)
    expect(await to('https://half.example/')).toMatchObject({ failure: 'address-not-allowed' })
  })

  test('goes to an allowed host, and says what it heard', async () => {
    const receiver = await openReceiver()
    allowHosts(['127.0.0.1'])
    expect(await to(receiver.url)).toEqual({ status: 200, body: 'thanks', failure: null })
    await receiver.close()
    expect(await to(receiver.url)).toMatchObject({ failure: 'unreachable' })
  })
})
