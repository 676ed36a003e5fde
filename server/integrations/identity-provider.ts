import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '../platform/refusal.ts'
import { type Expected, type Jwk, readIdToken } from './id-token.ts'
import { type Outgoing, send } from './outgoing.ts'
import { type SignOnProblem, signOnReasons } from './sign-on-reasons.ts'
import type { Claims } from './sign-on-rules.ts'

const WITHIN_MS = 10_000
const ANSWER_AT_MOST = 512 * 1024

const Discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
})
export type Provider = z.output<typeof Discovery>

const Keys = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })
const Tokens = z.object({ id_token: z.string(), access_token: z.string().optional() })

export interface Client {
  clientId: string
  clientSecret: string
}

/** A key the provider has withdrawn is believed no longer than this. */
const KEYS_FOR_MS = 60 * 60_000

interface KnownKeys {
  keys: readonly Jwk[]
  /** Milliseconds since the process began, by a clock that nobody sets. */
  askedAt: number
}
const keysOf = new Map<string, KnownKeys>()

/** A refusal that the sign-in page explains. */
export function refusedSignOn(problem: SignOnProblem): Refusal {
  return new Refusal('forbidden', signOnReasons[problem])
}

/** What a provider says of itself (OpenID Connect Discovery 1.0). Refuses one that does not answer, or names another issuer. */
export async function discover(issuer: string): Promise<Provider> {
  const provider = await ask(
    { method: 'GET', url: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration` },
    Discovery,
  )
  if (provider.issuer !== issuer) throw refusedSignOn('sign-on-provider-wrong')
  return provider
}

/** Where a browser is sent to sign in, with PKCE (RFC 7636) by SHA-256. */
export function authorizationUrl(
  provider: Provider,
  given: {
    clientId: string
    redirectUri: string
    state: string
    nonce: string
    verifier: string
    email?: string | undefined
  },
): string {
  const url = new URL(provider.authorization_endpoint)
  const parameters = {
    response_type: 'code',
    client_id: given.clientId,
    redirect_uri: given.redirectUri,
    scope: 'openid email profile',
    state: given.state,
    nonce: given.nonce,
    code_challenge: createHash('sha256').update(given.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(given.email && { login_hint: given.email }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** Exchanges a code for what the provider says of the person; refuses a code it does not take and a token that is not right. */
export async function redeemCode(
  provider: Provider,
  client: Client,
  given: { code: string; redirectUri: string; verifier: string; nonce: string },
): Promise<Claims> {
  const tokens = await exchange(provider, client, given)
  const expected = {
    issuer: provider.issuer,
    clientId: client.clientId,
    nonce: given.nonce,
    nowS: Math.floor(Date.now() / 1000),
  }
  const claims = await verified(provider, tokens.id_token, expected)
  if (claims.email !== undefined || !provider.userinfo_endpoint || !tokens.access_token) return claims
  const more = await ask(
    {
      method: 'GET',
      url: provider.userinfo_endpoint,
      headers: { authorization: `Bearer ${tokens.access_token}` },
    },
    z.looseObject({ sub: z.string() }),
  )
  if (more.sub !== claims.sub) throw refusedSignOn('sign-on-provider-wrong')
  return { ...more, ...claims }
}

async function exchange(
  provider: Provider,
  { clientId, clientSecret }: Client,
  { code, redirectUri, verifier }: { code: string; redirectUri: string; verifier: string },
) {
  const methods = provider.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const basic = methods.includes('client_secret_basic')
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...(basic ? {} : { client_id: clientId, client_secret: clientSecret }),
  })
  const login = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(basic && { authorization: `Basic ${login}` }),
  }
  const request = { method: 'POST' as const, url: provider.token_endpoint, headers, body: String(form) }
  return ask(request, Tokens, status => (status === 400 ? 'sign-on-code-refused' : 'sign-on-provider-wrong'))
}

async function verified(provider: Provider, token: string, expected: Expected): Promise<Claims> {
  const known = keysOf.get(provider.jwks_uri)
  const fresh = known && performance.now() - known.askedAt < KEYS_FOR_MS
  let read = readIdToken(token, fresh ? known.keys : await fetchKeys(provider), expected)
  // The provider may have changed its keys since they were asked for, and kept their names or given them none.
  if (fresh && (read.problem === 'key-unknown' || read.problem === 'signature'))
    read = readIdToken(token, await fetchKeys(provider), expected)
  if (read.problem) throw refusedSignOn('sign-on-provider-wrong')
  return read.claims
}

async function fetchKeys(provider: Provider): Promise<readonly Jwk[]> {
  const { keys } = await ask({ method: 'GET', url: provider.jwks_uri }, Keys)
  keysOf.set(provider.jwks_uri, { keys: keys as Jwk[], askedAt: performance.now() })
  return keys as Jwk[]
}

async function ask<T extends z.ZodType>(
  request: Pick<Outgoing, 'method' | 'url'> & Partial<Outgoing>,
  schema: T,
  whenRefused: (status: number) => SignOnProblem = () => 'sign-on-provider-wrong',
): Promise<z.output<T>> {
  const headers = { accept: 'application/json', ...request.headers }
  const answer = await send({ withinMs: WITHIN_MS, readBytes: ANSWER_AT_MOST, ...request, headers })
  if (answer.failure || answer.status >= 500) throw refusedSignOn('sign-on-provider-down')
  if (answer.status !== 200) throw refusedSignOn(whenRefused(answer.status))
  const read = schema.safeParse(parsed(answer.body))
  if (!read.success) throw refusedSignOn('sign-on-provider-wrong')
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
