import { allHolidays } from '../calendars/index.ts'
import type { Holidays } from '../calendars/rules.ts'
import { organisation } from '../people/index.ts'
import { ahead } from '../platform/ahead.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { policyInForce } from '../policy/index.ts'
import type { PolicyInForce } from '../policy/rules.ts'
import { type CompiledPolicy, compilePolicy } from './compile-rules.ts'
import { type Opens, opensFor } from './open-hours.ts'
import { type Policy, plainPolicy, type Verdict, verdictOf } from './rules.ts'
import type { ContactRequest } from './standing-rules.ts'
import { branchPaths, standingTexts } from './standing-store.ts'
import {
  type Located,
  readCallers,
  readStandings,
  type Standings,
  StandingsInOrder,
  type StandingTexts,
} from './standing-texts.ts'
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

/** What verdicts of an organisation rest on besides its customers: the policy in force, compiled, and the holidays. */
export async function groundFor(tx: Tx, orgId: string): Promise<Ground> {
  const [stated, holidays] = await Promise.all([policyInForce(tx, orgId), allHolidays(tx, orgId)])
  return groundWith(tx, orgId, stated, holidays)
}

/** As `groundFor`, under a policy that may never have been in force. */
export async function groundOf(tx: Tx, orgId: string, stated: PolicyInForce): Promise<Ground> {
  return groundWith(tx, orgId, stated, await allHolidays(tx, orgId))
}

async function groundWith(
  tx: Tx,
  orgId: string,
  stated: PolicyInForce,
  holidays: ReadonlyMap<string, Holidays>,
): Promise<Ground> {
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
export type Found<A extends AskedContact = AskedContact> = A & { ruling: Ruling; timeZone: string }

/** So many customers are read in one statement. */
const AT_ONCE = 5000
/**
 * So many statements are on their way on each connection: the next is there before the one before it is answered. Started
 * while that is judged, it would be sent only after.
 */
const STATEMENTS_AHEAD = 2

type Asking = { orgId: string; now: Temporal.Instant }

/**
 * Whether customers may be contacted at an instant, by where they stand in the database now; in the order asked, a few
 * thousand at a time or as they come. Customers outside the transaction's scope are left out. The connections are the
 * reader's until it has read all.
 * @param readers one transaction, or several of one scope that read by turns
 * @param at the instant asked for; `now` when left out
 */
export async function* verdictsOn<A extends AskedContact>(
  readers: Tx | readonly Tx[],
  actor: Asking,
  ground: Ground,
  asked: readonly A[] | AsyncGenerator<readonly A[]>,
  at = actor.now,
): AsyncGenerator<Iterable<Found<A>>> {
  const pages = Symbol.asyncIterator in asked ? asked : pagesOf(asked)
  const txs = 'length' in readers ? readers : [readers]
  const most = STATEMENTS_AHEAD * txs.length - 1
  for await (const { page, texts } of ahead(standingsFor(txs, actor, ground, pages), most)) {
    yield judged(ground, placesIn(await texts, actor.now.epochMilliseconds, ground, page), page, at)
  }
}

async function* pagesOf<A>(asked: readonly A[]): AsyncGenerator<readonly A[]> {
  for (let from = 0; from < asked.length; from += AT_ONCE) yield asked.slice(from, from + AT_ONCE)
}

async function* standingsFor<A extends AskedContact>(
  txs: readonly Tx[],
  actor: Asking,
  { rules }: Ground,
  pages: AsyncGenerator<readonly A[]>,
) {
  let turn = 0
  for await (const page of ahead(pages)) {
    const texts = textsFor(txs[turn++ % txs.length]!, actor, rules, page)
    // Should the taker fail meanwhile, this failure is nobody's to hear of.
    texts.catch(() => {})
    yield { page, texts }
  }
}

function textsFor(tx: Tx, actor: Asking, rules: CompiledPolicy, asked: readonly AskedContact[]) {
  const callers = rules.ofCallers ? asked.flatMap(({ request }) => request.callerNumber ?? []) : []
  const byMail = asked.some(({ request }) => request.channel === 'email')
  return standingTexts(tx, actor, rules, { customerIds: idsOf(asked), callerNumbers: [...new Set(callers)], byMail })
}

/** The customers of a page; what is asked of one customer mostly stands together. */
function idsOf(asked: readonly AskedContact[]): string[] {
  const ids: string[] = []
  let last = ''
  for (const { customerId } of asked) {
    if (customerId !== last) ids.push(customerId)
    last = customerId
  }
  return ids
}

/** Where the customers of a page stand: read as they are asked for where they come in the order of their ids. */
function placesIn(texts: StandingTexts, now: number, { pathOf }: Ground, page: readonly AskedContact[]): Places {
  const inOrder = page.every((one, n) => n === 0 || page[n - 1]!.customerId <= one.customerId)
  if (!inOrder) return placesOf(readStandings(texts, now, pathOf))
  const standings = new StandingsInOrder(texts, now, pathOf)
  const callers = readCallers(texts.callers, now)
  return { of: customerId => standings.of(customerId), callers }
}

interface Places {
  of: (customerId: string) => Located | undefined
  callers: Standings['callers']
}

const placesOf = ({ customers, callers }: Standings): Places => ({ of: id => customers.get(id), callers })

/** One verdict after the other, each as it is asked for. */
function* judged<A extends AskedContact>(
  { rules }: Ground,
  { of, callers }: Places,
  asked: readonly A[],
  at: Temporal.Instant,
): Generator<Found<A>> {
  const instant = at.epochMilliseconds
  for (const one of asked) {
    const located = of(one.customerId)
    if (!located) continue
    const { standing, timeZone, country } = located
    const place = rules.placeOf(timeZone, country)
    const { callerNumber } = one.request
    const fromCaller = callerNumber ? callers.get(callerNumber) : undefined
    yield { ...one, timeZone, ruling: mayContact(rules, place, standing, one.request, instant, fromCaller) }
  }
}

export interface OneVerdict {
  verdict: Verdict
  /** The customer's own, else the organisation's. */
  timeZone: string
  /** When the hours that the policy permits for him open. */
  opens: Opens
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
): Promise<OneVerdict> {
  const [found] = await verdictsOnThese(tx, actor, ground, [{ customerId, request }], at)
  if (!found) throw notFound()
  return found
}

/** As `verdictOn`, for several in one statement, in the order asked; customers outside the transaction's scope are left out. */
export async function verdictsOnThese<A extends AskedContact>(
  tx: Tx,
  actor: Asking,
  ground: Ground,
  asked: readonly A[],
  at = actor.now,
): Promise<(A & OneVerdict)[]> {
  const { rules, pathOf } = ground
  const standings = readStandings(await textsFor(tx, actor, rules, asked), actor.now.epochMilliseconds, pathOf)
  return [...judged(ground, placesOf(standings), asked, at)].map(({ ruling, ...found }) => {
    const opens = opensFor(rules, standings.customers.get(found.customerId)!, found.customerId)
    return { ...found, verdict: verdictOf(ruling, rules, at), opens } as unknown as A & OneVerdict
  })
}
