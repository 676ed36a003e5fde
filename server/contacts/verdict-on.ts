import { allHolidays } from '../calendars/index.ts'
import type { Holidays } from '../calendars/rules.ts'
import { organisation } from '../people/index.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { policyInForce } from '../policy/index.ts'
import type { PolicyInForce } from '../policy/rules.ts'
import { type CompiledPolicy, compilePolicy } from './compile-rules.ts'
import { type Policy, plainPolicy, type Verdict, verdictOf } from './rules.ts'
import type { ContactRequest } from './standing-rules.ts'
import { branchPaths, standingTexts } from './standing-store.ts'
import { readStandings } from './standing-texts.ts'
import { mayContact, type Ruling } from './verdict-rules.ts'

/** What verdicts of one organisation rest on, read once for many of them. */
export interface Ground {
  /** What the rules for everybody say, in plain numbers. */
  policy: Policy
  /** All rules, ready to judge by. */
  rules: CompiledPolicy
  holidays: ReadonlyMap<string, Holidays>
  pathOf: (branchId: string) => readonly string[]
}

interface Kept {
  holidays: ReadonlyMap<string, Holidays>
  policy: Policy
  rules: CompiledPolicy
}

// A version always answers the same object; what was made of it serves as long as the holidays are the same.
const compiled = new WeakMap<PolicyInForce, Map<string, Kept>>()

export async function groundFor(tx: Tx, orgId: string): Promise<Ground> {
  const stated = await policyInForce(tx, orgId)
  return groundOf(tx, orgId, stated)
}

/** As `groundFor`, under a policy that may never have been in force. */
export async function groundOf(tx: Tx, orgId: string, stated: PolicyInForce): Promise<Ground> {
  const holidays = await allHolidays(tx, orgId)
  // In whose local days rules begin and end; asked only where one does.
  const ends = stated.exemptions.length > 0 || stated.rules.some(({ from, until }) => from !== null || until !== null)
  const timeZone = ends ? (await organisation(tx, orgId)).timeZone : 'UTC'
  const kept = compiledFor(stated, timeZone, holidays)
  const paths = kept.rules.asksFor.branches ? await branchPaths(tx, orgId) : undefined
  return { ...kept, pathOf: branchId => paths?.get(branchId) ?? [branchId] }
}

function compiledFor(stated: PolicyInForce, timeZone: string, holidays: ReadonlyMap<string, Holidays>): Kept {
  const byZone = compiled.get(stated) ?? new Map<string, Kept>()
  const known = byZone.get(timeZone)
  if (known && sameHolidays(known.holidays, holidays)) return known
  const kept = { holidays, policy: plainPolicy(stated), rules: compilePolicy(stated, timeZone, holidays) }
  compiled.set(stated, byZone.set(timeZone, kept))
  return kept
}

function sameHolidays(a: ReadonlyMap<string, Holidays>, b: ReadonlyMap<string, Holidays>): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const [country, { days, years }] of a) {
    const other = b.get(country)
    if (!other || other.days.size !== days.size || other.years.size !== years.size) return false
    for (const year of years) if (!other.years.has(year)) return false
    for (const [day, kind] of days) if (other.days.get(day) !== kind) return false
  }
  return true
}

/** A contact that is asked about: whose, and what. */
export interface AskedContact {
  customerId: string
  request: ContactRequest
}

/** A verdict as it was found, with where the customer is. */
export interface Found extends AskedContact {
  ruling: Ruling
  timeZone: string
}

/** So many customers are read in one statement; the next are read while these are judged. */
const AT_ONCE = 5000

type Asking = { orgId: string; now: Temporal.Instant }

/**
 * Whether customers may be contacted at an instant, by where they stand in the database now; in the order asked, a few
 * thousand at a time. Customers outside the transaction's scope are left out. The connection is the reader's until it has
 * read all.
 * @param at the instant asked for; `now` when left out
 */
export async function* verdictsOn(
  tx: Tx,
  actor: Asking,
  ground: Ground,
  asked: readonly AskedContact[],
  at = actor.now,
): AsyncGenerator<Found[]> {
  let next = asked.length > 0 ? standingsFor(tx, actor, ground, asked.slice(0, AT_ONCE)) : undefined
  for (let from = 0; next; from += AT_ONCE) {
    const rows = await next
    const following = asked.slice(from + AT_ONCE, from + 2 * AT_ONCE)
    next = following.length > 0 ? standingsFor(tx, actor, ground, following) : undefined
    // Should judging fail, the statement under way is nobody's to wait for.
    next?.catch(() => {})
    yield judgeAll(ground, rows, asked.slice(from, from + AT_ONCE), actor.now, at)
  }
}

function standingsFor(tx: Tx, actor: Asking, { rules }: Ground, asked: readonly AskedContact[]) {
  const callers = rules.ofCallers ? asked.flatMap(({ request }) => request.callerNumber ?? []) : []
  const customerIds =
    asked.length === 1 ? [asked[0]!.customerId] : [...new Set(asked.map(one => one.customerId))].sort()
  return standingTexts(tx, actor, rules, { customerIds, callerNumbers: [...new Set(callers)] })
}

function judgeAll(
  { rules, pathOf }: Ground,
  rows: Parameters<typeof readStandings>[0],
  asked: readonly AskedContact[],
  now: Temporal.Instant,
  at: Temporal.Instant,
): Found[] {
  const { customers, callers } = readStandings(rows, now.epochMilliseconds, pathOf)
  const instant = at.epochMilliseconds
  const found: Found[] = []
  for (const { customerId, request } of asked) {
    const located = customers.get(customerId)
    if (!located) continue
    const { standing, timeZone, country } = located
    const place = rules.placeOf(timeZone, country)
    const fromCaller = request.callerNumber ? callers.get(request.callerNumber) : undefined
    found.push({
      customerId,
      request,
      timeZone,
      ruling: mayContact(rules, place, standing, request, instant, fromCaller),
    })
  }
  return found
}

/**
 * Whether a customer may be contacted at an instant, by where he stands in the database now. The customer's own time zone
 * and country count, else the organisation's. Refuses a customer outside the transaction's scope.
 * @param at the instant asked for; `now` when left out
 */
export async function verdictOn(
  tx: Tx,
  actor: Asking,
  ground: Ground,
  customerId: string,
  request: ContactRequest,
  at = actor.now,
): Promise<{ verdict: Verdict; timeZone: string }> {
  for await (const [found] of verdictsOn(tx, actor, ground, [{ customerId, request }], at)) {
    if (found) return { verdict: verdictOf(found.ruling, ground.rules, at), timeZone: found.timeZone }
  }
  throw notFound()
}
