import type { z } from 'zod'
import { clockNow } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { addBranch } from './add-branch.ts'
import { addStaff } from './add-staff.ts'
import { addTeam } from './add-team.ts'
import type { SignIn } from './auth.ts'
import { changeOrganisation } from './change-organisation.ts'
import * as contract from './contract.ts'
import { deactivateStaff } from './deactivate-staff.ts'
import { foundFirstOrganisation } from './found-organisation.ts'
import { may, PERMISSIONS, permit, type Role } from './permissions.ts'
import * as store from './store.ts'

const CURRENT_COOKIE = 'huifang.session_token'

export interface PeopleRoutesOptions {
  db: Database
  signIn: SignIn
  /** The logins of the demo business, shown on the sign-in page; empty in earnest. */
  demoLogins: readonly z.output<typeof contract.DemoLogin>[]
}

export function peopleRoutes({ db, signIn, demoLogins }: PeopleRoutesOptions): Route[] {
  return [
    rawRoute(contract.setUpState, async () => ({
      needed: (await store.organisationIds(db)).length === 0,
      demoLogins: [...demoLogins],
    })),
    rawRoute(contract.setUp, async (_context, _actor, { body }) => {
      await foundFirstOrganisation(db, body, clockNow())
      return {}
    }),
    rawRoute(contract.signIn, async ({ request, reply }, _actor, { body }) => {
      const headers = new Headers({ 'user-agent': request.headers['user-agent'] ?? '', 'x-forwarded-for': request.ip })
      const cookies = await signIn.signIn({ ...body, email: body.email.toLowerCase() }, headers)
      const isSecure = request.protocol === 'https'
      reply.header('set-cookie', isSecure ? cookies.map(cookie => `${cookie}; Secure`) : cookies)
      return {}
    }),
    rawRoute(contract.signOut, async ({ request, reply, db }, actor) => {
      const token = request.cookies[CURRENT_COOKIE]?.split('.')[0]
      await store.endSession(db, actor.orgId, actor.staffId!, token ?? '')
      reply.clearCookie(CURRENT_COOKIE, { path: '/' })
      return {}
    }),
    rawRoute(contract.listSessions, async ({ request, db }, actor) => {
      const token = request.cookies[CURRENT_COOKIE]?.split('.')[0]
      const rows = await store.sessionsOf(db, actor.orgId, actor.staffId!, actor.now)
      return { items: rows.map(row => ({ ...row, current: row.token === token })) }
    }),
    route(contract.revokeSession, async (tx, actor, { params }) => {
      if ((await store.deleteSessions(tx, actor.orgId, actor.staffId!, params.id)) === 0) throw notFound()
      return {}
    }),
    route(contract.me, async (tx, actor) => {
      const [staff, organisation] = await Promise.all([
        store.activeStaff(tx, actor.orgId, actor.staffId!),
        store.organisation(tx, actor.orgId),
      ])
      if (!staff) throw notFound()
      return {
        now: actor.now,
        staffId: staff.id,
        name: staff.name,
        email: staff.email,
        roles: staff.roles as Role[],
        permissions: PERMISSIONS.filter(permission => may(actor, permission)),
        branchId: staff.branchId,
        organisation,
      }
    }),
    route(contract.changeOrganisation, (tx, actor, { body }) => changeOrganisation(tx, actor, body)),
    route(contract.listBranches, async (tx, actor) => {
      permit(actor, 'people.read')
      return { items: await store.branchesIn(tx, actor) }
    }),
    route(contract.addBranch, (tx, actor, { body }) => addBranch(tx, actor, body)),
    route(contract.listTeams, async (tx, actor) => {
      permit(actor, 'people.read')
      return { items: await store.teamsIn(tx, actor) }
    }),
    route(contract.addTeam, (tx, actor, { body }) => addTeam(tx, actor, body)),
    route(contract.listStaff, async (tx, actor) => {
      permit(actor, 'people.read')
      return { items: await store.staffIn(tx, actor) }
    }),
    route(contract.addStaff, (tx, actor, { body }) => addStaff(tx, actor, body)),
    route(contract.deactivateStaff, (tx, actor, { params }) => deactivateStaff(tx, actor, params.id)),
  ]
}
