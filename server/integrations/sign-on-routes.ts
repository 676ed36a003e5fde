import type { FastifyReply, FastifyRequest } from 'fastify'
import { permit, type SignIn } from '../people/index.ts'
import { type Database, inScope } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { configureSignOn } from './configure-sign-on.ts'
import { demandUrl } from './create-webhook.ts'
import { discover } from './identity-provider.ts'
import { beginSignOn, endSignOn, redirectUriOf, signOnOffered } from './sign-on.ts'
import * as contract from './sign-on-contract.ts'
import { placeWithin } from './sign-on-rules.ts'
import { signOnOf } from './sign-on-store.ts'

const COOKIE = 'huifang.sign_on'
const COOKIE_PATH = '/api/v1/sign-on'

export interface SignOnOptions {
  db: Database
  signIn: SignIn
  /** Where browsers reach the product, as the operator stated it; by default what each request says. */
  address?: string | undefined
}

export function signOnRoutes({ db, signIn, address }: SignOnOptions): Route[] {
  const originOf = (request: FastifyRequest) => address ?? `${request.protocol}://${request.host}`
  return [
    rawRoute(contract.signOnState, () => signOnOffered(db)),
    rawRoute(contract.startSignOn, ({ request, reply }, _actor, { query }) =>
      orBack(reply, async () => {
        const given = { email: query.email, to: placeWithin(query.to), origin: originOf(request) }
        const { location, browser } = await beginSignOn(db, given)
        // Sent along when the provider, another site, leads the browser back; the session itself is stricter.
        const secure = request.protocol === 'https' ? '; Secure' : ''
        reply.header(
          'set-cookie',
          `${COOKIE}=${browser}; Max-Age=600; Path=${COOKIE_PATH}; HttpOnly; SameSite=Lax${secure}`,
        )
        return location
      }),
    ),
    rawRoute(contract.finishSignOn, ({ request, reply }, _actor, { query }) =>
      orBack(reply, async () => {
        const { to, ...who } = await endSignOn(db, { ...query, browser: request.cookies[COOKIE] })
        const headers = new Headers({
          'user-agent': request.headers['user-agent'] ?? '',
          'x-forwarded-for': request.ip,
        })
        const secure = request.protocol === 'https' ? '; Secure' : ''
        const cookies = (await signIn.open(who, headers)).map(cookie => cookie + secure)
        reply.header('set-cookie', [...cookies, `${COOKIE}=; Max-Age=0; Path=${COOKIE_PATH}`])
        return to
      }),
    ),
    rawRoute(contract.checkSignOn, async (_context, actor, { body }) => {
      permit(actor, 'integrations.manage')
      demandUrl(body.issuer)
      const { issuer, authorization_endpoint } = await discover(body.issuer)
      return { issuer, authorizationEndpoint: authorization_endpoint }
    }),
    rawRoute(contract.getSignOn, async ({ request }, actor) => {
      permit(actor, 'integrations.manage')
      const settings = await inScope(db, actor, tx => signOnOf(tx, actor.orgId))
      return { settings: settings ?? null, redirectUri: redirectUriOf(originOf(request)) }
    }),
    route(contract.changeSignOn, (tx, actor, { body }) => configureSignOn(tx, actor, body)),
  ]
}

/** Sends the browser on, or back to the sign-in page with the reason of a refusal, which the page puts into words. */
async function orBack(reply: FastifyReply, work: () => Promise<string>): Promise<FastifyReply> {
  const location = await work().catch(error => {
    if (error instanceof Refusal) return `/sign-in?problem=${error.reason.code}`
    throw error
  })
  return reply.redirect(location, 302)
}
