import { constants, createPublicKey, verify } from 'node:crypto'
import type { Claims } from './sign-on-rules.ts'

/** Clocks of two companies may differ by this much. */
const SKEW_S = 60

/** The signatures that are believed, each with how Node checks it. Neither `none` nor one by a shared secret is among them. */
const ALGORITHMS: Record<string, { kty: string; hash: string | null; options: object }> = {
  RS256: { kty: 'RSA', hash: 'sha256', options: {} },
  RS384: { kty: 'RSA', hash: 'sha384', options: {} },
  RS512: { kty: 'RSA', hash: 'sha512', options: {} },
  PS256: { kty: 'RSA', hash: 'sha256', options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } },
  ES256: { kty: 'EC', hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  ES384: { kty: 'EC', hash: 'sha384', options: { dsaEncoding: 'ieee-p1363' } },
  EdDSA: { kty: 'OKP', hash: null, options: {} },
}

/** A public key as JSON (RFC 7517); what else it holds depends on its kind. */
export type Jwk = { kty?: string; kid?: string; use?: string; alg?: string } & Record<string, unknown>

export interface Expected {
  issuer: string
  clientId: string
  nonce: string
  /** Unix seconds by the machine's clock. */
  nowS: number
}

/** What is wrong with an ID token; `key-unknown` may be mended by asking for the provider's keys again. */
export type TokenProblem =
  | 'malformed'
  | 'algorithm'
  | 'key-unknown'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'time'
  | 'nonce'

/** Verifies an ID token (OpenID Connect Core 1.0, section 3.1.3.7) with the provider's keys and answers its claims. */
export function readIdToken(
  token: string,
  keys: readonly Jwk[],
  expected: Expected,
): { claims: Claims; problem: null } | { claims: null; problem: TokenProblem } {
  const [head, body, signature, ...more] = token.split('.')
  const header = json(head)
  const claims = json(body)
  if (!header || !claims || !signature || more.length > 0 || typeof claims.sub !== 'string') return wrong('malformed')
  const algorithm = ALGORITHMS[String(header.alg)]
  if (!algorithm) return wrong('algorithm')
  const fitting = keys.filter(
    key =>
      key.kty === algorithm.kty &&
      (key.use ?? 'sig') === 'sig' &&
      (key.alg ?? header.alg) === header.alg &&
      (header.kid === undefined || key.kid === header.kid),
  )
  if (fitting.length === 0) return wrong('key-unknown')
  const signed = Buffer.from(`${head}.${body}`)
  const isSigned = fitting.some(key => isSignedBy(key, algorithm, signed, Buffer.from(signature, 'base64url')))
  if (!isSigned) return wrong('signature')
  const problem = claimProblem(claims, expected)
  return problem ? wrong(problem) : { claims: claims as Claims, problem: null }
}

function claimProblem(
  claims: Record<string, unknown>,
  { issuer, clientId, nonce, nowS }: Expected,
): TokenProblem | null {
  if (claims.iss !== issuer) return 'issuer'
  const audience = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
  if (!audience.includes(clientId)) return 'audience'
  if ((audience.length > 1 || claims.azp !== undefined) && claims.azp !== clientId) return 'audience'
  const [ends, issued] = [Number(claims.exp), Number(claims.iat)]
  if (!(ends > nowS - SKEW_S) || !(issued <= nowS + SKEW_S)) return 'time'
  return claims.nonce === nonce ? null : 'nonce'
}

function isSignedBy(
  key: Jwk,
  { hash, options }: (typeof ALGORITHMS)[string],
  signed: Buffer,
  signature: Buffer,
): boolean {
  try {
    return verify(hash, signed, { key: createPublicKey({ key: key as never, format: 'jwk' }), ...options }, signature)
  } catch {
    return false
  }
}

function json(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function wrong(problem: TokenProblem): { claims: null; problem: TokenProblem } {
  return { claims: null, problem }
}
