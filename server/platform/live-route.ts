import { endpoint } from './endpoint.ts'
import type { LiveChanges } from './live.ts'
import { type Route, rawRoute } from './route.ts'

const KEEP_ALIVE_MS = 25_000

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
  return rawRoute(liveChanges, async ({ request, reply }, actor) => {
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write(': connected\n\n')
    const leave = live.subscribe(actor.orgId, topic => reply.raw.write(`data: ${JSON.stringify({ topic })}\n\n`))
    const keepAlive = setInterval(() => reply.raw.write(': still here\n\n'), KEEP_ALIVE_MS)
    request.raw.on('close', () => {
      clearInterval(keepAlive)
      leave()
    })
    return reply
  })
}
