import { Readable } from 'node:stream'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { type ZodError, z } from 'zod'
import type { Actor } from './actor.ts'
import { noteWork } from './at-leisure.ts'
import { type Database, inScope, isBrokenReference, type Tx } from './database.ts'
import type { Endpoint } from './endpoint.ts'
import { onceOnly } from './idempotency.ts'
import { passOver } from './pass-over.ts'
import { bearPressure } from './pressure.ts'
import { type Language, languageOf } from './reason.ts'
import { platformReasons, Refusal, STATUS } from './refusal.ts'
import type { Input, Route } from './route.ts'
import { isRolledBackForOthers, runAgain } from './run-again.ts'
import { unstorableIn } from './storable.ts'

export const API = '/api/v1'

/** What fits into the first ten segments (RFC 6928) arrives at once; to compress it would only take time. */
const FIRST_WINDOW = 10 * 1460

export interface HttpOptions {
  db: Database
  /** For endpoints that are `steady`. */
  deskDb: Database
  logger: FastifyBaseLogger
  routes: readonly Route[]
  /** Finds out who asks, or `null`; called once per request. */
  authenticate: (request: FastifyRequest) => Promise<Actor | null>
  /** Whether an actor's roles include a permission. */
  may: (actor: Actor, permission: string) => boolean
  /** Allowed of each session; of each address where there is none. */
  requestsPerMinute: number
  /** The session of a request by its signed cookie, without a look at the database; `null` without one. */
  sessionOf: (request: FastifyRequest) => string | null
  /** Seals what is remembered of requests, which may hold numbers and passwords. */
  requestSecret: string
}

/** Builds the HTTP server of the API: security headers, rate limit, errors as RFC 9457 problem details, routes. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
    bodyLimit: 2 * 1024 * 1024,
    forceCloseConnections: true,
    // A proxy for TLS runs beside us; without this all its users would share one address, and one limit.
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        scriptSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
  await app.register(compress, { global: true, encodings: ['br', 'gzip'], threshold: FIRST_WINDOW })
  await app.register(cookie)
  await bearPressure(app)
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: '1 minute',
    // An office stands behind one address; whoever is signed in is counted by himself.
    keyGenerator: request => options.sessionOf(request) ?? request.ip,
    // By the route that was found: an address written with percent signs leads to the same one.
    allowList: request => !request.routeOptions.url?.startsWith(API),
    errorResponseBuilder: () => new Refusal('too-many', platformReasons['too-many-requests']),
  })
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  app.addHook('onRequest', refuseForeignOrigin)
  app.addHook('onResponse', logAnswer)
  // A mail program that stops a list (RFC 8058) sends a form, of which nothing needs to be read.
  app.addContentTypeParser(/^(application\/x-www-form-urlencoded|multipart\/form-data)/, (_request, payload, done) =>
    passOver(payload, done),
  )
  app.setErrorHandler(answerProblem)
  for (const route of options.routes) addRoute(app, route, options)
  return app
}

/**
 * CSRF: a browser names the page's origin on every write; only our own may write. No foreign page can make a browser send
 * an API key, and a request with one is never taken for a session.
 */
async function refuseForeignOrigin(request: FastifyRequest): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD' || request.headers.authorization) return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && URL.parse(origin)?.host !== request.headers.host)
  if (foreign) throw new Refusal('forbidden', platformReasons['foreign-origin'])
}

async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    },
    'answered',
  )
}

function addRoute(app: FastifyInstance, route: Route, options: HttpOptions): void {
  const { endpoint } = route
  const db = endpoint.steady ? options.deskDb : options.db
  app.route({
    method: endpoint.method,
    url: API + endpoint.path,
    bodyLimit: endpoint.kind === 'upload' ? 4 * 1024 ** 3 : undefined,
    config: endpoint.perMinute ? { rateLimit: ownLimit(endpoint, endpoint.perMinute) } : {},
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const actor = endpoint.permission === 'public' ? null : await actorFor(request, endpoint, options)
      const input = parse(endpoint, request)
      if (route.kind === 'raw') {
        const answer = await route.handle({ db, request, reply }, actor, input)
        // A handler that answered by itself returns the reply, and waiting for that comes to nothing.
        return answer === undefined ? reply : send(reply, endpoint, answer)
      }
      if (!actor) throw new Refusal('not-signed-in', platformReasons['not-signed-in'])
      const work = (tx: Tx) =>
        onceOnly(tx, actor, request, endpoint, options.requestSecret, () => route.handle(tx, actor, input))
      const { status, body } = await runAgain(
        () => inScope(db, actor, work, endpoint.steady),
        error => request.log.warn({ err: error }, 'run again'),
      )
      return reply.status(status).send(body)
    },
  })
}

/** What anybody may ask without a session is counted by address, for there guessing is slowed down; else each by himself. */
function ownLimit({ permission }: Endpoint, max: number) {
  const byAddress = { keyGenerator: (request: FastifyRequest) => request.ip }
  return { max, timeWindow: '1 minute', ...(permission === 'public' && byAddress) }
}

async function actorFor(request: FastifyRequest, endpoint: Endpoint, options: HttpOptions): Promise<Actor> {
  const actor = await options.authenticate(request)
  if (!actor) throw new Refusal('not-signed-in', platformReasons['not-signed-in'])
  if (!actor.key) noteWork(options.db)
  const { permission } = endpoint
  if (actor.key && permission === 'signed-in' && !endpoint.forKeys) {
    throw new Refusal('forbidden', platformReasons['not-for-keys'])
  }
  for (const needed of [permission, endpoint.alsoNeeds ?? permission]) {
    if (needed !== 'signed-in' && !options.may(actor, needed)) {
      throw new Refusal('forbidden', platformReasons.forbidden, { permission: needed })
    }
  }
  return actor
}

const WORDS_OF_ZOD = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError }

const TOO_DEEP = { zh: '嵌套过深', en: 'is nested too deeply' }

const UNSTORABLE = { zh: '含有无法保存的字符', en: 'holds a character that cannot be stored' }

function parse(endpoint: Endpoint, request: FastifyRequest): Input<unknown, unknown, unknown> {
  const language = languageOf(request.headers['accept-language'])
  const isUpload = endpoint.kind === 'upload'
  const { params, query } = request
  const body = request.body ?? {}
  if (isUpload !== body instanceof Readable) {
    throw invalid('', isUpload ? 'application/octet-stream' : 'application/json')
  }
  for (const part of isUpload ? [params, query] : [params, query, body]) {
    const path = unstorableIn(part)
    if (path !== null) throw invalid(path, UNSTORABLE[language])
  }
  const take = (schema: z.ZodType, given: unknown): unknown => {
    const read = readBy(schema, given, language)
    if (!read.success) throw invalidBy(read.error)
    return read.data
  }
  return {
    params: take(endpoint.params, params),
    query: take(endpoint.query, query),
    body: isUpload ? body : take(endpoint.body, body),
    language,
  }
}

/** Groups may stand in groups; how deep is the sender's choice until the stack ends. */
function readBy(schema: z.ZodType, given: unknown, language: Language) {
  try {
    return schema.safeParse(given, { error: WORDS_OF_ZOD[language] })
  } catch (error) {
    throw error instanceof RangeError ? invalid('', TOO_DEEP[language]) : error
  }
}

function invalid(path: string, message: string): Refusal {
  return new Refusal('invalid', platformReasons['invalid-input'], { problems: [{ path, message }] })
}

function invalidBy({ issues }: ZodError): Refusal {
  const problems = issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
  return new Refusal('invalid', platformReasons['invalid-input'], { problems })
}

function send(reply: FastifyReply, endpoint: Endpoint, answer: unknown): FastifyReply {
  return reply.status(endpoint.status).send(z.encode(endpoint.response, answer as never))
}

/** Answers an error as RFC 9457 problem details, in the user's language; a bug answers 500 and is logged with its id. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error)
  const status = refusal ? STATUS[refusal.kind] : 500
  if (!refusal) request.log.error({ err: error }, 'bug')
  // Somebody else was faster; should it come again and again, it is not a race but a bug, and this finds its place.
  else if (isBrokenReference(error)) request.log.warn({ err: error }, 'broken reference')
  const reason = refusal?.reason ?? platformReasons.bug
  const facts = refusal?.facts ?? { requestId: request.id }
  const language = languageOf(request.headers['accept-language'])
  // What is still being sent of it is not waited for.
  if (status === 413) reply.header('connection', 'close')
  return reply
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `about:blank#${reason.code}`,
        title: reason.code,
        status,
        detail: reason[language](facts as never),
        reason: reason.code,
        facts,
        requestId: request.id,
      }),
    )
}

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (isBrokenReference(error)) return new Refusal('conflict', platformReasons['removed-meanwhile'])
  if (isRolledBackForOthers(error)) return new Refusal('unavailable', platformReasons.busy)
  const status = (error as { statusCode?: number }).statusCode
  if (status === 413) return new Refusal('too-large', platformReasons['too-large'])
  if (status === 503) return new Refusal('unavailable', platformReasons.busy)
  if (status !== undefined && status >= 400 && status < 500) return invalid('', (error as Error).message)
  return undefined
}
