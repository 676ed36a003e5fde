import { z } from 'zod'
import { byId, endpoint, id, instant, nothing } from '../platform/endpoint.ts'
import { ROLES } from './permissions.ts'

const tag = 'people'
const password = z.string().min(8).max(200)

export const Role = z.enum(ROLES)

export const Organisation = z
  .object({
    id,
    name: z.string(),
    country: z.string(),
    timeZone: z.string(),
    serviceNumber: z.string().nullable(),
    /** The language that everybody who works here speaks (BCP 47). */
    language: z.string(),
  })
  .meta({ id: 'Organisation' })

export const Me = z.object({
  /** The product's clock, which a rehearsal on old data sets back. */
  now: instant,
  staffId: id,
  name: z.string(),
  email: z.string(),
  roles: z.array(Role),
  permissions: z.array(z.string()),
  branchId: id,
  /** The names of the organisation's own roles he has. */
  customRoles: z.array(z.string()),
  /** Kept with the account; `null` leaves it to the browser. */
  language: z.enum(['zh', 'en']).nullable(),
  organisation: Organisation,
})

export const Branch = z
  .object({
    id,
    parentId: id.nullable(),
    name: z.string(),
    kind: z.enum(['own', 'partner']),
    closedAt: instant.nullable(),
    /** Staff in this branch itself who are not deactivated. */
    staffCount: z.number().int(),
  })
  .meta({ id: 'Branch' })

export const Staff = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    roles: z.array(Role),
    customRoleIds: z.array(id),
    branchId: id,
    teamIds: z.array(id),
    /** What he speaks besides the language of the house (BCP 47, else a word), and what he can do in the organisation's words. */
    languages: z.array(z.string()),
    skills: z.array(z.string()),
    /** When he chose his password; `null` while he is invited. */
    joinedAt: instant.nullable(),
    deactivatedAt: instant.nullable(),
    /** Until when an open link of his holds. */
    linkExpiresAt: instant.nullable(),
  })
  .meta({ id: 'Staff' })

export const Session = z
  .object({
    id: z.string(),
    createdAt: instant,
    expiresAt: instant,
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' })

const NewStaff = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email(),
  password,
  roles: z.array(Role).min(1),
  branchId: id,
})

/** A login of a demo business; shown on the sign-in page, for the demo businesses alone. */
export const DemoLogin = z.object({ organisation: z.string(), email: z.string(), role: Role, password: z.string() })

export const setUpState = endpoint({
  method: 'GET',
  path: '/set-up',
  summary: 'Whether the first organisation is still to be created',
  tag,
  permission: 'public',
  response: z.object({
    needed: z.boolean(),
    demoLogins: z.array(DemoLogin),
    /** Whether a forgotten password can be mended by mail. */
    resetByMail: z.boolean(),
  }),
})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const setUp = endpoint({
  method: 'POST',
  path: '/set-up',
  summary: 'Create the first organisation and its owner; possible once',
  tag,
  permission: 'public',
  perMinute: 10,
  status: 201,
  body: z.object({
    organisation: z.string().trim().min(1).max(200),
    serviceNumber: z.string().trim().max(30).default(''),
    /** ISO 3166; numbers without a country code are read as this country's. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('CN'),
    /** IANA. */
    timeZone: z.string().max(60).refine(isTimeZone).default('Asia/Shanghai'),
    name: z.string().trim().min(1).max(100),
    email: z.email(),
    password,
  }),
  response: nothing,
})

export const signIn = endpoint({
  method: 'POST',
  path: '/sessions',
  summary: 'Sign in; answers the session as a cookie',
  tag,
  permission: 'public',
  status: 201,
  body: z.object({ email: z.string().trim().max(200), password: z.string().max(200) }),
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/sessions/current',
  summary: 'Sign out',
  tag,
  permission: 'signed-in',
})

export const listSessions = endpoint({
  method: 'GET',
  path: '/sessions',
  summary: 'My sessions',
  tag,
  permission: 'signed-in',
  response: z.object({ items: z.array(Session) }),
})

export const revokeSession = endpoint({
  method: 'DELETE',
  path: '/sessions/:id',
  summary: 'Revoke one of my sessions; it is refused from its next request on',
  tag,
  permission: 'signed-in',
  params: z.object({ id: z.string().max(100) }),
})

export const me = endpoint({
  method: 'GET',
  path: '/me',
  summary: 'Who I am and what I may do',
  tag,
  permission: 'signed-in',
  forKeys: true,
  response: Me,
})

export const changeOrganisation = endpoint({
  method: 'PUT',
  path: '/organisation',
  summary: 'Change the name, the unified service number and the language of my organisation',
  tag,
  permission: 'people.manage',
  body: z.object({
    name: z.string().trim().min(1).max(200),
    serviceNumber: z.string().trim().max(30).default(''),
    /** Stays as it is when left out. */
    language: z.string().trim().min(1).max(40).optional(),
  }),
  response: Organisation,
})

export const listBranches = endpoint({
  method: 'GET',
  path: '/branches',
  summary: 'The branches at or below my own',
  tag,
  permission: 'people.read',
  response: z.object({ items: z.array(Branch) }),
})

export const addBranch = endpoint({
  method: 'POST',
  path: '/branches',
  summary: 'Add a branch below another',
  tag,
  permission: 'people.manage',
  status: 201,
  body: z.object({
    parentId: id,
    name: z.string().trim().min(1).max(100),
    kind: z.enum(['own', 'partner']).default('own'),
  }),
  response: Branch,
})

export const listStaff = endpoint({
  method: 'GET',
  path: '/staff',
  summary: 'The staff of my branches',
  tag,
  permission: 'people.read',
  response: z.object({ items: z.array(Staff) }),
})

export const addStaff = endpoint({
  method: 'POST',
  path: '/staff',
  summary: 'Add a member of staff who can sign in',
  tag,
  permission: 'people.manage',
  status: 201,
  body: NewStaff,
  response: Staff,
})

export const deactivateStaff = endpoint({
  method: 'POST',
  path: '/staff/:id/deactivation',
  summary: 'Deactivate a member of staff; all his sessions end at once',
  tag,
  permission: 'people.manage',
  params: byId,
  response: Staff,
})
