import { endpoint } from './endpoint.ts'
import type { LiveChanges } from './live.ts'
import { platformReasons, Refusal } from './refusal.ts'
import { type Route, rawRoute } from './route.ts'

const KEEP_ALIVE_MS = 25_000
/** After an hour the browser connects again by itself, and whether its session still stands is asked anew. */
const LAST_AT_MOST_MS = 60 * 60_000
/** A reader that is this far behind is cut off; connected again, it asks for everything. */
const BEHIND_AT_MOST_BYTES = 64 * 1024
/** More open pages than anybody works with at once. */
const STREAMS_PER_PERSON = 30

export const liveChanges = endpoint({
  method: 'GET',
  path: '/live',
  summary: 'What changes in my organisation, as server-sent events that name a topic',
  tag: 'live',
  permission: 'signed-in',
  kind: 'stream',
})

/** Serves changes to browsers as server-sent events (WHATWG HTML, section 9.2). */
export function liveRoute(live: LiveChanges): Route {
  const open = new Map<string, number>()
  return rawRoute(liveChanges, async ({ reply }, actor) => {
    const person = `${actor.orgId}:${actor.staffId}`
    const streams = open.get(person) ?? 0
    if (streams >= STREAMS_PER_PERSON) throw new Refusal('too-many', platformReasons['too-many-requests'])
    reply.hijack()
    if (reply.raw.destroyed) return reply
    open.set(person, streams + 1)
    const tell = (text: string) => {
      if (reply.raw.writableLength > BEHIND_AT_MOST_BYTES) reply.raw.destroy()
      else reply.raw.write(text)
    }
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 1000\n: connected\n\n')
    const leave = live.subscribe(actor.orgId, topic => tell(`data: ${JSON.stringify({ topic })}\n\n`))
    const keepAlive = setInterval(() => tell(': still here\n\n'), KEEP_ALIVE_MS)
    const end = setTimeout(() => reply.raw.end(), LAST_AT_MOST_MS)
    reply.raw.on('close', () => {
      clearInterval(keepAlive)
      clearTimeout(end)
      leave()
      const left = (open.get(person) ?? 1) - 1
      if (left > 0) open.set(person, left)
      else open.delete(person)
    })
    return reply
  })
}
