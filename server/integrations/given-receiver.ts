import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Received {
  headers: IncomingHttpHeaders
  body: string
  event: string
  eventId: string
}

export interface Receiver {
  url: string
  heard: Received[]
  /** How the next requests are answered; a number is a status. */
  answer: (response: ServerResponse, received: Received) => void
  close(): Promise<void>
}

/** A real HTTP server on this machine that hears webhooks. It answers 200 until told otherwise. */
export async function openReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    heard: [],
    answer: response => response.writeHead(200).end('thanks'),
    async close() {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => '')
    const { headers } = request
    const received = {
      headers,
      body,
      event: String(headers['huifang-event']),
      eventId: String(headers['huifang-event-id']),
    }
    receiver.heard.push(received)
    receiver.answer(response, received)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`
  return receiver
}

export const answering =
  (status: number, body = '', headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body)
  }
