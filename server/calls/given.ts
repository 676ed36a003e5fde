import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CallRequest } from './telephone.ts'

export interface GivenTelephone {
  url: string
  /** What it was asked, oldest first. */
  requests: { body: CallRequest; headers: IncomingHttpHeaders }[]
  /** How it answers; by default 202. */
  answer: (response: ServerResponse, request: CallRequest) => void
  close(): Promise<void>
}

/** A telephone system on this machine that really listens. */
export async function givenTelephone(): Promise<GivenTelephone> {
  const server: Server = createServer(async (request, response) => {
    const text = (await request.toArray()).join('')
    const body = JSON.parse(text) as CallRequest
    telephone.requests.push({ body, headers: request.headers })
    telephone.answer(response, body)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const telephone: GivenTelephone = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/calls`,
    requests: [],
    answer: response => void response.writeHead(202).end(),
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
  return telephone
}
