import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { PolicyContent } from '../../server/policy/rule-contract.ts'
import { DEFAULT_CONTENT } from '../../server/policy/rules.ts'
import { areas } from '../kit/areas.ts'
import type { Language } from '../kit/preferences.ts'
import type { Say } from '../kit/words.ts'
import { type Content, groupOf, sayDays, sayExemption, sayName, sayRule, sayScope, saySpan } from './say-rule.ts'

type GivenRule = z.input<typeof PolicyContent>['rules'][number]

const wordsIn = (language: Language): Say =>
  ((key: string, facts?: unknown) => {
    const [area, word] = key.split('.') as [keyof typeof areas, string]
    const text = (areas[area][language] as Record<string, string | ((facts: unknown) => string)>)[word]!
    return typeof text === 'function' ? text(facts) : text
  }) as Say

const BRANCH = '01900000-0000-7000-8000-000000000001'
const wire = (content: z.input<typeof PolicyContent>): Content =>
  JSON.parse(JSON.stringify(PolicyContent.parse(content)))
const rules = wire({ rules: DEFAULT_CONTENT.rules as never, exemptions: [] }).rules

function saying(language: Language) {
  return { t: wordsIn(language), language, names: { [BRANCH]: '北方' }, rules }
}

function said(rule: GivenRule, language: Language): string {
  return sayRule(wire({ rules: [rule], exemptions: [] }).rules[0]!, saying(language))
}

const common = { id: 'a', name: '甲' }
const span = (from: string, to: string) => ({ from, to })
const cap = { ...common, kind: 'cap', count: 'attempts', per: 'number', limit: 3 } as const
const nine = [span('09:00', '21:00')]

describe('a rule as a sentence', () => {
  test.each<[GivenRule, string, string]>([
    [
      { ...cap, window: { kind: 'rolling', seconds: 86_400 } },
      '任意连续 24 小时内，同一号码最多拨打 3 次；再多的顺延到放开时',
      'At most 3 attempts with a number in any 24 hours; what is over waits for its release',
    ],
    [
      { ...cap, per: 'person', count: 'conversations', window: { kind: 'calendar', unit: 'day' }, effect: 'block' },
      '每个自然日，同一客户最多通话 3 次；再多的不再联系',
      'At most 3 conversations with a customer on any local day; what is over is refused',
    ],
    [
      { ...cap, limit: 5, window: { kind: 'tumbling', seconds: 3600 } },
      '从第一次算起的 1 小时内，同一号码最多拨打 5 次；再多的顺延到放开时',
      'At most 5 attempts with a number in 1 hour from the first; what is over waits for its release',
    ],
    [
      { ...cap, per: 'person', counted: 'all', scope: { purposeClasses: ['marketing'] }, window: { kind: 'ever' } },
      '同一客户总共最多拨打 3 次；全部联系都计入；再多的顺延到放开时',
      'At most 3 attempts with a customer in all; all contacts count; what is over waits for its release',
    ],
    [
      { ...cap, per: 'matter', window: { kind: 'ever' } },
      '同一事项总共最多拨打 3 次；再多的顺延到放开时',
      'At most 3 attempts with a matter in all; what is over waits for its release',
    ],
    [
      { ...common, kind: 'gap', after: 'conversations', per: 'person', next: 'other-matter', seconds: 604_800 },
      '每次通话后 7 天内，不再因另一件事联系同一客户',
      'For 7 days after each conversation, a customer is not contacted again about another matter',
    ],
    [
      { ...common, kind: 'hours', workday: nine, restDay: nine, holiday: nine },
      '只在客户当地的这些时间：每天 09:00–21:00',
      'Only at these times where the customer is: every day 09:00–21:00',
    ],
    [
      { ...common, kind: 'hours', workday: nine, restDay: [], holiday: [], weekdays: { 6: [span('10:00', '12:00')] } },
      '只在客户当地的这些时间：工作日 09:00–21:00；休息日、法定节假日 不联系；周六 10:00–12:00',
      'Only at these times where the customer is: working days 09:00–21:00; rest days, public holidays never; Saturday 10:00–12:00',
    ],
    [
      { ...common, kind: 'speaker', owner: true, roles: ['supervisor'] },
      '只由客户经理或主管联系',
      'Only the customer’s owner or Supervisor may speak to them',
    ],
    [
      {
        ...common,
        kind: 'combine',
        most: 2,
        first: ['problem-solving', 'care'],
        never: [['problem-solving', 'cross-sell']],
      },
      '一次联系最多 2 个目的；先后：解决问题 → 关怀；不能放在一起：解决问题与推荐产品',
      'At most 2 purposes in one contact; in this order: Solve a problem → Care; never together: Solve a problem with Cross-sell',
    ],
  ])('reads in Chinese and in English: %#', (rule, zh, en) => {
    expect([said(rule, 'zh'), said(rule, 'en')]).toEqual([zh, en])
  })

  test('says for whom it is, with names for ids and a word for what the reader may not see', () => {
    const scope = {
      branchIds: [BRANCH, BRANCH.replace('1', '2')],
      purposeClasses: ['marketing' as const],
      countries: ['US'],
    }
    expect(sayScope(scope, saying('zh'))).toEqual(['机构：北方、您看不到的一项', '类别：营销类', '国家或地区：美国'])
    expect(sayScope({}, saying('en'))).toEqual(['All contacts'])
  })

  test('has days, spans and the names of the product’s own rules in the language of the page', () => {
    const { t } = saying('en')
    expect(sayDays({ from: '2026-12-01', until: null }, t)).toBe('from 2026-12-01')
    expect(sayDays({ from: null, until: null }, t)).toBeNull()
    expect([86_400, 172_800, 5400, 90].map(seconds => saySpan(seconds, t))).toEqual([
      '24 hours',
      '2 days',
      '90 minutes',
      '90 seconds',
    ])
    expect(sayName(rules[0]!, 'en')).toBe('Contact hours')
    expect(sayName({ ...rules[0]!, nameEn: undefined }, 'en')).toBe('Contact hours')
    expect(sayName({ id: 'hours', name: '我们的时段' }, 'en')).toBe('我们的时段')
  })

  test('of an exemption names the rules it passes, its limit and its end', () => {
    const content = wire({
      rules: [],
      exemptions: [
        {
          ...common,
          reason: '召回',
          scope: { tags: ['召回'] },
          passes: ['attempt-cap'],
          limit: 1,
          days: 7,
          until: '2027-02-28',
        },
      ],
    })
    expect(sayExemption(content.exemptions[0]!, saying('zh'))).toBe(
      '可越过“拨打次数上限”；同一客户 7 天内最多用 1 次，2027-02-28 到期',
    )
  })

  test('stands among the carriers’ ceilings when it is one', () => {
    const window = { kind: 'ever' } as const
    const [own, ceiling] = wire({
      rules: [
        { ...cap, window },
        { ...cap, id: 'b', layer: 'carrier', window },
      ],
      exemptions: [],
    }).rules
    expect([groupOf(own!), groupOf(ceiling!)]).toEqual(['often', 'carrier'])
  })
})
