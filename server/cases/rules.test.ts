import { describe, expect, test } from 'vitest'
import { type Calendar, dayKind } from '../contacts/rules.ts'
import { problemOfQuestions, unknownPlaceholders } from '../scripts/rules.ts'
import { casesReasons } from './reasons.ts'
import {
  CASE_STATES,
  CASE_STEPS,
  CONFIRMING_SCRIPT,
  confirmationHeard,
  deadline,
  escalationLevel,
  minutesLeft,
  type OwnerCandidate,
  ownerOf,
  reasonToConfirm,
  type Severity,
  TRANSITIONS,
  teamToConfirm,
  toldOf,
  transition,
  whyNotUnheard,
} from './rules.ts'

describe('transitions', () => {
  test('only a content customer, or stated attempts to hear him, close a case, and only one that is being confirmed', () => {
    expect(TRANSITIONS.filter(row => row.to === 'closed' && row.from !== 'closed')).toEqual([
      { from: 'confirming', step: 'customer-content', to: 'closed', event: 'confirmed' },
      { from: 'confirming', step: 'close-unheard', to: 'closed', event: 'closed-unheard' },
    ])
  })

  test('a closed case takes notes and nothing else', () => {
    expect(CASE_STEPS.filter(step => transition('closed', step))).toEqual(['note'])
  })

  test('a case is solved once before the customer is asked, and again only when he sent it back', () => {
    expect(transition('open', 'solve')?.to).toBe('confirming')
    expect(transition('confirming', 'solve')).toBeUndefined()
    expect(transition('confirming', 'customer-not-content')?.to).toBe('open')
  })

  test('a customer who is not reached leaves the case where it is', () => {
    expect(transition('confirming', 'customer-not-reached')?.to).toBe('confirming')
  })

  test('no state has two ways for one step', () => {
    const ways = TRANSITIONS.map(row => `${row.from} ${row.step}`)
    expect(new Set(ways).size).toBe(ways.length)
  })

  test('what is impossible is said in words, in every state and for every step', () => {
    const sentence = casesReasons['case-step-not-possible']
    for (const state of CASE_STATES) {
      for (const step of CASE_STEPS) {
        expect(sentence.zh({ state, step })).not.toContain('undefined')
        expect(sentence.en({ state, step })).not.toContain('undefined')
      }
    }
  })
})

describe('the deadline', () => {
  const china = (days: Record<string, 'holiday' | 'make-up-workday'> = {}): Calendar => ({
    timeZone: 'Asia/Shanghai',
    country: 'CN',
    days: new Map(Object.entries(days)),
    years: new Set([2026]),
  })
  const due = (opened: string, severity: Severity, calendar = china()) =>
    deadline(Temporal.Instant.from(opened), severity, calendar.timeZone, day => dayKind(calendar, day) === 'workday')
      .toZonedDateTimeISO(calendar.timeZone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })

  test.each([
    ['a Tuesday at 10, high: Wednesday at 10', '2026-11-17T10:00:00+08:00', 'high', '2026-11-18T10:00'],
    ['a Tuesday at 10, normal: Friday at 10', '2026-11-17T10:00:00+08:00', 'normal', '2026-11-20T10:00'],
    ['a Tuesday at 10, low: seven working days', '2026-11-17T10:00:00+08:00', 'low', '2026-11-26T10:00'],
    ['a Friday at 16, high: over the weekend', '2026-11-20T16:00:00+08:00', 'high', '2026-11-23T16:00'],
    ['a Saturday, high: the end of Monday', '2026-11-21T11:00:00+08:00', 'high', '2026-11-23T18:00'],
    ['in the evening, high: the end of the next day', '2026-11-17T20:30:00+08:00', 'high', '2026-11-18T18:00'],
    ['before the doors open, high: the end of that day', '2026-11-17T07:00:00+08:00', 'high', '2026-11-17T18:00'],
  ] as const)('%s', (_name, opened, severity, expected) => {
    expect(due(opened, severity)).toBe(expected)
  })

  test('passes over public holidays and counts make-up working days', () => {
    const calendar = china({ '2026-11-18': 'holiday', '2026-11-19': 'holiday', '2026-11-21': 'make-up-workday' })
    expect(due('2026-11-17T10:00:00+08:00', 'high', calendar)).toBe('2026-11-20T10:00')
    expect(due('2026-11-20T10:00:00+08:00', 'high', calendar)).toBe('2026-11-21T10:00')
  })

  test('keeps to the clock on the wall when the clock is changed', () => {
    const berlin = { ...china(), timeZone: 'Europe/Berlin', country: 'DE' }
    expect(due('2026-10-23T10:00:00+02:00', 'high', berlin)).toBe('2026-10-26T10:00')
  })

  test('a calendar without working days is refused rather than searched for ever', () => {
    expect(() => deadline(Temporal.Instant.from('2026-11-17T02:00:00Z'), 'low', 'UTC', () => false)).toThrow()
  })

  test('time left is negative once it has passed', () => {
    const [ten, eleven] = ['2026-11-17T10:00:00Z', '2026-11-17T11:00:30Z'].map(text => Temporal.Instant.from(text))
    expect(minutesLeft(eleven!, ten!)).toBe(60)
    expect(minutesLeft(ten!, eleven!)).toBe(-61)
  })
})

describe('the owner', () => {
  const candidate = (staffId: string, distance: number, supervisor = true, load = 0): OwnerCandidate => ({
    staffId,
    distance,
    supervisor,
    load,
  })

  test('is the supervisor of the customer’s branch', () => {
    expect(ownerOf([candidate('head', 1), candidate('own', 0), candidate('boss', 1, false)], 'agent')).toBe('own')
  })
  test('is the supervisor of the nearest branch above where the own branch has none', () => {
    expect(ownerOf([candidate('far', 2), candidate('near', 1), candidate('boss', 0, false)], 'agent')).toBe('near')
  })
  test('is the organisation’s owner where no branch has a supervisor', () => {
    expect(ownerOf([candidate('boss', 1, false)], 'agent')).toBe('boss')
  })
  test('of several supervisors is the one with the fewest cases', () => {
    expect(ownerOf([candidate('a', 0, true, 4), candidate('b', 0, true, 2)], null)).toBe('b')
  })
  test('is never who raised the problem while there is anybody else', () => {
    expect(ownerOf([candidate('self', 0), candidate('boss', 1, false)], 'self')).toBe('boss')
    expect(ownerOf([candidate('self', 0)], 'self')).toBe('self')
  })
  test('is nobody where nobody may handle cases', () => {
    expect(ownerOf([], 'agent')).toBeUndefined()
  })
})

describe('the confirming follow-up', () => {
  const team = (teamId: string, distance: number, others: number, solverIsMember = false) => ({
    teamId,
    distance,
    others,
    solverIsMember,
  })

  test('goes to a team the solver is not in, even one further up', () => {
    expect(teamToConfirm([team('own', 0, 3, true), team('head', 1, 2)])).toBe('head')
  })
  test('goes to the solver’s own team where there is no other, as long as a colleague can ask', () => {
    expect(teamToConfirm([team('own', 0, 1, true)])).toBe('own')
    expect(teamToConfirm([team('own', 0, 0, true), team('empty', 1, 0)])).toBeUndefined()
  })
  test('goes to the nearest team', () => {
    expect(teamToConfirm([team('head', 1, 9), team('own', 0, 1)])).toBe('own')
  })

  test('hears yes, no, or nothing, and nothing at all while it is being tried', () => {
    expect(confirmationHeard({ answers: { solved: true }, final: true })).toBe('customer-content')
    expect(confirmationHeard({ answers: { solved: false }, final: true })).toBe('customer-not-content')
    expect(confirmationHeard({ answers: {}, final: true })).toBe('customer-not-reached')
    expect(confirmationHeard({ answers: { solved: true }, final: false })).toBeNull()
  })

  test('asks one question that can be asked, with an opening that can be filled', () => {
    expect(CONFIRMING_SCRIPT.questions).toHaveLength(1)
    expect(problemOfQuestions(CONFIRMING_SCRIPT.questions)).toBeNull()
    expect(unknownPlaceholders(CONFIRMING_SCRIPT.opening)).toEqual([])
  })

  test('tells the customer the result before he is asked, and cuts what is too long without cutting a letter in two', () => {
    expect(reasonToConfirm('发动机漏油', '更换油封')).toBe('您反映的“发动机漏油”，处理结果是：更换油封')
    const long = reasonToConfirm('🚜'.repeat(300), '🔧'.repeat(300))
    expect([...long].length).toBeLessThanOrEqual(300)
    expect(long).toContain('🚜…”')
    expect(long.endsWith('🔧…')).toBe(true)
  })
})

describe('a case that is late', () => {
  const due = Temporal.Instant.from('2026-11-17T10:00:00Z')
  const after = (hours: number) => escalationLevel(due, due.add({ hours }))

  test('goes up at its deadline, and once more a day later', () => {
    expect([-1, 0, 23, 24, 100].map(after)).toEqual([0, 1, 1, 2, 2])
  })

  test('is told to the nearest supervisor who is not its owner, then to the organisation’s owner', () => {
    const people = [
      { staffId: 'own', distance: 0, supervisor: true, isOwner: false, load: 0 },
      { staffId: 'above', distance: 1, supervisor: true, isOwner: false, load: 9 },
      { staffId: 'boss', distance: 1, supervisor: false, isOwner: true, load: 0 },
    ]
    expect(toldOf(people, 'own', 1)).toBe('above')
    expect(toldOf(people, 'own', 2)).toBe('boss')
    expect(toldOf(people.slice(0, 1), 'own', 1)).toBe('own')
  })
})

test('a case ends without the customer’s word only after stated attempts, and never by its solver', () => {
  const file = { escalated: true, confirmAttempts: 3, solvedBy: 'solver', by: 'colleague' }
  expect(whyNotUnheard(file)).toBeNull()
  expect(whyNotUnheard({ ...file, confirmAttempts: 2 })).toBe('too-few-attempts')
  expect(whyNotUnheard({ ...file, escalated: false })).toBe('still-being-confirmed')
  expect(whyNotUnheard({ ...file, by: 'solver' })).toBe('solver-does-not-confirm')
})
