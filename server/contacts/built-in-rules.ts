import { NEVER, ownContacts, type Question, type Rule, untilFacts } from './question-rules.ts'

type Asking = Pick<Rule, 'id' | 'ask' | 'describe'>

const builtIn = (rule: Asking): Rule => ({ ...rule, layer: 'built-in', denies: false, fits: null, about: null })

/** The latest of some instants after `at`; 0 when all have passed. `0` among them means for good. */
function latestAfter(at: number, instants: readonly number[]): number {
  let latest = 0
  for (const instant of instants) {
    const until = instant === 0 ? NEVER : instant
    if (until > at && until > latest) latest = until
  }
  return latest
}

function stopsOf({ standing, asked }: Question) {
  return standing.stops.filter(({ purpose }) => purpose === null || asked.purposes.includes(purpose))
}

const doNotContact = builtIn({
  id: 'do-not-contact',
  ask(question, at) {
    if (question.standing.stops.length === 0) return 0
    return latestAfter(
      at,
      stopsOf(question).map(({ expiresAt }) => expiresAt),
    )
  },
  describe(question, at, release) {
    const stands = stopsOf(question).filter(({ expiresAt }) => expiresAt === 0 || expiresAt > at)
    const longest = stands.find(({ expiresAt }) => (expiresAt === 0 ? NEVER : expiresAt) === release)
    const purpose = longest?.purpose ?? null
    const code = release < NEVER ? 'do-not-contact-until' : purpose ? 'do-not-contact-purpose' : 'do-not-contact'
    return { code, facts: { purpose, ...untilFacts(release, question) } }
  },
})

const dialableNumber = builtIn({
  id: 'dialable-number',
  ask({ standing: { numbers }, asked: { channel } }) {
    return numbers.length > 0 || (channel !== 'phone' && channel !== 'sms') ? 0 : NEVER
  },
  describe: ({ standing }) => ({
    code: standing.stoppedNumbers > 0 ? 'number-stopped' : 'no-dialable-number',
    facts: {},
  }),
})

const usableAddress = builtIn({
  id: 'usable-address',
  ask: ({ standing: { addresses }, asked: { channel } }) => (channel !== 'email' || addresses.length > 0 ? 0 : NEVER),
  describe: ({ standing }) => ({ code: standing.stoppedAddresses > 0 ? 'address-stopped' : 'no-address', facts: {} }),
})

const hold = builtIn({
  id: 'hold',
  ask: ({ standing: { holds } }, at) => (holds.length === 0 ? 0 : latestAfter(at, holds)),
  describe: (question, _at, release) => ({ code: 'on-hold', facts: untilFacts(release, question) }),
})

const liveContact = builtIn({
  id: 'live-contact',
  ask(question, at) {
    let latest = 0
    for (const { liveUntil } of ownContacts(question)) if (liveUntil > at && liveUntil > latest) latest = liveUntil
    return latest
  },
  describe: (question, _at, release) => ({ code: 'live-contact', facts: untilFacts(release, question) }),
})

/** What holds without a rule and is passed by nothing. */
export const BUILT_IN: readonly Rule[] = [doNotContact, dialableNumber, usableAddress, hold, liveContact]

/** Until when quiet periods that have begun keep other matters waiting; they keep the end they had. 0 when none does. */
export function quietUntil(question: Question, at: number): number {
  let latest = 0
  for (const { matterId, quietUntil, exemption } of ownContacts(question)) {
    if (exemption !== null || matterId === question.request.matterId) continue
    if (quietUntil > at && quietUntil > latest) latest = quietUntil
  }
  return latest
}

/** Quiet periods that began under a rule that is gone. */
export const quietLeft: Rule = {
  ...builtIn({
    id: 'quiet-period',
    ask: quietUntil,
    describe: (question, _at, release) => ({ code: 'quiet-period', facts: untilFacts(release, question) }),
  }),
  layer: 'own',
}
