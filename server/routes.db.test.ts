import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { givenApp } from './given-app.ts'
import { GIVEN_ENTITIES, type GivenEntities, givenEntities, SECRET_NUMBERS, SHARED_ENTITIES } from './given-entities.ts'
import { givenOrganisation } from './people/given.ts'
import { PERMISSIONS, PERMISSIONS_OF_ROLE, type Permission, ROLES } from './people/permissions.ts'
import type { Endpoint } from './platform/endpoint.ts'
import { API } from './platform/http.ts'
import { allRoutes } from './wiring.ts'

const routes = allRoutes({} as Parameters<typeof allRoutes>[0]).map(route => route.endpoint)
const guarded = routes.filter(endpoint => endpoint.permission !== 'public' && endpoint.kind !== 'stream')

let app: FastifyInstance
let log: string[]
let own: GivenEntities
let sibling: GivenEntities
let foreign: GivenEntities

beforeAll(async () => {
  const home = await givenOrganisation()
  own = await givenEntities(home, home.northId)
  sibling = await givenEntities(home, home.southId)
  const elsewhere = await givenOrganisation()
  foreign = await givenEntities(elsewhere, elsewhere.rootId)
  const given = await givenApp()
  app = given.app
  log = given.log
  for (const role of ROLES) given.actors.set(role, await home.staff(role, home.northId))
})

/** The smallest value a contract accepts, so that a request reaches the action behind it. */
function sampleOf(schema: z.ZodType): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return sample(json, json.$defs ?? {})
}

interface JsonSchema {
  $ref?: string
  $defs?: Record<string, JsonSchema>
  type?: string
  format?: string
  const?: unknown
  enum?: unknown[]
  default?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minItems?: number
  minimum?: number
  minLength?: number
}

const TEXT_OF_FORMAT: Record<string, string> = {
  uuid: '01900000-0000-7000-8000-000000000000',
  'date-time': '2026-11-17T02:00:00Z',
  date: '2026-11-17',
  email: 'somebody@test.example',
}

function sample(schema: JsonSchema, named: Record<string, JsonSchema>): unknown {
  if (schema.$ref) return sample(named[schema.$ref.split('/').at(-1)!]!, named)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (choice) return sample(choice, named)
  if (schema.type === 'object') {
    return Object.fromEntries(
      (schema.required ?? []).map(name => [name, sample(schema.properties?.[name] ?? {}, named)]),
    )
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, named))
  if (schema.type === 'string')
    return TEXT_OF_FORMAT[schema.format ?? ''] ?? 'x'.repeat(Math.max(schema.minLength ?? 1, 1))
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return false
  return {}
}

/** The address of an endpoint for the entities of one branch. */
function addressOf(endpoint: Endpoint, entities: GivenEntities): string {
  const noun = endpoint.path.split('/')[1]!
  const path = endpoint.path.replace(':id', () => entities[noun as keyof GivenEntities])
  const query = sampleOf(endpoint.query) as Record<string, string>
  return `${API}${path}?${new URLSearchParams(query)}`
}

function call(endpoint: Endpoint, role: string, entities: GivenEntities) {
  const upload = endpoint.kind === 'upload'
  const hasBody = !['GET', 'DELETE'].includes(endpoint.method)
  return app.inject({
    method: endpoint.method,
    url: addressOf(endpoint, entities),
    headers: { 'x-actor': role, ...(upload ? { 'content-type': 'application/octet-stream' } : {}) },
    ...(hasBody ? { payload: upload ? 'x' : (sampleOf(endpoint.body) as object) } : {}),
  })
}

const nameOf = (endpoint: Endpoint) => `${endpoint.method} ${endpoint.path}`
const withId = guarded.filter(endpoint => endpoint.path.includes(':id'))

describe('every route', () => {
  test('names a permission of the vocabulary', () => {
    const known = [...PERMISSIONS, 'public', 'signed-in'] as string[]
    expect(routes.filter(endpoint => !known.includes(endpoint.permission)).map(nameOf)).toEqual([])
  })

  test('has an address of its own', () => {
    const addresses = routes.map(nameOf)
    expect(addresses).toEqual([...new Set(addresses)])
  })

  test('with an id has given entities to be tried on', () => {
    const nouns = new Set(withId.map(endpoint => endpoint.path.split('/')[1]!))
    expect([...nouns].filter(noun => !GIVEN_ENTITIES.includes(noun as never))).toEqual([])
  })

  test.each(guarded.map(endpoint => [nameOf(endpoint), endpoint] as const))(
    '%s asks for a login',
    async (_, endpoint) => {
      expect((await call(endpoint, 'nobody', own)).statusCode).toBe(401)
    },
  )

  describe.each(ROLES)('as %s', role => {
    const allowed = (endpoint: Endpoint) =>
      [endpoint.permission, endpoint.alsoNeeds ?? endpoint.permission].every(
        one => one === 'signed-in' || PERMISSIONS_OF_ROLE[role].includes(one as Permission),
      )

    test('is refused without the permission', async () => {
      for (const endpoint of guarded.filter(endpoint => !allowed(endpoint))) {
        const answer = await call(endpoint, role, own)
        expect([nameOf(endpoint), answer.statusCode]).toEqual([nameOf(endpoint), 403])
        expect(answer.json().reason).toBe('forbidden')
      }
    })

    test('is heard with the permission, and nothing breaks', async () => {
      for (const endpoint of guarded.filter(allowed)) {
        const { statusCode } = await call(endpoint, role, own)
        expect([nameOf(endpoint), statusCode === 401 || statusCode === 403 || statusCode >= 500]).toEqual([
          nameOf(endpoint),
          false,
        ])
      }
    })

    test.each(['another branch', 'another organisation'])('does not find what belongs to %s', async whose => {
      const shared = whose === 'another branch' ? SHARED_ENTITIES : []
      for (const endpoint of withId.filter(allowed).filter(({ path }) => !shared.includes(path.split('/')[1]!))) {
        const answer = await call(endpoint, role, whose === 'another branch' ? sibling : foreign)
        expect([nameOf(endpoint), answer.statusCode]).toEqual([nameOf(endpoint), 404])
      }
    })
  })

  test('no answer and no line of the log carries a full number', async () => {
    const answers: string[] = []
    for (const role of ROLES) {
      for (const endpoint of guarded.filter(endpoint => endpoint.method === 'GET')) {
        answers.push(nameOf(endpoint) + (await call(endpoint, role, own)).body)
      }
    }
    expect(answers.some(answer => answer.includes('4412'))).toBe(true)
    for (const number of SECRET_NUMBERS) {
      expect(answers.filter(answer => answer.replaceAll(/[\s()+-]/g, '').includes(number))).toEqual([])
      expect(log.filter(line => line.includes(number))).toEqual([])
    }
  })
})
