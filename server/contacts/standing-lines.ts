import { FIELD_END, fieldsAfter, ID_LENGTH, idAt } from '../platform/text-lines.ts'
import type { Channel } from '../policy/rule-contract.ts'
import {
  type CarriedInContact,
  type CountedContact,
  concernHolds,
  type OwnHours,
  type Standing,
} from './standing-rules.ts'

/** A standing that lines are read into. */
export type Building = { -readonly [K in keyof Standing]: Standing[K] extends readonly (infer V)[] ? V[] : Standing[K] }

/** What is held past its time is given up by a job that runs every minute. */
const SWEEP = 60_000

/** So many fields have all contacts that have more than two. */
const SHORT = 6

/** An empty field is nothing. */
const orNull = (field: string | undefined) => field || null

/** Reads a line of a part into the standing of the customer it begins with; `now` in epoch milliseconds. */
export type ReadLine = (standing: Building, line: string, now: number) => void
/** A branch and those above it. */
export type PathOf = (branchId: string) => readonly string[]
/** What many customers have in common. */
export type Profile = Pick<Building, 'branchIds' | 'tags' | 'stage' | 'ownerId'> & { timeZone: string; country: string }

/** Most lists of most customers stay empty, and need not be made. */
export const NONE: never[] = []

/** A list with one more, which may be a new list. */
export function added<V>(list: V[], value: V): V[] {
  if (list.length === 0) return [value]
  list.push(value)
  return list
}

/** Out of the fields of a customer; what he does not have is that of the house, or nothing. */
export function profileOf(
  known: readonly string[],
  pathOf: PathOf,
  [zoneOfHouse, countryOfHouse]: readonly string[],
): Profile {
  const [branchId, stage, ownerId, timeZone, country, ...tags] = known
  return {
    branchIds: branchId ? [...pathOf(branchId)] : NONE,
    tags: tags.filter(Boolean),
    stage: orNull(stage),
    ownerId: orNull(ownerId),
    timeZone: timeZone || zoneOfHouse!,
    country: country || countryOfHouse!,
  }
}

/** A standing of which nothing but the profile is known yet. */
export function blankWith({ branchIds, tags, stage, ownerId }: Profile): Building {
  return {
    branchIds,
    tags,
    stage,
    ownerId,
    numbers: NONE,
    stoppedNumbers: 0,
    addresses: NONE,
    stoppedAddresses: 0,
    contacts: NONE,
    elsewhere: NONE,
    stops: NONE,
    holds: NONE,
    concerns: NONE,
    consents: NONE,
    ownHours: null,
    overrides: NONE,
  }
}

/** One number behind two extensions is one number. */
export function addPoint(standing: Building, line: string): void {
  const numberId = idAt(line, 1)
  const isStopped = line.endsWith('t')
  if (line[2 * ID_LENGTH] === 'e') {
    if (isStopped) standing.stoppedAddresses++
    else standing.addresses = added(standing.addresses, numberId)
  } else if (isStopped) standing.stoppedNumbers++
  else if (!standing.numbers.includes(numberId)) standing.numbers = added(standing.numbers, numberId)
}

/** Out of the fields that all contacts have, held until the next sweep at least when it is under way. */
export function countedOf(id: string, numberId: string, fields: readonly string[], now: number): CountedContact {
  const [made, purpose, held, campaignId, channel, carried] = fields
  const contact: CountedContact = {
    id,
    numberId,
    at: Number(made!.slice(1)),
    conversed: made!.startsWith('t'),
    liveUntil: held ? Math.max(Number(held), now + SWEEP) : 0,
    purpose: purpose!,
    campaignId: orNull(campaignId),
    channel: (channel || 'phone') as Channel,
  }
  return carried ? { ...contact, carried: carriedIn(carried) } : contact
}

/** What a contact was about besides its own; the matter is named where it is the customer's. */
function carriedIn(field: string): CarriedInContact[] {
  return field.split(',').map(one => {
    const [purpose, campaignId, matterId = ''] = one.split(':')
    return { matterId, purpose: purpose!, campaignId: orNull(campaignId) }
  })
}

export function addContact(standing: Building, line: string, now: number): void {
  const fields = fieldsAfter(line, 3)
  const [quietUntil, leave, id = ''] = fields.length > SHORT ? fields.slice(SHORT) : NONE
  const counted = countedOf(id, idAt(line, 1), fields, now)
  standing.contacts = added(standing.contacts, {
    ...counted,
    matterId: idAt(line, 2),
    quietUntil: quietUntil ? Number(quietUntil) : counted.at,
    exemption: orNull(leave),
  })
  newestFirst(standing.contacts)
}

/** They come in the order in which they were reserved, which is nearly always that in which they were made. */
function newestFirst(contacts: { at: number }[]): void {
  for (let n = contacts.length - 1; n > 0 && contacts[n - 1]!.at < contacts[n]!.at; n--) {
    ;[contacts[n - 1], contacts[n]] = [contacts[n]!, contacts[n - 1]!]
  }
}

export function addElsewhere(standing: Building, line: string, now: number): void {
  const fields = fieldsAfter(line, 2)
  standing.elsewhere = added(standing.elsewhere, countedOf('', idAt(line, 1), fields, now))
}

export function addStop(standing: Building, line: string): void {
  const [expiresAt, purpose] = fieldsAfter(line, 1)
  standing.stops = added(standing.stops, { purpose: orNull(purpose), expiresAt: Number(expiresAt) })
}

export function addHold(standing: Building, line: string): void {
  standing.holds = added(standing.holds, Number(line.slice(ID_LENGTH)))
}

export function addHours(standing: Building, line: string): void {
  const said = line.slice(ID_LENGTH)
  standing.ownHours = wishes.get(said) ?? wishOf(said)
}

/** Many like to be called at the same hours; what rules have worked out of a wish serves for all who have it. */
const wishes = new Map<string, OwnHours>()
const MOST_WISHES = 1000

function wishOf(said: string): OwnHours {
  const [notBefore, notAfter, windows] = said.split(FIELD_END)
  const wish = { windows: JSON.parse(windows!), notBefore: orNull(notBefore), notAfter: orNull(notAfter) }
  if (wishes.size >= MOST_WISHES) wishes.clear()
  wishes.set(said, wish)
  return wish
}

export function addConcern(standing: Building, line: string, now: number): void {
  const due = Number(line.slice(ID_LENGTH))
  standing.concerns = added(standing.concerns, concernHolds(due, now))
}

export function addConsent(standing: Building, line: string): void {
  const [purposeClass, channel, given, expiresAt] = fieldsAfter(line, 1)
  const word = { purposeClass: purposeClass!, channel: channel!, given: given === 't', expiresAt: Number(expiresAt) }
  standing.consents = added(standing.consents, word)
}

/** Used once, an override passes nothing more; while that contact is under way nobody else may make one. */
export function addOverride(standing: Building, line: string): void {
  const [expiresAt, purpose, ...passes] = fieldsAfter(line, 2)
  const id = idAt(line, 1)
  if (standing.contacts.some(({ exemption, liveUntil }) => exemption === id && liveUntil === 0)) return
  const override = { id, passes, purpose: orNull(purpose), expiresAt: Number(expiresAt) }
  standing.overrides = added(standing.overrides, override)
}
