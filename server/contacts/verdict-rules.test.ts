import { describe, expect, test } from 'vitest'
import { PolicyContent } from '../policy/rule-contract.ts'
import { DEFAULT_CONTENT, DEFAULT_POLICY_IN_FORCE } from '../policy/rules.ts'
import { compilePolicy } from './compile-rules.ts'
import { BLANK, type ContactRequest, type PastContact, type Standing } from './standing-rules.ts'
import { mayContact } from './verdict-rules.ts'

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const TUESDAY = at('2026-11-17T10:00:00+08:00')
const HOLIDAYS = {
  years: new Set([2026]),
  days: new Map([
    ['2026-10-01', 'holiday' as const],
    ['2026-10-10', 'make-up-workday' as const],
  ]),
}
const NOBODY: Standing = { ...BLANK, numbers: ['n1'] }
const ASK: ContactRequest = { purpose: 'care', matterId: 'mine' }

function policyOf(rules: readonly object[], exemptions: readonly object[] = []) {
  const named = rules.map((rule, n) => ({ id: `r${n}`, name: `规则${n}`, ...rule }))
  const content = PolicyContent.parse({ rules: named, exemptions })
  return compilePolicy({ version: 1, ...content }, 'Asia/Shanghai', new Map([['CN', HOLIDAYS]]))
}

const DEFAULT = compilePolicy(DEFAULT_POLICY_IN_FORCE, 'Asia/Shanghai', new Map([['CN', HOLIDAYS]]))

function past(given: Partial<PastContact>): PastContact {
  const on = given.at ?? TUESDAY - DAY
  return {
    ...{ id: 'c', matterId: 'other', numberId: 'n1', at: on, quietUntil: on, conversed: false, liveUntil: 0 },
    ...{ purpose: 'care', campaignId: null, channel: 'phone', exemption: null },
    ...given,
  }
}

function ask(standing: Partial<Standing>, on = TUESDAY, request: Partial<ContactRequest> = {}, policy = DEFAULT) {
  const place = policy.placeOf('Asia/Shanghai', 'CN')
  return mayContact(policy, place, { ...NOBODY, ...standing }, { ...ASK, ...request }, on)
}

type Ruling = ReturnType<typeof ask>
const codes = ({ objections, question }: Ruling) => [
  ...new Set(objections.map(({ rule, at, release }) => rule.describe(question, at, release).code)),
]
const local = ({ until }: Ruling) =>
  Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString()
const agreedAt = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

describe('by the default, a customer may be contacted', () => {
  test('on a Tuesday at ten when nothing speaks against it', () => {
    expect(ask({})).toMatchObject({ kind: 'allow', objections: [], numberId: 'n1', pass: null })
  })

  test('not when he asked not to be, whatever else allows it', () => {
    expect(ask({ stops: [{ purpose: null, expiresAt: 0 }] }).kind).toBe('deny')
    expect(codes(ask({ stops: [{ purpose: 'care', expiresAt: 0 }] }))).toEqual(['do-not-contact-purpose'])
    expect(ask({ stops: [{ purpose: 'win-back', expiresAt: 0 }] }).kind).toBe('allow')
  })

  test('again when his wish has run out, then within the hours', () => {
    const ruling = ask({ stops: [{ purpose: null, expiresAt: at('2026-11-18T03:00:00+08:00') }] })
    expect(local(ruling)).toBe('2026-11-18T09:00:00')
    expect(codes(ruling)).toEqual(['do-not-contact-until', 'outside-hours'])
  })

  test('not without a number that can be dialled, unless it is no call', () => {
    expect(codes(ask({ numbers: [] }))).toEqual(['no-dialable-number'])
    expect(codes(ask({ numbers: [], stoppedNumbers: 1 }))).toEqual(['number-stopped'])
    expect(ask({ numbers: [] }, TUESDAY, { channel: 'visit' }).kind).toBe('allow')
  })

  test('not while somebody has put him on hold, but when that ends', () => {
    const ruling = ask({ holds: [at('2026-11-20T12:00:00+08:00')] })
    expect(local(ruling)).toBe('2026-11-20T14:00:00')
    expect(codes(ruling)).toEqual(['on-hold', 'outside-hours'])
  })

  test('about his own matter within the quiet period, about another one only after it', () => {
    const [begun, end] = [at('2026-11-16T15:30:00+08:00'), at('2026-11-23T15:30:00+08:00')]
    const contacts = [past({ at: begun, quietUntil: end, conversed: true })]
    expect(local(ask({ contacts }))).toBe('2026-11-23T15:30:00')
    expect(ask({ contacts }, TUESDAY, { matterId: 'other' }).kind).toBe('allow')
  })

  test('only after the gap since any attempt, unless he asked for this time himself', () => {
    const contacts = [past({ at: at('2026-11-17T09:30:00+08:00'), matterId: 'mine' })]
    expect(local(ask({ contacts }))).toBe('2026-11-17T11:30:00')
    expect(ask({ contacts }, TUESDAY, { agreedAt: agreedAt(TUESDAY) }).kind).toBe('allow')
    expect(ask({ contacts }, TUESDAY, { agreedAt: agreedAt(TUESDAY + MINUTE) }).until).toBe(TUESDAY + MINUTE)
  })

  test('not while somebody else is in contact with him; his own contact does not stand in its way', () => {
    const live = past({ id: 'own', liveUntil: at('2026-11-17T10:15:00+08:00'), at: TUESDAY })
    expect(codes(ask({ contacts: [live] }))).toContain('live-contact')
    expect(ask({ contacts: [live] }, TUESDAY, { ownContactId: 'own' }).kind).toBe('allow')
  })

  test('up to the caps of conversations and of attempts, which are counted apart', () => {
    const days = [8, 9, 20].map(days => past({ at: TUESDAY - days * DAY }))
    expect(ask({ contacts: days }).kind).toBe('allow')
    const ruling = ask({ contacts: days.map(contact => ({ ...contact, conversed: true })) })
    expect(codes(ruling)).toEqual(['conversation-cap'])
    expect(local(ruling)).toBe('2026-11-27T10:00:00')
    const [{ rule, release }] = ruling.objections as [Ruling['objections'][number]]
    expect(rule.describe(ruling.question, TUESDAY, release).facts).toMatchObject({ cap: 3, count: 3, per: 'person' })
    const tried = Array.from({ length: 10 }, (_, n) => past({ at: TUESDAY - (n + 1) * DAY }))
    expect(codes(ask({ contacts: tried }))).toEqual(['attempt-cap'])
  })

  test('a reserved contact counts as the conversation it may become', () => {
    const spoken = [9, 10].map(days => past({ at: TUESDAY - days * DAY, conversed: true }))
    const reserved = past({ at: TUESDAY - 5 * MINUTE, liveUntil: TUESDAY + 10 * MINUTE })
    expect(codes(ask({ contacts: [reserved, ...spoken] }))).toContain('conversation-cap')
  })

  test('within the hours of the day where he is, and never on a public holiday', () => {
    expect(local(ask({}, at('2026-11-17T12:30:00+08:00')))).toBe('2026-11-17T14:00:00')
    expect(local(ask({}, at('2026-11-17T21:00:00+08:00')))).toBe('2026-11-18T09:00:00')
    expect(local(ask({}, at('2026-11-20T22:00:00+08:00')))).toBe('2026-11-21T10:00:00')
    expect(local(ask({}, at('2026-10-01T10:00:00+08:00')))).toBe('2026-10-02T09:00:00')
    expect(ask({}, at('2026-10-10T09:30:00+08:00')).kind).toBe('allow')
    expect(ask({}, at('2026-10-11T09:30:00+08:00')).kind).toBe('defer')
  })
})

describe('counts over windows', () => {
  const cap = (given: object) => ({ kind: 'cap', count: 'attempts', per: 'number', limit: 5, ...given })

  test('Aliyun’s own example: a window opens with the first call; the sixth waits for its end', () => {
    const policy = policyOf([cap({ window: { kind: 'tumbling', seconds: 3600 } })])
    const today = (clock: string) => at(`2026-11-17T${clock}:00+08:00`)
    const five = ['12:59', '12:50', '12:40', '12:20', '12:01'].map(clock => past({ at: today(clock) }))
    const sixth = ask({ contacts: five }, today('13:00'), {}, policy)
    expect(sixth).toMatchObject({ kind: 'defer', until: today('13:01') })
    expect(ask({ contacts: five }, today('13:01'), {}, policy).kind).toBe('allow')
    // The window 13:01–14:01 is opened by the call at 13:01, so four of the last hour are of no account.
    const next = [past({ at: today('13:01') }), ...five]
    expect(ask({ contacts: next }, today('13:02'), {}, policy).kind).toBe('allow')
    const fourMore = ['13:05', '13:04', '13:03', '13:02'].map(clock => past({ at: today(clock) }))
    expect(ask({ contacts: [...fourMore, ...next] }, today('13:06'), {}, policy).until).toBe(today('14:01'))
  })

  test('roll by the second, begin with the customer’s day, week and month, or end with a part of his day', () => {
    const twice = [past({ at: TUESDAY - 10_000 }), past({ at: TUESDAY - 50_000 })]
    const until = (window: object) => ask({ contacts: twice }, TUESDAY, {}, policyOf([cap({ limit: 2, window })])).until
    expect(until({ kind: 'rolling', seconds: 60 })).toBe(TUESDAY + 10_000)
    expect(until({ kind: 'calendar', unit: 'day' })).toBe(at('2026-11-18T00:00:00+08:00'))
    expect(until({ kind: 'calendar', unit: 'week' })).toBe(at('2026-11-23T00:00:00+08:00'))
    expect(until({ kind: 'calendar', unit: 'month' })).toBe(at('2026-12-01T00:00:00+08:00'))
    expect(until({ kind: 'day-part', cuts: ['12:00', '18:00'] })).toBe(at('2026-11-17T12:00:00+08:00'))
    expect(until({ kind: 'ever' })).toBe(Number.POSITIVE_INFINITY)
  })

  test('of a number go over all customers who share it, and another number of his may be free', () => {
    const policy = policyOf([cap({ limit: 1, window: { kind: 'rolling', seconds: 3600 } })])
    const elsewhere = [past({ at: TUESDAY - 10 * MINUTE })]
    expect(ask({ elsewhere }, TUESDAY, {}, policy).until).toBe(TUESDAY + 50 * MINUTE)
    expect(ask({ elsewhere, numbers: ['n1', 'n2'] }, TUESDAY, {}, policy)).toMatchObject({
      kind: 'allow',
      numberId: 'n2',
    })
    expect(ask({ elsewhere, numbers: ['n1', 'n2'] }, TUESDAY, { numberId: 'n1' }, policy).kind).toBe('defer')
  })

  test('deny where the rule says so, even when hours would have put it off until the cap has room', () => {
    const window = { kind: 'rolling', seconds: 3600 }
    const policy = policyOf([{ ...DEFAULT_CONTENT.rules[0] }, cap({ limit: 1, window, effect: 'block' })])
    const night = at('2026-11-17T22:00:00+08:00')
    expect(codes(ask({ contacts: [past({ at: night - MINUTE })] }, night, {}, policy))).toContain('cap-closes')
  })

  test('of one class of purposes count the contacts of this class alone', () => {
    const scope = { purposeClasses: ['marketing'] }
    const policy = policyOf([cap({ per: 'person', limit: 1, scope, window: { kind: 'rolling', seconds: 3600 } })])
    const contacts = [past({ at: TUESDAY - MINUTE })]
    expect(ask({ contacts }, TUESDAY, { purpose: 'win-back' }, policy).kind).toBe('allow')
    const sold = [past({ at: TUESDAY - MINUTE, purpose: 'renewal' })]
    expect(ask({ contacts: sold }, TUESDAY, { purpose: 'win-back' }, policy).kind).toBe('defer')
    expect(ask({ contacts: sold }, TUESDAY, {}, policy).kind).toBe('allow')
  })
})

describe('what a customer has agreed to and what concerns him', () => {
  const selling = { purposeClasses: ['marketing'] }

  test('no explicit consent is a refusal to sell, and one that runs out before the contact as well', () => {
    const policy = policyOf([{ kind: 'consent', need: 'explicit', scope: selling }, { ...DEFAULT_CONTENT.rules[0] }])
    const sell = (consents: Standing['consents'], on = TUESDAY) =>
      ask({ consents }, on, { purpose: 'win-back' }, policy)
    const word = { purposeClass: 'marketing', channel: 'phone', given: true, expiresAt: 0 }
    expect(codes(sell([]))).toEqual(['no-consent'])
    expect(sell([word]).kind).toBe('allow')
    expect(codes(sell([{ ...word, given: false }]))).toEqual(['consent-withdrawn'])
    expect(codes(sell([{ ...word, channel: 'sms' }]))).toEqual(['no-consent'])
    const night = at('2026-11-17T22:00:00+08:00')
    expect(codes(sell([{ ...word, expiresAt: night + HOUR }], night))).toContain('consent-expired')
    expect(ask({}, TUESDAY, {}, policy).kind).toBe('allow')
  })

  test('before an open problem is solved nothing is sold, but the problem may be talked about', () => {
    const policy = policyOf([{ kind: 'solve-first', scope: selling }])
    const concerns = [TUESDAY + DAY, TUESDAY + 2 * DAY]
    expect(ask({ concerns }, TUESDAY, { purpose: 'referral' }, policy).until).toBe(TUESDAY + 2 * DAY)
    expect(ask({ concerns }, TUESDAY, { purpose: 'problem-solving' }, policy).kind).toBe('allow')
  })

  test('key accounts are spoken to by their owner or those named, and denied to others alone', () => {
    const policy = policyOf([{ kind: 'speaker', owner: true, roles: ['supervisor'], scope: { tags: ['大客户'] } }])
    const key = { tags: ['大客户'], ownerId: 'anna' }
    const by = (id: string, role: string) => ask(key, TUESDAY, { staff: { id, roles: [role] } }, policy)
    expect(by('anna', 'agent').kind).toBe('allow')
    expect(by('ben', 'supervisor').kind).toBe('allow')
    expect(codes(by('ben', 'agent'))).toEqual(['other-speaker'])
    expect(ask(key, TUESDAY, {}, policy).kind).toBe('allow')
  })

  test('his own good hours hold besides the organisation’s, when he has named some', () => {
    const policy = policyOf([{ ...DEFAULT_CONTENT.rules[0] }, { kind: 'own-hours' }])
    const ownHours = { windows: [{ weekday: 3, from: '08:00', to: '10:00' }], notBefore: null, notAfter: null }
    expect(local(ask({ ownHours }, TUESDAY, {}, policy))).toBe('2026-11-18T09:00:00')
    expect(ask({}, TUESDAY, {}, policy).kind).toBe('allow')
  })

  test('one contact carries so many purposes and none that quarrel', () => {
    const policy = policyOf([{ kind: 'combine', most: 2, never: [['problem-solving', 'cross-sell']] }])
    const carry = (...purposes: string[]) => ask({}, TUESDAY, { purpose: purposes[0]!, purposes }, policy)
    expect(carry('care', 'satisfaction').kind).toBe('allow')
    expect(codes(carry('care', 'satisfaction', 'referral'))).toEqual(['too-many-purposes'])
    expect(codes(carry('problem-solving', 'cross-sell'))).toEqual(['purposes-apart'])
  })
})

describe('what may pass rules', () => {
  const day = (limit: number, given: object = {}): object => ({
    ...{ kind: 'cap', count: 'attempts', per: 'person', limit, window: { kind: 'rolling', seconds: 86_400 } },
    ...given,
  })
  const recall = {
    ...{ id: 'recall', name: '安全召回', reason: '制动隐患', scope: { purposes: ['care'] }, passes: ['r0'] },
    ...{ limit: 1, days: 7, until: '2026-11-30' },
  }
  const contacts = [past({ at: TUESDAY - HOUR })]

  test('an exemption passes the rules it names, is told by name, and only where it is needed', () => {
    const policy = policyOf([day(1)], [recall])
    expect(ask({ contacts }, TUESDAY, {}, policy)).toMatchObject({ kind: 'allow', pass: { id: 'recall' } })
    expect(ask({}, TUESDAY, {}, policy).pass).toBeNull()
    expect(ask({ contacts }, TUESDAY, { purpose: 'win-back' }, policy).kind).toBe('defer')
  })

  test('it is used up, it ends, and no carrier’s ceiling and no wish is passed by it', () => {
    const policy = policyOf([day(1)], [recall])
    const used = [past({ at: TUESDAY - HOUR, exemption: 'recall' })]
    expect(ask({ contacts: used }, TUESDAY, {}, policy)).toMatchObject({ kind: 'defer', pass: null })
    expect(ask({ contacts: [past({ at: TUESDAY + 14 * DAY })] }, TUESDAY + 14 * DAY, {}, policy).pass).toBeNull()
    const ceiling = policyOf([day(1, { layer: 'carrier' })], [recall])
    const held = ask({ contacts }, TUESDAY, {}, ceiling)
    expect(held).toMatchObject({ kind: 'defer', pass: null })
    expect(held.objections[0]!.rule.describe(held.question, TUESDAY, held.until).facts).toMatchObject({
      layer: 'carrier',
    })
    expect(ask({ contacts, stops: [{ purpose: null, expiresAt: 0 }] }, TUESDAY, {}, policy).kind).toBe('deny')
  })

  test('a promised call-back passes from the time the customer asked for', () => {
    const promised = { ...recall, id: 'call-back', scope: {}, agreedOnly: true }
    const policy = policyOf([day(1)], [promised])
    expect(ask({ contacts }, TUESDAY, {}, policy).kind).toBe('defer')
    const asked = { agreedAt: agreedAt(TUESDAY + HOUR) }
    expect(ask({ contacts }, TUESDAY, asked, policy)).toMatchObject({
      until: TUESDAY + HOUR,
      pass: { id: 'call-back' },
    })
  })

  test('an override a second person approved passes what it names until it expires', () => {
    const policy = policyOf([
      day(1),
      day(1, { id: 'line', layer: 'carrier', window: { kind: 'rolling', seconds: 600 } }),
    ])
    const overrides = [{ id: 'o', passes: ['r0', 'line'], purpose: null, expiresAt: TUESDAY + HOUR }]
    expect(ask({ contacts, overrides }, TUESDAY, {}, policy)).toMatchObject({
      kind: 'allow',
      pass: { kind: 'override' },
    })
    const justNow = [past({ at: TUESDAY - MINUTE })]
    expect(ask({ contacts: justNow, overrides }, TUESDAY, {}, policy).until).toBe(TUESDAY + 9 * MINUTE)
    expect(ask({ contacts, overrides }, TUESDAY + 2 * HOUR, {}, policy).pass).toBeNull()
  })

  test('a rule holds from its first to its last local day of the organisation', () => {
    const rule = { from: '2026-11-18', until: '2026-11-18' }
    const policy = policyOf([day(1, { ...rule, window: { kind: 'ever' } })])
    expect(ask({ contacts }, TUESDAY, {}, policy).kind).toBe('allow')
    const wednesday = at('2026-11-18T10:00:00+08:00')
    expect(ask({ contacts }, wednesday, {}, policy).until).toBe(at('2026-11-19T00:00:00+08:00'))
  })

  test('hours of two rules that never meet are a denial, not an endless search', () => {
    const [morning, evening] = [[{ from: '08:00', to: '10:00' }], [{ from: '18:00', to: '20:00' }]]
    const hours = (windows: object[]) => ({ kind: 'hours', workday: windows, restDay: [], holiday: [] })
    expect(ask({}, TUESDAY, {}, policyOf([hours(morning), hours(evening)])).kind).toBe('deny')
    expect(codes(ask({}, TUESDAY, {}, policyOf([hours([])])))).toEqual(['no-permitted-hours'])
  })
})
