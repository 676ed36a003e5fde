import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { policyVersion } from '../policy/index.ts'
import { PolicyContent } from '../policy/rule-contract.ts'
import type { CompiledPolicy } from './compile-rules.ts'
import {
  asItStood,
  CallerLedger,
  type CustomerPast,
  firstRules,
  type MadeContact,
  NO_PAST,
  requestThen,
  type Span,
} from './replay-past-rules.ts'
import { callsBefore, contactsMade, numberStopsOf, pastsOf, reconstructedConcerns } from './replay-past-store.ts'
import type { HeldContact, ReplayFound, ReplayRow } from './replay-store.ts'
import { verdictOf } from './rules.ts'
import type { Standing } from './standing-rules.ts'
import { standingTexts } from './standing-store.ts'
import { readStandings, type Standings } from './standing-texts.ts'
import { type Ground, groundOf } from './verdict-on.ts'
import { mayContact, type Ruling } from './verdict-rules.ts'

/** What judging hands out on its way. */
interface OnTheWay {
  /** Takes contacts that the draft would have held back. */
  keep: (rows: readonly HeldContact[]) => Promise<void>
  /** Hears how many contacts have been judged. */
  judged: (done: number) => Promise<void>
}

/** What verdicts on a page of contacts rest on. */
interface Past {
  standings: Standings
  pasts: ReadonlyMap<string, CustomerPast>
  numberStops: ReadonlyMap<string, readonly Span[]>
  calls: CallerLedger
}

/**
 * Judges every contact of a replay's stretch under its draft, and what that holds back under the policy it is compared with
 * as well: each at the instant it was dialled, by what had happened before and by what held at that instant. A few thousand
 * contacts are in memory at a time, with the histories of their customers; of the calls from each number, where a rule
 * counts them, some bytes for each.
 */
export async function judgeReplay(tx: Tx, actor: Actor, run: ReplayRow, onTheWay: OnTheWay): Promise<ReplayFound> {
  const [drafted, inForce] = await groundsOf(tx, actor, run)
  const reading = readingFor(drafted.rules, inForce.rules)
  const calls = reading.callers ? await callsBefore(tx, actor, run, reading.callers) : new CallerLedger()
  const pathOf = drafted.rules.asksFor.branches ? drafted.pathOf : inForce.pathOf
  const found: ReplayFound = { contacts: 0, stopped: 0, stoppedAnyway: 0, byRule: {}, outside: 0, reconstructed: 0 }
  if (drafted.rules.asksFor.concerns) found.reconstructed = await reconstructedConcerns(tx, actor, run)
  for await (const page of contactsMade(tx, actor, run)) {
    const past = { ...(await pastOf(tx, actor, run, { reading: reading.policy, pathOf, page })), calls }
    const held: HeldContact[] = []
    for (const contact of page) {
      found.contacts++
      if (!contact.staff) found.outside++
      const ruling = rulingThen(drafted, past, contact)
      if (!ruling || ruling.kind === 'allow') continue
      const anyway = rulingThen(inForce, past, contact)!.kind !== 'allow'
      held.push(heldBy(drafted.rules, ruling, contact, anyway))
      count(found, held.at(-1)!)
    }
    await onTheWay.keep(held)
    await onTheWay.judged(found.contacts)
  }
  return found
}

async function groundsOf(tx: Tx, actor: Actor, run: ReplayRow): Promise<[Ground, Ground]> {
  const compared = await policyVersion(tx, actor.orgId, run.policyVersion)
  return [
    await groundOf(tx, actor.orgId, { version: 0, ...PolicyContent.parse(run.content) }),
    await groundOf(tx, actor.orgId, { version: run.policyVersion, ...compared! }),
  ]
}

/** What is read so that both policies can judge. */
function readingFor(a: CompiledPolicy, b: CompiledPolicy) {
  const callers = [a.ofCallers, b.ofCallers].filter(counted => counted !== null)
  const either = (what: keyof CompiledPolicy['asksFor']) => a.asksFor[what] || b.asksFor[what]
  const policy: CompiledPolicy = {
    ...a,
    lookBack: Math.max(a.lookBack, b.lookBack),
    ofNumbers: a.ofNumbers || b.ofNumbers,
    // What has a history is read with it.
    ofCallers: null,
    asksFor: {
      ...a.asksFor,
      concerns: false,
      consents: false,
      ownHours: either('ownHours'),
      carried: either('carried'),
    },
  }
  const furthest = (what: 'lookBack' | 'pause') => Math.max(...callers.map(counted => counted[what]))
  const counted = { lookBack: furthest('lookBack'), pause: furthest('pause'), carried: either('carried') }
  return { policy, callers: callers.length > 0 ? counted : null }
}

async function pastOf(
  tx: Tx,
  actor: Actor,
  run: ReplayRow,
  given: { reading: CompiledPolicy; pathOf: Ground['pathOf']; page: readonly MadeContact[] },
): Promise<Omit<Past, 'calls'>> {
  const { reading, pathOf, page } = given
  const customerIds = [...new Set(page.map(({ customerId }) => customerId))]
  const numberIds = [...new Set(page.map(({ numberId }) => numberId))]
  const byMail = page.some(({ channel }) => channel === 'email')
  const then = { orgId: actor.orgId, now: run.from }
  const [texts, pasts, numberStops] = await Promise.all([
    standingTexts(tx, then, reading, { customerIds, callerNumbers: [], byMail }),
    pastsOf(tx, actor.orgId, run, customerIds),
    numberStopsOf(tx, actor.orgId, run, numberIds),
  ])
  return { standings: readStandings(texts, run.until.epochMilliseconds, pathOf), pasts, numberStops }
}

function rulingThen({ rules }: Ground, past: Past, contact: MadeContact): Ruling | undefined {
  const located = past.standings.customers.get(contact.customerId)
  if (!located) return undefined
  const { at, numberId, customerId, callerNumber } = contact
  const now: Standing = located.standing
  const standing = asItStood(now, past.pasts.get(customerId) ?? NO_PAST, past.numberStops.get(numberId) ?? [], contact)
  const fromCaller = rules.ofCallers ? past.calls.before(callerNumber, at, rules.ofCallers) : []
  return mayContact(
    rules,
    rules.placeOf(located.timeZone, located.country),
    standing,
    requestThen(contact),
    at,
    fromCaller,
  )
}

function heldBy(rules: CompiledPolicy, ruling: Ruling, contact: MadeContact, anyway: boolean): HeldContact {
  const at = Temporal.Instant.fromEpochMilliseconds(contact.at)
  const { until, reasons: all } = verdictOf(ruling, rules, at)
  const first = new Set(ruling.objections.filter(one => one.at === contact.at).map(({ rule }) => rule.id))
  const reasons = all.map(reason => ({ ...reason, first: first.has(reason.rule) }))
  const { id: contactId, branchId } = contact
  return { contactId, branchId, dialledAt: at.toString(), anyway, until: until?.toString() ?? null, reasons }
}

function count(found: ReplayFound, { anyway, reasons }: HeldContact): void {
  found.stopped++
  if (anyway) found.stoppedAnyway++
  for (const rule of firstRules(reasons)) {
    const { contacts, alone } = found.byRule[rule] ?? { contacts: 0, alone: 0 }
    found.byRule[rule] = { contacts: contacts + 1, alone: alone + Number(!anyway) }
  }
}
