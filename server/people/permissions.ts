import type { Actor } from '../platform/actor.ts'
import { platformReasons, Refusal } from '../platform/refusal.ts'

export const ROLES = [
  'owner',
  'planner',
  'approver',
  'agent',
  'supervisor',
  'hotline',
  'quality',
  'privacy-officer',
  'partner-agent',
] as const
export type Role = (typeof ROLES)[number]

export const PERMISSIONS = [
  'people.read',
  'people.manage',
  'customers.read',
  'customers.write',
  'customers.import',
  'customers.merge',
  'exports.request',
  'exports.approve',
  'campaigns.read',
  'campaigns.plan',
  'campaigns.approve',
  'contacts.read',
  'contacts.ask',
  'contacts.stop',
  'contacts.policy',
  'followups.read',
  'followups.work',
  'followups.plan',
  'cases.read',
  'cases.raise',
  'cases.handle',
  'reports.read',
  'reports.schedule',
  'calendars.manage',
  'integrations.manage',
  'audit.read',
  'keys.rotate',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READER = ['people.read', 'customers.read', 'campaigns.read', 'contacts.read', 'contacts.ask'] as const

/** What each role may do. */
export const PERMISSIONS_OF_ROLE: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  planner: [
    ...READER,
    'customers.write',
    'customers.import',
    'customers.merge',
    'exports.request',
    'campaigns.plan',
    'contacts.stop',
    'followups.read',
    'followups.plan',
    'cases.read',
    'cases.raise',
    'reports.read',
    'reports.schedule',
  ],
  approver: [...READER, 'campaigns.approve', 'contacts.policy', 'followups.read', 'cases.read', 'reports.read'],
  agent: [
    'people.read',
    'customers.read',
    'campaigns.read',
    'contacts.ask',
    'contacts.stop',
    'followups.work',
    'cases.read',
    'cases.raise',
  ],
  supervisor: [
    ...READER,
    'customers.write',
    'customers.merge',
    'exports.request',
    'contacts.stop',
    'followups.read',
    'followups.work',
    'followups.plan',
    'cases.read',
    'cases.raise',
    'cases.handle',
    'reports.read',
    'reports.schedule',
    'calendars.manage',
  ],
  hotline: [
    'people.read',
    'customers.read',
    'campaigns.read',
    'contacts.read',
    'contacts.ask',
    'contacts.stop',
    'cases.read',
    'cases.raise',
  ],
  quality: [...READER, 'followups.read', 'cases.read', 'reports.read'],
  'privacy-officer': [...READER, 'contacts.stop', 'exports.approve', 'audit.read', 'keys.rotate'],
  // His desk brings him all he needs for the calls of his own campaigns, and nothing of the others.
  'partner-agent': ['followups.work'],
}

/** What fixed roles and the permissions of an organisation's own roles allow together, in the order of the vocabulary. */
export function permissionsOf(roles: readonly string[], custom: readonly string[] = []): Permission[] {
  return PERMISSIONS.filter(
    permission =>
      custom.includes(permission) || roles.some(role => PERMISSIONS_OF_ROLE[role as Role]?.includes(permission)),
  )
}

/**
 * Whether the actor may do something: by what he carries, else by his roles; where he acts by an API key, only what that
 * allows as well. The system itself may do everything.
 */
export function may(actor: Pick<Actor, 'staffId' | 'roles' | 'permissions' | 'key'>, permission: Permission): boolean {
  if (actor.key && !actor.key.permissions.includes(permission)) return false
  if (actor.permissions) return actor.permissions.includes(permission)
  return actor.staffId === null || permissionsOf(actor.roles).includes(permission)
}

/** The first line of every action: refuses an actor whose roles do not include the permission. */
export function permit(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw new Refusal('forbidden', platformReasons.forbidden, { permission })
}
