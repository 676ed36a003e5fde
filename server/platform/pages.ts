import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { notFound } from './refusal.ts'

const WEB = fileURLToPath(new URL('../../dist/web/', import.meta.url))

/** Serves the built web app; every address that is neither a file nor the API shows the app itself. */
export async function addPages(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: WEB,
    preCompressed: true,
    setHeaders(reply, path) {
      const forever = path.includes('/assets/')
      reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/')) throw notFound()
    return reply.sendFile('index.html')
  })
}

// Without `upgrade-insecure-requests`, which would break the page where the server is reached by plain HTTP.
const DOCS_POLICY =
  "default-src 'self'; base-uri 'self'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'; style-src 'self' 'unsafe-inline'"

/** Serves the OpenAPI document as JSON and as a readable page at `/api/docs`. */
export async function addDocs(app: FastifyInstance, document: Record<string, unknown>): Promise<void> {
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: DOCS_POLICY, uiConfig: { validatorUrl: null } })
  app.get('/api/openapi.json', async () => document)
}
