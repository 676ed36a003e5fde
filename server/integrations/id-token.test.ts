import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Jwk, readIdToken } from './id-token.ts'

const NOW = 1_800_000_000
const EXPECTED = { issuer: 'https://id.example', clientId: 'huifang', nonce: 'n', nowS: NOW }
const GOOD = { iss: 'https://id.example', aud: 'huifang', sub: 'u1', nonce: 'n', iat: NOW - 5, exp: NOW + 300 }

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = (pair: { publicKey: KeyObject }, more: object): Jwk =>
  ({ ...pair.publicKey.export({ format: 'jwk' }), ...more }) as Jwk
const KEYS = [jwk(rsa, { kid: 'r', use: 'sig' }), jwk(ec, { kid: 'e', alg: 'ES256' })]

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function token(claims: object, header: { alg: string; kid?: string } = { alg: 'RS256', kid: 'r' }): string {
  const signed = `${part(header)}.${part(claims)}`
  const bytes = Buffer.from(signed)
  const signature =
    header.alg === 'ES256'
      ? sign('sha256', bytes, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })
      : sign('sha256', bytes, rsa.privateKey)
  return `${signed}.${signature.toString('base64url')}`
}

const problem = (claims: object, header?: { alg: string; kid?: string }) =>
  readIdToken(token(claims, header), KEYS, EXPECTED).problem

describe('an ID token', () => {
  test('is believed when everything fits, by either kind of key', () => {
    expect(readIdToken(token(GOOD), KEYS, EXPECTED).claims?.sub).toBe('u1')
    expect(problem(GOOD, { alg: 'ES256', kid: 'e' })).toBeNull()
    expect(problem(GOOD, { alg: 'RS256' })).toBeNull()
    expect(problem({ ...GOOD, aud: ['other', 'huifang'], azp: 'huifang' })).toBeNull()
  })

  test.each([
    ['another issuer', { iss: 'https://id.example.evil' }, 'issuer'],
    ['an issuer that differs by a slash', { iss: 'https://id.example/' }, 'issuer'],
    ['another audience', { aud: 'other' }, 'audience'],
    ['several audiences without saying who it was given to', { aud: ['huifang', 'other'] }, 'audience'],
    ['another one it was given to', { azp: 'other' }, 'audience'],
    ['an end that has passed', { exp: NOW - 61 }, 'time'],
    ['no end', { exp: undefined }, 'time'],
    ['an issue in the future', { iat: NOW + 61 }, 'time'],
    ['another nonce', { nonce: 'm' }, 'nonce'],
    ['no nonce', { nonce: undefined }, 'nonce'],
    ['nobody it speaks of', { sub: undefined }, 'malformed'],
  ])('is not believed with %s', (_, change, why) => expect(problem({ ...GOOD, ...change })).toBe(why))

  test('is not believed without a signature, or with one by what everybody knows', () => {
    const unsigned = `${part({ alg: 'none' })}.${part(GOOD)}.`
    expect(readIdToken(unsigned, KEYS, EXPECTED).problem).toBe('malformed')
    expect(readIdToken(`${unsigned}AA`, KEYS, EXPECTED).problem).toBe('algorithm')
    const signed = `${part({ alg: 'HS256', kid: 'r' })}.${part(GOOD)}`
    const publicKey = rsa.publicKey.export({ type: 'spki', format: 'pem' })
    const mark = createHmac('sha256', publicKey).update(signed).digest('base64url')
    expect(readIdToken(`${signed}.${mark}`, KEYS, EXPECTED).problem).toBe('algorithm')
  })

  test('is not believed when it was changed, or signed by a key that is not the provider’s or not for signing', () => {
    const [head, , signature] = token(GOOD).split('.')
    const changed = `${head}.${part({ ...GOOD, sub: 'u2' })}.${signature}`
    expect(readIdToken(changed, KEYS, EXPECTED).problem).toBe('signature')
    expect(problem(GOOD, { alg: 'RS256', kid: 'unknown' })).toBe('key-unknown')
    const sealing = [jwk(rsa, { kid: 'r', use: 'enc' })]
    expect(readIdToken(token(GOOD), sealing, EXPECTED).problem).toBe('key-unknown')
    expect(readIdToken('a.b.c', KEYS, EXPECTED).problem).toBe('malformed')
  })
})
