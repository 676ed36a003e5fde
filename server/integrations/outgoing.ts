import dns, { type LookupAddress } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { type AllowedHosts, isAllowedHost, isPublicAddress, urlRefused } from './address-rules.ts'

let allowed: AllowedHosts = []

/** Names the hosts that may be called although they are not public or speak plain HTTP; called once at start and by tests. */
export function allowHosts(hosts: AllowedHosts): void {
  allowed = hosts
}

export function allowedHosts(): AllowedHosts {
  return allowed
}

export interface Outgoing {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  /** For everything: name, connection, request, answer. */
  withinMs: number
  /** Of the answer, at most these many bytes are read. */
  readBytes: number
}

export type OutgoingFailure = 'unreachable' | 'no-answer' | 'bad-certificate' | 'address-not-allowed'
export type Incoming =
  | { status: number; body: string; failure: null }
  | { status: null; body: ''; failure: OutgoingFailure }

class AddressNotAllowed extends Error {}

/**
 * Sends one request to an address somebody typed in. Never follows a redirect. An address that is not public is not
 * connected to unless the operator allowed the host; the name is judged by the very addresses the connection uses, so
 * that it cannot change in between.
 */
export async function send(request: Outgoing): Promise<Incoming> {
  if (urlRefused(request.url, allowed) !== null) return failed('address-not-allowed')
  const url = new URL(request.url)
  const ending = AbortSignal.timeout(request.withinMs)
  try {
    return await exchange(url, request, ending)
  } catch (error) {
    if (error instanceof AddressNotAllowed) return failed('address-not-allowed')
    if (ending.aborted) return failed('no-answer')
    return failed(isCertificate(error) ? 'bad-certificate' : 'unreachable')
  }
}

function failed(failure: OutgoingFailure): Incoming {
  return { status: null, body: '', failure }
}

function exchange(url: URL, request: Outgoing, signal: AbortSignal): Promise<Incoming> {
  const { promise, resolve, reject } = Promise.withResolvers<Incoming>()
  const client = url.protocol === 'https:' ? https : http
  const outgoing = client.request(url, {
    method: request.method,
    headers: { 'user-agent': 'Huifang', ...request.headers },
    signal,
    // A connection kept from an earlier request would escape the judgement of addresses.
    agent: false,
    lookup: isAllowedHost(url, allowed) ? undefined : publicLookup,
  })
  outgoing.on('error', reject)
  outgoing.on('response', answer => {
    const parts: Buffer[] = []
    let size = 0
    const done = () => {
      resolve({ status: answer.statusCode ?? 0, body: excerpt(parts, request.readBytes), failure: null })
      outgoing.destroy()
    }
    answer.on('data', (part: Buffer) => {
      parts.push(part)
      size += part.length
      if (size >= request.readBytes) done()
    })
    answer.on('end', done)
    // The status has been heard; a body that does not end changes nothing.
    answer.on('error', done)
  })
  outgoing.end(request.body)
  return promise
}

function excerpt(parts: readonly Buffer[], bytes: number): string {
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, bytes)).replaceAll('\0', '')
}

const publicLookup: LookupFunction = (hostname, options, done) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const found = addresses as LookupAddress[] | undefined
    if (error || !found?.[0]) return done(error ?? new Error('no address'), '', 4)
    if (!found.every(({ address }) => isPublicAddress(address))) return done(new AddressNotAllowed(), '', 4)
    if (options.all) return done(null, found)
    done(null, found[0].address, found[0].family)
  })
}

function isCertificate(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|ERR_SSL|EPROTO/.test(code)
}
