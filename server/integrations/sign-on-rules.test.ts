import { describe, expect, test } from 'vitest'
import { emailOf, isOfDomain, nameOf, placeWithin, rolesOf } from './sign-on-rules.ts'

const claims = { sub: 'u1', email: 'Mei@Corp.example', email_verified: true, name: ' 梅 ' }
const rules = {
  domains: ['corp.example'],
  createRole: null,
  roleClaim: 'groups',
  rolesByClaim: { leads: 'supervisor', all: 'agent' },
}

describe('who somebody is', () => {
  test('is told by a verified e-mail of an allowed domain', () => {
    expect(emailOf(claims, rules.domains)).toEqual({ email: 'mei@corp.example', why: null })
    expect(emailOf({ ...claims, email_verified: 'true' }, rules.domains).why).toBeNull()
    for (const email_verified of [false, 'false', undefined, 1]) {
      expect(emailOf({ ...claims, email_verified }, rules.domains).why).toBe('sign-on-email-unverified')
    }
    expect(emailOf({ ...claims, email: 'a@b@corp.example' }, rules.domains).why).toBe('sign-on-email-missing')
    expect(emailOf({ sub: 'u1' }, rules.domains).why).toBe('sign-on-email-missing')
  })

  test('a sub-domain and a look-alike are other domains', () => {
    expect(isOfDomain('a@corp.example', rules.domains)).toBe(true)
    expect(isOfDomain('a@evil.corp.example', rules.domains)).toBe(false)
    expect(isOfDomain('a@evilcorp.example', rules.domains)).toBe(false)
  })

  test('a name is what the provider says, else what stands before the @', () => {
    expect(nameOf(claims, 'mei@corp.example')).toBe('梅')
    expect(nameOf({ sub: 'u1' }, 'mei@corp.example')).toBe('mei')
  })
})

describe('what somebody may do', () => {
  test('follows the groups the owner named, and no others', () => {
    expect(rolesOf({ ...claims, groups: ['leads', 'all', 'leads', 'x'] }, rules)).toEqual(['agent', 'supervisor'])
    expect(rolesOf({ ...claims, groups: 'leads' }, rules)).toEqual(['supervisor'])
    expect(rolesOf({ ...claims, groups: ['owner', 'constructor', '__proto__', 7] }, rules)).toEqual([])
    expect(rolesOf({ ...claims, groups: ['leads'] }, { ...rules, roleClaim: null })).toEqual([])
  })
})

test('after signing on one is led into the product and nowhere else, whatever a browser leaves out of an address', () => {
  const origin = 'https://huifang.example'
  for (const to of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '',
  ]) {
    expect(new URL(placeWithin(to), origin).origin).toBe(origin)
  }
  expect(placeWithin('/customers?words=%E6%9D%8E&sort=name')).toBe('/customers?words=%E6%9D%8E&sort=name')
  expect(placeWithin(undefined)).toBe('/')
})
