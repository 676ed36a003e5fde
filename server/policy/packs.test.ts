import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { problemsOf } from './content-rules.ts'
import { hoursOn } from './hours-rules.ts'
import { nameIn } from './name-rules.ts'
import { packsIn } from './packs.ts'
import { DEFAULT_CONTENT } from './rules.ts'
import { wireOf } from './wire-rules.ts'

const packs = packsIn('zh')
const rules = packs.flatMap(pack => pack.rules)
const rule = (id: string) => rules.find(item => item.rule.id === id)!.rule
const hours = (id: string) => rule(id) as Extract<ReturnType<typeof rule>, { kind: 'hours' }>
const WEEK = [1, 2, 3, 4, 5, 6, 7]
const KINDS = ['workday', 'rest-day', 'holiday'] as const

/** Whether a rule lets somebody be called at a local clock, on every day of the week and every kind of day. */
function openAt(id: string, clock: string): boolean[] {
  const days = WEEK.flatMap(weekday => KINDS.map(kind => hoursOn(hours(id), weekday, kind)))
  const answers = days.map(spans => spans.some(({ from, to }) => from <= clock && clock < to))
  return [...new Set(answers)]
}

describe('the ready-made packs', () => {
  test('are those of the trades and countries that were promised, China first', () => {
    expect(packs.map(pack => pack.id)).toEqual([
      'car-dealers-cn',
      'commerce-cn',
      'consumer-credit-cn',
      'hotline-12345-cn',
      'insurance-cn',
      'medical-cn',
      'securities-cn',
      'telecom-cn',
      'voice-vendors-cn',
      'us',
      'uk',
    ])
  })

  test.each(['zh', 'en'] as const)('parse in %s, each rule with a name, a note and a source', language => {
    for (const pack of packsIn(language)) {
      for (const { rule, note, source } of pack.rules) {
        expect([rule.id, rule.name.length > 0, note.length > 0, rule.source]).toEqual([
          rule.id,
          true,
          true,
          source.text,
        ])
      }
    }
  })

  test('say in English what they say in Chinese: the same rules, word by word another language', () => {
    const english = packsIn('en').flatMap(pack => pack.rules)
    expect(english.map(({ rule }) => ({ ...rule, source: '' }))).toEqual(
      rules.map(({ rule }) => ({ ...rule, source: '' })),
    )
    const text = ({ rule, note, source }: (typeof english)[number]) => nameIn(rule, 'en') + note + source.text
    expect(english.filter(item => /[一-鿿]/.test(text(item)))).toEqual([])
    const also = packsIn('en').flatMap(pack => [
      pack.name,
      pack.about,
      ...pack.also.map(item => item.text + item.source.text),
    ])
    expect(also.filter(text => /[一-鿿]/.test(text))).toEqual([])
  })

  test('take no number from memory alone', () => {
    const text = readdirSync(new URL('./packs/', import.meta.url)).map(name =>
      readFileSync(new URL(`./packs/${name}`, import.meta.url), 'utf8'),
    )
    expect(text.filter(file => file.includes('"read": "memory"'))).toEqual([])
    const own = rules.filter(({ source }) => source.read === 'own')
    expect(own.map(({ rule }) => rule.kind)).toEqual(['solve-first', 'combine'])
  })

  test('have ids of their own, each pack by itself without fault', () => {
    const ids = rules.map(({ rule }) => rule.id)
    expect(ids).toEqual([...new Set(ids)])
    const known = { branchIds: new Set<string>(), campaignIds: new Set<string>(), tags: new Set<string>() }
    for (const pack of packs) {
      const content = { ...DEFAULT_CONTENT, rules: [...DEFAULT_CONTENT.rules, ...pack.rules.map(item => item.rule)] }
      const problems = problemsOf(wireOf(content), { ...known, roles: new Set(), today: '2026-11-22' })
      expect([pack.id, problems]).toEqual([pack.id, []])
    }
  })
})

describe('what the packs say', () => {
  test('insurance: nothing is sold from 21:00 to 09:00, on any day', () => {
    expect(hours('insurance-cn-sales-hours').scope).toMatchObject({
      purposeClasses: ['marketing'],
      channels: ['phone'],
    })
    expect(['20:59', '09:00'].map(clock => openAt('insurance-cn-sales-hours', clock))).toEqual([[true], [true]])
    expect(['21:00', '03:00', '08:59'].map(clock => openAt('insurance-cn-sales-hours', clock))).toEqual([
      [false],
      [false],
      [false],
    ])
  })

  test('consumer credit: three conversations a local day, none from 22:00 to 08:00, for debtors alone', () => {
    expect(rule('credit-cn-day')).toMatchObject({
      kind: 'cap',
      count: 'conversations',
      per: 'person',
      limit: 3,
      window: { kind: 'calendar', unit: 'day' },
    })
    expect(['21:59', '08:00'].map(clock => openAt('credit-cn-hours', clock))).toEqual([[true], [true]])
    expect(['22:00', '07:59'].map(clock => openAt('credit-cn-hours', clock))).toEqual([[false], [false]])
    const credit = packs.find(pack => pack.id === 'consumer-credit-cn')!
    expect(credit.rules.every(item => item.needsScope)).toBe(true)
  })

  test('Reg F: seven attempts in seven days that roll, and seven days after a conversation', () => {
    expect(rule('us-reg-f-attempts')).toMatchObject({
      kind: 'cap',
      count: 'attempts',
      limit: 7,
      window: { kind: 'rolling', seconds: 7 * 86_400 },
    })
    expect(rule('us-reg-f-after-conversation')).toMatchObject({
      kind: 'gap',
      after: 'conversations',
      next: 'any',
      seconds: 7 * 86_400,
    })
  })

  test('Florida: three attempts in 24 hours, 8:00 to 20:00; the TSR until 21:00', () => {
    expect(rule('us-florida-attempts')).toMatchObject({ limit: 3, window: { kind: 'rolling', seconds: 86_400 } })
    expect(['08:00', '19:59', '20:00'].map(clock => openAt('us-florida-hours', clock))).toEqual([
      [true],
      [true],
      [false],
    ])
    expect(['07:59', '20:59', '21:00'].map(clock => openAt('us-tsr-hours', clock))).toEqual([[false], [true], [false]])
  })

  test('Rhode Island: not on Sunday; Texas: on Sunday from noon', () => {
    expect(hoursOn(hours('us-rhode-island-hours'), 7, 'rest-day')).toEqual([])
    expect(hoursOn(hours('us-rhode-island-hours'), 6, 'rest-day')).toEqual([{ from: '10:00', to: '17:00' }])
    expect(hoursOn(hours('us-texas-hours'), 7, 'rest-day')).toEqual([{ from: '12:00', to: '21:00' }])
  })

  test('Aliyun: 1 a minute, 5 an hour, 20 a day, in spans the first call opens, below the own rules', () => {
    const limits = ['minute', 'hour', 'day'].map(span => rule(`aliyun-${span}`))
    expect(limits.map(cap => cap.kind === 'cap' && [cap.layer, cap.limit, cap.window])).toEqual([
      ['carrier', 1, { kind: 'tumbling', seconds: 60 }],
      ['carrier', 5, { kind: 'tumbling', seconds: 3600 }],
      ['carrier', 20, { kind: 'tumbling', seconds: 86_400 }],
    ])
  })

  test('the United Kingdom: a refusal of marketing calls is kept, marketing mail needs consent, debtors name their hours', () => {
    const uk = packs.find(pack => pack.id === 'uk')!
    expect(uk.rules.map(({ rule, needsScope }) => [rule.id, rule.kind, rule.scope.channels, needsScope])).toEqual([
      ['uk-marketing-calls-refused', 'consent', ['phone'], false],
      ['uk-marketing-mail-consent', 'consent', ['email', 'sms'], false],
      ['uk-claims-calls-consent', 'consent', ['phone'], true],
      ['uk-pensions-calls-consent', 'consent', ['phone'], true],
      ['uk-credit-own-hours', 'own-hours', undefined, true],
    ])
    const needs = uk.rules.flatMap(({ rule }) => (rule.kind === 'consent' ? [rule.need] : []))
    expect(needs).toEqual(['not-withdrawn', 'explicit', 'explicit', 'explicit'])
    expect(uk.rules.every(({ rule }) => rule.scope.countries?.join() === 'GB')).toBe(true)
    // What nobody could read at its source is said, and is no rule.
    expect(uk.also.map(({ text }) => text).filter(text => /72 小时|TPS/.test(text))).toHaveLength(2)
  })

  test('every pack says what its rules cannot', () => {
    expect(packs.filter(pack => pack.also.length === 0).map(pack => pack.id)).toEqual([])
  })

  test('selling in China asks for explicit consent, by a statute that was read', () => {
    const china = packs.filter(pack => pack.country === 'CN').flatMap(pack => pack.rules)
    const consents = china.filter(({ rule }) => rule.kind === 'consent')
    expect(consents.map(({ rule }) => rule.kind === 'consent' && rule.need)).toEqual(consents.map(() => 'explicit'))
    expect(consents.filter(({ source }) => source.standing === 'law' && source.read === 'text').length).toBeGreaterThan(
      3,
    )
  })
})
