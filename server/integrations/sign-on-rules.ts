import type { z } from 'zod'
import { Role } from '../people/contract.ts'

/** What a provider said of somebody, in an ID token that was verified or at its userinfo address. */
export interface Claims {
  sub: string
  email?: unknown
  email_verified?: unknown
  name?: unknown
  [claim: string]: unknown
}

export interface SignOnRules {
  domains: readonly string[]
  createRole: string | null
  roleClaim: string | null
  rolesByClaim: Readonly<Record<string, string>>
}

export type EmailRefused = 'sign-on-email-missing' | 'sign-on-email-unverified' | 'sign-on-domain'

/** The e-mail of the claims in lower case, or why it cannot be relied on: only a verified one of an allowed domain names a person. */
export function emailOf(
  claims: Claims,
  domains: readonly string[],
): { email: string; why: null } | { email: null; why: EmailRefused } {
  if (typeof claims.email !== 'string' || !/^[^@\s]+@[^@\s]+$/.test(claims.email)) {
    return { email: null, why: 'sign-on-email-missing' }
  }
  // Some providers write the text "true"; anything else is no proof.
  if (claims.email_verified !== true && claims.email_verified !== 'true') {
    return { email: null, why: 'sign-on-email-unverified' }
  }
  const email = claims.email.toLowerCase()
  return isOfDomain(email, domains) ? { email, why: null } : { email: null, why: 'sign-on-domain' }
}

/** Whether an e-mail is of one of the domains; a sub-domain is another domain. */
export function isOfDomain(email: string, domains: readonly string[]): boolean {
  return domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase())
}

/** The roles that the claim of groups gives, in the order of the vocabulary; none when it names no group of the table. */
export function rolesOf(claims: Claims, { roleClaim, rolesByClaim }: SignOnRules): z.output<typeof Role>[] {
  if (!roleClaim) return []
  const said = claims[roleClaim]
  const groups = (Array.isArray(said) ? said : [said]).filter(group => typeof group === 'string')
  const given = new Set(groups.map(group => (Object.hasOwn(rolesByClaim, group) ? rolesByClaim[group] : undefined)))
  return Role.options.filter(role => given.has(role))
}

/** How people are called by a provider that does not say: by what stands before the @. */
export function nameOf(claims: Claims, email: string): string {
  const name = typeof claims.name === 'string' ? claims.name.trim().slice(0, 100) : ''
  return name || email.slice(0, email.lastIndexOf('@'))
}

/** Where to go after signing on: only places of our own. An address of another site, also one hidden behind blanks that a browser leaves out, leads home. */
export function placeWithin(to: string | undefined): string {
  return to?.startsWith('/') && !to.startsWith('//') && !/[\\\s\p{Cc}]/u.test(to) ? to : '/'
}
