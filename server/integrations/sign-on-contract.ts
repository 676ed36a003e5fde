import { z } from 'zod'
import { Role } from '../people/contract.ts'
import { endpoint, id, instant, nothing } from '../platform/endpoint.ts'

const tag = 'sign-on'
const permission = 'integrations.manage'

const settings = {
  enabled: z.boolean(),
  issuer: z.string().trim().max(500),
  clientId: z.string().trim().min(1).max(300),
  /** E-mail domains whose people may sign in. */
  domains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[^@\s]+\.[^@\s]+$/)
        .max(253),
    )
    .min(1)
    .max(50),
  /** With a role, whoever is of these domains gets an account by signing in; `null`: only those invited. */
  createRole: Role.nullable().default(null),
  createBranchId: id.nullable().default(null),
  /** The claim that names groups, and the role each group gives. */
  roleClaim: z.string().trim().max(200).nullable().default(null),
  rolesByClaim: z.record(z.string().max(300), Role).default({}),
  passwordOff: z.boolean().default(false),
  /** The owner who keeps his password while passwords are off. */
  breakGlassId: id.nullable().default(null),
}

export const SignOn = z.object({ ...settings, changedAt: instant }).meta({ id: 'SignOn' })

export const getSignOn = endpoint({
  method: 'GET',
  path: '/sign-on',
  summary: 'How my organisation signs on; `settings` is null while it is not set up',
  tag,
  permission,
  response: z.object({
    settings: SignOn.nullable(),
    /** The address the provider must be told to send people back to. */
    redirectUri: z.string(),
  }),
})

export const changeSignOn = endpoint({
  method: 'PUT',
  path: '/sign-on',
  summary: 'Set up sign-on; the secret may be left out while issuer and client stay the same',
  tag,
  permission,
  body: z.object({ ...settings, clientSecret: z.string().max(500).optional() }),
  response: SignOn,
})

export const checkSignOn = endpoint({
  method: 'POST',
  path: '/sign-on/check',
  summary: 'Ask an issuer who it is, before its settings are kept',
  tag,
  permission,
  body: z.object({ issuer: settings.issuer }),
  response: z.object({ issuer: z.string(), authorizationEndpoint: z.string() }),
})

export const signOnState = endpoint({
  method: 'GET',
  path: '/sign-on/state',
  summary: 'Whether the sign-in page offers sign-on, and whether it must know the e-mail first',
  tag,
  permission: 'public',
  response: z.object({ offered: z.boolean(), needsEmail: z.boolean() }),
})

/** A shift comes in through one address, and there is nothing to guess. */
const A_SHIFT_PER_MINUTE = 600

export const startSignOn = endpoint({
  method: 'GET',
  path: '/sign-on/start',
  summary: 'Send the browser to the identity provider',
  tag,
  permission: 'public',
  perMinute: A_SHIFT_PER_MINUTE,
  status: 302,
  query: z.object({ email: z.string().max(200).optional(), to: z.string().max(500).optional() }),
  response: nothing,
})

export const finishSignOn = endpoint({
  method: 'GET',
  path: '/sign-on/callback',
  summary: 'Where the identity provider sends the browser back to',
  tag,
  permission: 'public',
  perMinute: A_SHIFT_PER_MINUTE,
  status: 302,
  query: z.object({
    state: z.string().max(200).optional(),
    code: z.string().max(4000).optional(),
    error: z.string().max(200).optional(),
    iss: z.string().max(500).optional(),
  }),
  response: nothing,
})
