import type { z } from 'zod'
import type { Purpose } from '../campaigns/rules.ts'
import { type Channel, CLASS_OF_PURPOSE, type RuleScope } from '../policy/rule-contract.ts'
import type { ContactRequest, CountedContact, Standing } from './standing-rules.ts'

type Scope = z.output<typeof RuleScope>

/** What a request asks of scopes, worked out once. */
export interface Asked {
  purposes: readonly string[]
  channel: Channel
  campaignId: string | null
}

const NO_PURPOSE: readonly string[] = []

export function askedOf({ purpose, purposes, channel = 'phone', campaignId = null }: ContactRequest): Asked {
  return { purposes: purposes ?? (purpose === null ? NO_PURPOSE : [purpose]), channel, campaignId }
}

/** To which class a purpose belongs; `undefined` for one the product does not know. */
export function classOf(purpose: string): string | undefined {
  return Object.hasOwn(CLASS_OF_PURPOSE, purpose) ? CLASS_OF_PURPOSE[purpose as Purpose] : undefined
}

export type Fits = (standing: Standing, asked: Asked, country: string) => boolean

/** Whether a customer and a request are what a scope is about; `null` for a scope without conditions. An empty list is none. */
export function fitsOf(scope: Scope): Fits | null {
  const conditions: Fits[] = []
  const { branchIds, tags, stages, countries } = scope
  if (branchIds?.length) conditions.push(({ branchIds: own }) => own.some(id => branchIds.includes(id)))
  if (tags?.length) conditions.push(standing => standing.tags.some(tag => tags.includes(tag)))
  if (stages?.length) conditions.push(({ stage }) => stage !== null && stages.includes(stage))
  if (countries?.length) conditions.push((_standing, _asked, country) => countries.includes(country))
  const made = madeOf(scope)
  if (made) conditions.push((_standing, asked) => made(asked))
  if (conditions.length <= 1) return conditions[0] ?? null
  return (standing, asked, country) => conditions.every(condition => condition(standing, asked, country))
}

/**
 * Whether a contact was of the kind a scope is about: its purpose, channel and campaign; `null` for any. A conversation is
 * of each kind it was about.
 */
export function countsOf(
  scope: Scope,
  count: 'attempts' | 'conversations',
): ((contact: CountedContact) => boolean) | null {
  const made = madeOf(scope)
  if (!made) return null
  return contact =>
    made({ ...contact, purposes: [contact.purpose] }) ||
    (count === 'conversations' &&
      !!contact.carried?.some(one => made({ ...one, channel: contact.channel, purposes: [one.purpose] })))
}

function madeOf({ campaignIds, purposeClasses, purposes, channels }: Scope): ((asked: Asked) => boolean) | null {
  const conditions: ((asked: Asked) => boolean)[] = []
  if (campaignIds?.length) conditions.push(({ campaignId }) => campaignId !== null && campaignIds.includes(campaignId))
  if (channels?.length) conditions.push(({ channel }) => channels.includes(channel))
  const named: readonly string[] | undefined = purposes
  if (named?.length) conditions.push(asked => asked.purposes.some(purpose => named.includes(purpose)))
  const classes: readonly string[] | undefined = purposeClasses
  if (classes?.length)
    conditions.push(asked => asked.purposes.some(purpose => classes.includes(classOf(purpose) ?? '')))
  if (conditions.length <= 1) return conditions[0] ?? null
  return asked => conditions.every(condition => condition(asked))
}
