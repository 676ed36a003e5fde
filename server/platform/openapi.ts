import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { API } from './http.ts'

type Json = Record<string, unknown>

const PROBLEM = {
  type: 'object',
  description: 'Problem details (RFC 9457); `reason` is the code to program against, `detail` the sentence for people.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    reason: { type: 'string' },
    facts: { type: 'object' },
    requestId: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'detail', 'reason', 'facts', 'requestId'],
}

/** The OpenAPI 3.1 document of the given endpoints. */
export function openApi(endpoints: readonly Endpoint[], version: string): Json {
  const schemas: Record<string, unknown> = { Problem: PROBLEM }
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = API + endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Huifang (回访) API',
      version,
      description: 'The API the product’s own web uses. Lists are paged by cursor; writes accept an `Idempotency-Key`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(endpoint => endpoint.tag))].map(name => ({ name })),
    security: [{ session: [] }, { key: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'huifang.session_token' },
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key; it may do what `x-permission` of its list says.',
        },
      },
    },
  }
}

function operation(endpoint: Endpoint, schemas: Json): Json {
  const { method, path, summary, tag, permission, status } = endpoint
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+(\w?)/g, (_, c: string) => c.toUpperCase())}`,
    summary,
    tags: [tag],
    'x-permission': permission,
    ...(permission === 'public' ? { security: [] } : {}),
    ...(permission === 'signed-in' && !endpoint.forKeys ? { security: [{ session: [] }] } : {}),
    parameters: [
      ...parameters('path', endpoint.params, schemas),
      ...parameters('query', endpoint.query, schemas),
      ...(method === 'GET' ? [] : [idempotencyKey()]),
    ],
    ...requestBody(endpoint, schemas),
    responses: {
      [status]: { description: 'Done', ...content(endpoint, schemas) },
      '4XX': {
        description: 'Refused; nothing was changed',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function idempotencyKey(): Json {
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same key with the same request changes nothing a second time and gets the first answer.',
    schema: { type: 'string', maxLength: 200 },
  }
}

function parameters(place: 'path' | 'query', schema: z.ZodType, schemas: Json): Json[] {
  const object = jsonSchema(schema, schemas) as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (object.required?.includes(name) ?? false),
    schema: property,
  }))
}

function requestBody(endpoint: Endpoint, schemas: Json): Json {
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') return {}
  if (endpoint.kind === 'upload') {
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }
  }
  const schema = jsonSchema(endpoint.body, schemas)
  if (Object.keys((schema.properties as Json | undefined) ?? {}).length === 0 && schema.type === 'object') return {}
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function content(endpoint: Endpoint, schemas: Json): Json {
  if (endpoint.kind === 'download') return { content: { 'text/csv': { schema: { type: 'string' } } } }
  if (endpoint.kind === 'stream') return { content: { 'text/event-stream': { schema: { type: 'string' } } } }
  return { content: { 'application/json': { schema: jsonSchema(endpoint.response, schemas) } } }
}

/** The wire form of a Zod schema; named parts move to the document's components. */
function jsonSchema(schema: z.ZodType, schemas: Json): Json {
  const { $schema: _, $defs, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
  const text = JSON.stringify(own).replaceAll('#/$defs/', '#/components/schemas/')
  for (const [name, definition] of Object.entries(($defs ?? {}) as Json)) {
    schemas[name] ??= JSON.parse(JSON.stringify(definition).replaceAll('#/$defs/', '#/components/schemas/'))
  }
  return JSON.parse(text)
}
