import { type CompiledPolicy, type Pass, rulesWithout } from './compile-rules.ts'
import type { Place } from './opening-rules.ts'
import { NEVER, type Question, type Rule, untilFacts } from './question-rules.ts'
import { askedOf } from './scope-rules.ts'
import { type ContactRequest, type CountedContact, type Override, reachedAt, type Standing } from './standing-rules.ts'

/** After so many steps without an instant at which no rule objects there is none: hours of two rules never meet. */
const MOST_STEPS = 1000

/** A rule that objected at an instant, and when it alone releases. */
interface Objected {
  rule: Rule
  at: number
  release: number
}

/** A verdict in whole numbers, as it is found; `verdictOf` puts it into words. */
export interface Ruling {
  kind: 'allow' | 'defer' | 'deny'
  /** The first instant that all rules allow; `Infinity` when denied. */
  until: number
  /** The number it is about: the first of the customer's at which the contact is possible soonest. */
  numberId: string | null
  /** The exemption or override without which it would be later or never. */
  pass: Pass | null
  objections: readonly Objected[]
  question: Question
}

const NONE: readonly never[] = []

/**
 * Whether a customer may be contacted at an instant (epoch milliseconds) under a policy: one verdict, alike for one customer
 * and for millions. All rules are asked; when some delay, they are all asked again at the latest release, until none does.
 * So `until` is the first instant all of them allow. Denied when a rule never releases, or when one that denies objects at
 * the instant asked for or at the one at which all delays end. Where counts differ from number to number the soonest of
 * the customer's numbers is taken. An exemption or override is used only where it makes the contact sooner.
 * @param fromCaller contacts from the number the customer is to see, with whomever, newest first
 */
export function mayContact(
  policy: CompiledPolicy,
  place: Place,
  standing: Standing,
  request: ContactRequest,
  at: number,
  fromCaller: readonly CountedContact[] = NONE,
): Ruling {
  const asked = askedOf(request)
  const agreedAt = request.agreedAt ? request.agreedAt.epochMilliseconds : NEVER
  const numberId = request.numberId ?? reachedAt(standing, asked.channel)[0] ?? null
  const question: Question = { place, standing, request, asked, agreedAt, numberId, fromCaller, counted: [] }
  const own = policy.fitting(standing, asked, place.country)
  let best = soonest(policy, own, null, question, at)
  if (best.kind === 'allow') return best
  for (const pass of passesFor(policy, own, question)) {
    const found = soonest(policy, pass.fitting(standing, asked, place.country), pass, question, at)
    if (found.until < best.until) best = found
  }
  return best
}

function passesFor(
  policy: CompiledPolicy,
  own: readonly Rule[],
  { standing, asked, place }: Question,
): readonly Pass[] {
  if (policy.passes.length === 0 && standing.overrides.length === 0) return NONE
  const fitting = policy.passes.filter(({ fits }) => fits === null || fits(standing, asked, place.country))
  if (standing.overrides.length === 0) return fitting
  const overrides = standing.overrides.filter(({ purpose }) => purpose === null || asked.purposes.includes(purpose))
  return [...fitting, ...overrides.map(override => overridePass(override, own))]
}

function overridePass({ id, passes, expiresAt }: Override, own: readonly Rule[]): Pass {
  const expiry: Rule = {
    id,
    layer: 'built-in',
    denies: false,
    fits: null,
    about: null,
    ask: (_question, at) => (at >= expiresAt ? NEVER : 0),
    describe: question => ({ code: 'override-expired', facts: untilFacts(expiresAt, question) }),
  }
  // The rules that fit are already chosen.
  const rules = [...rulesWithout(own, passes), expiry]
  return { kind: 'override', id, fits: null, fitting: () => rules }
}

/** The ruling on the number at which the contact is possible soonest; of equals the better number. */
function soonest(
  policy: CompiledPolicy,
  rules: readonly Rule[],
  pass: Pass | null,
  question: Question,
  at: number,
): Ruling {
  const { request, standing, asked } = question
  const first = rule(rules, pass, question, at)
  if (!policy.ofNumbers || request.numberId !== undefined || first.kind === 'allow') return first
  let best = first
  for (const numberId of reachedAt(standing, asked.channel)) {
    if (numberId === question.numberId) continue
    const found = rule(rules, pass, { ...question, numberId, counted: [] }, at)
    if (found.until < best.until) best = found
  }
  return best
}

function rule(rules: readonly Rule[], pass: Pass | null, question: Question, at: number): Ruling {
  const { numberId } = question
  const objections: Objected[] = []
  let free = at
  for (let step = 0; step < MOST_STEPS; step++) {
    const release = ask(rules, question, free, step === 0 ? 'all' : 'delays', objections)
    if (release === NEVER) break
    if (release > 0) {
      free = release
      continue
    }
    if (step === 0) return { kind: 'allow', until: at, numberId, pass, objections: NONE, question }
    if (ask(rules, question, free, 'denials', objections) === NEVER) break
    return { kind: 'defer', until: free, numberId, pass, objections, question }
  }
  return { kind: 'deny', until: NEVER, numberId, pass, objections, question }
}

/** Asks rules about an instant and keeps who objected; answers the latest release, 0 without objection. */
function ask(
  rules: readonly Rule[],
  question: Question,
  at: number,
  which: 'all' | 'delays' | 'denials',
  objections: Objected[],
): number {
  let latest = 0
  for (const rule of rules) {
    if (which !== 'all' && rule.denies !== (which === 'denials')) continue
    const release = rule.ask(question, at)
    if (release <= at) continue
    objections.push({ rule, at, release: rule.denies ? NEVER : release })
    if (rule.denies) latest = NEVER
    else if (release > latest) latest = release
  }
  return latest
}
