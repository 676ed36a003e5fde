import { z } from 'zod'
import type { Endpoint } from '../../server/platform/endpoint.ts'
import { language } from './preferences.ts'

// The content security policy forbids building code from text; without this Zod tries once and the browser reports it.
z.config({ jitless: true })

type Empty = Record<never, never>

export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

type Part<Name extends string, T> = Empty extends T ? { [N in Name]?: T } : { [N in Name]: T }

/** What an endpoint must be given, as it crosses the wire: path parameters, query and body. */
export type GivenTo<E extends AnyEndpoint> = Part<'params', z.input<E['params']>> &
  Part<'query', z.input<E['query']>> &
  Part<'body', z.input<E['body']>>

/** What an endpoint answers, as it crosses the wire: instants are ISO 8601 text. */
export type AnswerOf<E extends AnyEndpoint> = z.input<E['response']>

/** The argument list of a call: nothing where the endpoint needs nothing. */
export type Given<E extends AnyEndpoint> = Empty extends GivenTo<E> ? [given?: GivenTo<E>] : [given: GivenTo<E>]

interface ProblemDetails {
  status: number
  reason: string
  detail: string
  facts: Record<string, unknown>
  requestId: string
}

/** A refusal of the server (RFC 9457), or of the network. `detail` is the sentence for the user, in his language. */
export class Problem extends Error {
  readonly status: number
  readonly reason: string
  readonly detail: string
  readonly facts: Record<string, unknown>
  readonly requestId: string

  constructor(details: ProblemDetails) {
    super(details.detail || details.reason)
    this.status = details.status
    this.reason = details.reason
    this.detail = details.detail
    this.facts = details.facts
    this.requestId = details.requestId
  }

  /** The fields the server found wrong, by name; empty when the refusal is about something else. */
  get fields(): string[] {
    const problems = this.facts.problems as { path: string }[] | undefined
    return (problems ?? []).map(problem => problem.path).filter(path => path !== '')
  }
}

/** The reason of a `Problem` that never reached the server; its sentence is `kit.offline`. */
export const OFFLINE = 'offline'

const signedOutListeners = new Set<() => void>()

/** Calls back when the server no longer knows the session; returns the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** The keys of writes whose answer got lost; the same write tried again carries the same key and so happens once. */
const unanswered = new Map<string, string>()

/** Calls an endpoint. Writes carry a fresh idempotency key; a refusal is thrown as a `Problem`. */
export async function call<E extends AnyEndpoint>(endpoint: E, ...[given]: Given<E>): Promise<AnswerOf<E>> {
  const { body } = (given ?? {}) as { body?: unknown }
  const address = addressOf(endpoint, given)
  const content = body === undefined ? undefined : JSON.stringify(body)
  const write = endpoint.method === 'GET' || endpoint.reads ? undefined : `${endpoint.method} ${address} ${content}`
  const key = write && (unanswered.get(write) ?? crypto.randomUUID())
  if (write && key) unanswered.set(write, key)
  const response = await fetched(address, {
    method: endpoint.method,
    headers: headersOf(content === undefined ? undefined : 'application/json', key),
    body: content,
  })
  if (write) unanswered.delete(write)
  if (!response.ok) throw problemFrom(response.status, await response.text())
  const text = await response.text()
  return (text === '' ? {} : JSON.parse(text)) as AnswerOf<E>
}

/** Sends a file to an endpoint of kind `upload`; `onProgress` is told bytes sent and bytes in all. */
export function upload<E extends AnyEndpoint>(
  endpoint: E,
  given: Omit<GivenTo<E>, 'body'>,
  file: Blob,
  onProgress: (sent: number, total: number) => void = () => {},
): Promise<AnswerOf<E>> {
  return new Promise((resolve, reject) => {
    // fetch cannot report how much of a request body has been sent.
    const request = new XMLHttpRequest()
    request.open(endpoint.method, addressOf(endpoint, given))
    for (const [name, value] of Object.entries(headersOf('application/octet-stream', crypto.randomUUID()))) {
      request.setRequestHeader(name, value)
    }
    request.upload.onprogress = event => onProgress(event.loaded, event.total)
    request.onerror = () => reject(offline())
    request.onload = () => {
      if (request.status < 400) resolve(JSON.parse(request.responseText || '{}'))
      else reject(problemFrom(request.status, request.responseText))
    }
    request.send(file)
  })
}

/** Saves what an endpoint of kind `download` answers as a file. */
export async function download<E extends AnyEndpoint>(endpoint: E, given: GivenTo<E>, fileName: string): Promise<void> {
  const response = await fetched(addressOf(endpoint, given), { headers: headersOf() })
  if (!response.ok) throw problemFrom(response.status, await response.text())
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}

/** The address of an endpoint with its parameters and query filled in; empty query values are left out. */
export function addressOf(endpoint: AnyEndpoint, given: unknown): string {
  const { params = {}, query = {} } = (given ?? {}) as { params?: Record<string, string>; query?: object }
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ).toString()
  return `/api/v1${path}${search && `?${search}`}`
}

function headersOf(contentType?: string, idempotencyKey?: string): Record<string, string> {
  return {
    'Accept-Language': language.get(),
    ...(contentType && { 'Content-Type': contentType }),
    ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
  }
}

function fetched(address: string, request: RequestInit): Promise<Response> {
  return fetch(address, request).catch(() => {
    throw offline()
  })
}

function offline(): Problem {
  return new Problem({ status: 0, reason: OFFLINE, detail: '', facts: {}, requestId: '' })
}

function problemFrom(status: number, text: string): Problem {
  const problem = new Problem(problemDetails(status, text))
  if (problem.reason === 'not-signed-in') for (const listener of signedOutListeners) listener()
  return problem
}

function problemDetails(status: number, text: string): ProblemDetails {
  const empty = { status, reason: `http-${status}`, detail: '', facts: {}, requestId: '' }
  try {
    return { ...empty, ...JSON.parse(text) }
  } catch {
    return empty
  }
}
