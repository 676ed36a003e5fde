import type { Holidays } from '../calendars/rules.ts'
import { CLASS_OF_PURPOSE, type Exemption, type PolicyContent, type PolicyRule } from '../policy/rule-contract.ts'
import { dayAt, isInEffect, isLiked, isOpen, type Of, periodOf } from './given-calendar.ts'
import type { ContactRequest, CountedContact, Standing } from './standing-rules.ts'

/** A case as it lies on the clerk's desk. */
export interface ClerkCase {
  policy: PolicyContent
  organisationZone: string
  timeZone: string
  country: string
  holidays: Holidays
  standing: Standing
  request: ContactRequest
  fromCaller: readonly CountedContact[]
}

interface Leave {
  passes: readonly string[]
  holdsAt(ms: number): boolean
}

/**
 * The verdict once more, as a slow and honest clerk finds it: for every number and every leave to pass rules he looks at the
 * clock at each step, reads every rule, counts on his fingers, and notes the first moment at which nothing holds the
 * contact back. He knows nothing of windows that end or of days worked out before.
 * @param step how often he looks at the clock, in milliseconds
 * @param most how long he looks, in milliseconds
 * @returns the first allowed instant in epoch milliseconds; `null` when denied; `'later'` when he stopped looking
 */
export function clerk(given: ClerkCase, at: number, step: number, most: number): number | null | 'later' {
  const { policy, standing, request } = given
  const leaves: (Leave | null)[] = [
    null,
    ...policy.exemptions.filter(one => inScope(given, one.scope)).map(one => exemptionLeave(given, one)),
    ...standing.overrides
      .filter(one => one.purpose === null || purposesOf(request).includes(one.purpose))
      .map(one => ({ passes: one.passes, holdsAt: (ms: number) => ms < one.expiresAt })),
  ]
  const reach = request.channel === 'email' ? standing.addresses : standing.numbers
  const numbers = request.numberId ? [request.numberId] : reach.length > 0 ? reach : [null]
  let best: number | null | 'later' = null
  for (const leave of leaves) {
    for (const number of numbers) {
      const found = lookAtClock(given, leave, number, at, step, most)
      if (found === null) continue
      if (best === null || (best === 'later' && found !== 'later')) best = found
      else if (typeof best === 'number' && typeof found === 'number') best = Math.min(best, found)
    }
  }
  return best
}

function lookAtClock(
  given: ClerkCase,
  leave: Leave | null,
  number: string | null,
  at: number,
  step: number,
  most: number,
) {
  const rules = given.policy.rules.filter(
    rule => inScope(given, rule.scope) && !(leave && rule.layer === 'own' && leave.passes.includes(rule.id)),
  )
  const deniedAt = (ms: number) =>
    rules.some(rule => denies(rule) && isInEffect(rule, given.organisationZone, ms) && objects(given, rule, number, ms))
  if (deniedAt(at)) return null
  const delaying = rules.filter(rule => !denies(rule))
  const quietPassed = leave?.passes.includes(quietRuleOf(given.policy)) ?? false
  for (let ms = at; ms <= at + most; ms += step) {
    if (leave && !leave.holdsAt(ms)) continue
    if (heldWithoutRule(given, ms) || (!quietPassed && inQuiet(given, ms))) continue
    if (delaying.some(rule => isInEffect(rule, given.organisationZone, ms) && objects(given, rule, number, ms)))
      continue
    return deniedAt(ms) ? null : ms
  }
  return 'later'
}

const denies = (rule: PolicyRule) =>
  ['consent', 'speaker', 'combine'].includes(rule.kind) || (rule.kind === 'cap' && rule.effect === 'block')

function purposesOf({ purpose, purposes }: ContactRequest): readonly string[] {
  return purposes ?? (purpose ? [purpose] : [])
}

function classOf(purpose: string): string {
  return (CLASS_OF_PURPOSE as Record<string, string>)[purpose] ?? ''
}

function inScope({ standing, request, country }: ClerkCase, scope: PolicyRule['scope']): boolean {
  const any = (wanted: readonly string[] | undefined, had: readonly string[]) =>
    !wanted || wanted.length === 0 || had.some(one => wanted.includes(one))
  return (
    any(scope.branchIds, standing.branchIds) &&
    any(scope.tags, standing.tags) &&
    any(scope.stages, standing.stage ? [standing.stage] : []) &&
    any(scope.countries, [country]) &&
    any(scope.campaignIds, request.campaignId ? [request.campaignId] : []) &&
    any(scope.channels, [request.channel ?? 'phone']) &&
    any(scope.purposes, purposesOf(request)) &&
    any(scope.purposeClasses, purposesOf(request).map(classOf))
  )
}

function exemptionLeave(given: ClerkCase, exemption: Exemption): Leave {
  const { id, passes, agreedOnly, limit, days, until } = exemption
  const uses = own(given).filter(contact => contact.exemption === id)
  return {
    passes,
    holdsAt(ms) {
      const day = dayAt(given.organisationZone, ms)
      const agreed = given.request.agreedAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY
      const used = uses.filter(contact => ms - contact.at < days * 86_400_000).length
      return day <= String(until) && used < limit && (!agreedOnly || agreed <= ms)
    },
  }
}

const own = ({ standing, request }: ClerkCase) => standing.contacts.filter(({ id }) => id !== request.ownContactId)

/** What needs no rule: wishes, numbers, holds and the contact under way. */
function heldWithoutRule(given: ClerkCase, ms: number): boolean {
  const { standing, request } = given
  const wished = standing.stops
    .filter(stop => stop.purpose === null || purposesOf(request).includes(stop.purpose))
    .some(stop => stop.expiresAt === 0 || ms < stop.expiresAt)
  return (
    wished ||
    (['phone', 'sms'].includes(request.channel ?? 'phone') && standing.numbers.length === 0) ||
    (request.channel === 'email' && standing.addresses.length === 0) ||
    standing.holds.some(until => ms < until) ||
    own(given).some(contact => ms < contact.liveUntil)
  )
}

function inQuiet(given: ClerkCase, ms: number): boolean {
  return own(given).some(
    contact => contact.exemption === null && contact.matterId !== given.request.matterId && ms < contact.quietUntil,
  )
}

/** The rule under which quiet periods in the ledger count: the longest that is for everybody and always. */
function quietRuleOf({ rules }: PolicyContent): string {
  let [longest, id] = [0, 'quiet-period']
  for (const rule of rules) {
    if (rule.kind !== 'gap' || rule.after !== 'conversations' || rule.per !== 'person') continue
    if (rule.next !== 'other-matter' || rule.layer !== 'own' || rule.from || rule.until) continue
    if (Object.keys(rule.scope).length === 0 && rule.seconds > longest) [longest, id] = [rule.seconds, rule.id]
  }
  return id
}

function objects(given: ClerkCase, rule: PolicyRule, number: string | null, ms: number): boolean {
  switch (rule.kind) {
    case 'hours':
      return !isOpen(rule, given, ms)
    case 'own-hours':
      return !isLiked(given.standing.ownHours, given.timeZone, ms)
    case 'cap':
      return isFull(
        given,
        rule,
        counted(given, rule.per, rule.count, rule.counted === 'all' ? null : rule.scope, number),
        ms,
      )
    case 'gap':
      return isTooSoon(given, rule, number, ms)
    case 'consent':
      return lacksConsent(given, rule.need, ms)
    case 'solve-first':
      return given.standing.concerns.some(until => ms < until)
    case 'speaker': {
      const { staff } = given.request
      const isOwner = rule.owner && staff?.id === given.standing.ownerId && staff?.id !== null
      return staff !== undefined && !isOwner && !staff.roles.some(role => rule.roles.includes(role))
    }
    case 'combine': {
      const purposes = purposesOf(given.request)
      const quarrel = rule.never.some(([a, b]) => a !== b && purposes.includes(a) && purposes.includes(b))
      return purposes.length > 1 && (purposes.length > rule.most || quarrel)
    }
  }
}

function counted(
  given: ClerkCase,
  per: Of<'cap'>['per'],
  count: Of<'cap'>['count'],
  scope: PolicyRule['scope'] | null,
  number: string | null,
): CountedContact[] {
  const mine = own(given)
  const of = {
    person: () => mine,
    matter: () =>
      mine.filter(
        contact =>
          contact.matterId === given.request.matterId ||
          (count === 'conversations' && besides(contact).some(one => one.matterId === given.request.matterId)),
      ),
    number: () => [...mine, ...given.standing.elsewhere].filter(contact => contact.numberId === number),
    'caller-number': () => given.fromCaller.filter(({ id }) => id !== given.request.ownContactId),
  }
  return of[per]()
    .filter(
      contact => count === 'attempts' || contact.conversed || (contact.liveUntil > 0 && contact.channel !== 'email'),
    )
    .filter(contact => {
      if (!scope) return true
      const any = (wanted: readonly string[] | undefined, had: string) => !wanted?.length || wanted.includes(had)
      const about = [contact, ...(count === 'conversations' ? besides(contact) : [])]
      return about.some(
        one =>
          any(scope.purposes, one.purpose) &&
          any(scope.purposeClasses, classOf(one.purpose)) &&
          any(scope.campaignIds, one.campaignId ?? '') &&
          any(scope.channels, contact.channel),
      )
    })
}

/** What a contact was about besides its own matter. */
const besides = ({ carried }: CountedContact) => carried ?? []

function isFull(
  { timeZone }: ClerkCase,
  { window, limit }: Of<'cap'>,
  contacts: CountedContact[],
  ms: number,
): boolean {
  if (window.kind === 'ever') return contacts.length >= limit
  if (window.kind === 'rolling') return contacts.filter(one => ms - one.at < window.seconds * 1000).length >= limit
  if (window.kind === 'tumbling') {
    let [opened, inside] = [Number.NEGATIVE_INFINITY, 0]
    for (const { at } of contacts.toSorted((a, b) => a.at - b.at)) {
      if (at - opened < window.seconds * 1000) inside++
      else [opened, inside] = [at, 1]
    }
    return ms - opened < window.seconds * 1000 && inside >= limit
  }
  const label = (at: number) => periodOf(window, timeZone, at)
  return contacts.filter(one => label(one.at) === label(ms)).length >= limit
}

function isTooSoon(given: ClerkCase, rule: Of<'gap'>, number: string | null, ms: number): boolean {
  const { request } = given
  const agreed = request.agreedAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY
  if (rule.after === 'attempts' && rule.layer === 'own' && agreed <= ms) return false
  return counted(given, rule.per, rule.after, null, number)
    .filter(contact => {
      if (rule.next === 'any') return true
      const own = 'matterId' in contact && contact.matterId === request.matterId
      if (rule.next === 'other-matter') return !own
      return own || (rule.after === 'conversations' && besides(contact).some(one => one.matterId === request.matterId))
    })
    .some(contact => ms - contact.at < rule.seconds * 1000)
}

function lacksConsent({ standing, request }: ClerkCase, need: Of<'consent'>['need'], ms: number): boolean {
  return purposesOf(request).some(purpose => {
    const word = standing.consents.find(
      word => word.purposeClass === classOf(purpose) && word.channel === (request.channel ?? 'phone'),
    )
    if (need === 'not-withdrawn') return word?.given === false
    return !word?.given || (word.expiresAt > 0 && word.expiresAt <= ms)
  })
}
