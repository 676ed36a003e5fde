import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'

/** What the provider says of one of its people. */
export interface Account {
  email?: string
  email_verified?: boolean
  name?: string
  groups?: string[]
}

export interface IdentityProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Its people by the id it knows them by; may be changed at any time. */
  accounts: Record<string, Account>
  /** How often its keys were asked for. */
  keysAsked: number
  /** Forgets all codes and sessions and signs with a new key, as after a rotation; the key has this name or a new one. */
  restart(keyName?: string): void
  close(): Promise<void>
}

/**
 * A real OpenID provider on this machine (the certified `oidc-provider`), for tests and for trying sign-on by hand. Its
 * one page asks which of its people you are.
 * @param redirectUri where the product takes the browser back
 */
export async function openIdentityProvider(redirectUri: string, port = 0): Promise<IdentityProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => {}
  const server = createServer((request, response) => {
    if (request.url === '/jwks') provider.keysAsked++
    return handle(request, response)
  })
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: IdentityProvider = {
    issuer,
    clientId: 'huifang',
    clientSecret: 'a-secret-of-the-laboratory',
    accounts: {},
    keysAsked: 0,
    restart: (keyName = crypto.randomUUID()) => {
      handle = handlerOf(provider, redirectUri, keyName)
    },
    async close() {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
  provider.restart()
  return provider
}

function handlerOf(
  { issuer, clientId, clientSecret, accounts }: IdentityProvider,
  redirectUri: string,
  keyName: string,
) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: keyName, use: 'sig', alg: 'RS256' }
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [jwk as never] },
    cookies: { keys: [crypto.randomUUID()] },
    claims: { email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => accounts[id] && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
  })
  const callback = provider.callback()
  return (request: IncomingMessage, response: ServerResponse) =>
    request.url?.startsWith('/interaction/')
      ? interact(provider, accounts, request, response)
      : callback(request, response)
}

async function interact(
  provider: Provider,
  accounts: Record<string, Account>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') return askWho(accounts, response)
  const accountId = new URLSearchParams(await text(request)).get('account') ?? ''
  if (!accountId) {
    const result = { error: 'access_denied', error_description: 'cancelled' }
    return provider.interactionFinished(request, response, result)
  }
  const { params } = await provider.interactionDetails(request, response)
  const grant = new provider.Grant({ accountId, clientId: String(params.client_id) })
  grant.addOIDCScope('openid email profile')
  const grantId = await grant.save()
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } })
}

function askWho(accounts: Record<string, Account>, response: ServerResponse): void {
  const buttons = [...Object.keys(accounts), ''].map(
    id => `<button name="account" value="${id}">${id || 'cancel'}</button>`,
  )
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><title>Identity provider</title><form method="post">${buttons.join(' ')}</form>`)
}
