import { expect, test } from 'vitest'
import { adviceOn, answerKind, type Contact, likelyContact, toldTo } from './told.ts'

const house = { name: '远山机械', timeZone: 'Asia/Shanghai', serviceNumber: '400-820-1100' }
const now = Temporal.Instant.from('2026-11-21T09:00:00+08:00')

const contact = (also: Partial<Contact>): Contact =>
  ({
    state: 'made',
    channel: 'phone',
    at: '2026-11-20T06:32:00.000Z',
    staffName: '李雪',
    teamName: '回访一组',
    campaignName: '秋季关怀',
    reason: '了解使用情况',
    callerNumber: '400-820-1100',
    approvedAt: '2026-11-01T00:00:00.000Z',
    outcome: 'completed',
    conversed: true,
    ...also,
  }) as Contact

test('the customer means the call that was made, not the one that is only registered', () => {
  const reserved = contact({ id: 'a', state: 'reserved' })
  const made = contact({ id: 'b' })
  expect(likelyContact([reserved, made])).toBe(made)
  expect(likelyContact([reserved])).toBe(reserved)
  expect(likelyContact([])).toBeNull()
})

test('the answer is yes only for a call that was made', () => {
  expect(answerKind('registered', 'number', contact({}))).toBe('made')
  expect(answerKind('registered', 'number', contact({ state: 'reserved' }))).toBe('reserved')
  expect(answerKind('elsewhere', 'number', null)).toBe('elsewhere')
  expect([answerKind('none', 'number', null), answerKind('none', 'name', null)]).toEqual(['none', 'none-by-name'])
})

test('a mail is told of as a mail, and one that was not ours as none', () => {
  const mail = contact({ channel: 'email', callerNumber: 'service@example.com', outcome: 'sent', conversed: false })
  expect(answerKind('registered', 'address', mail)).toBe('mailed')
  expect(answerKind('none', 'address', null)).toBe('none-by-address')
  expect(toldTo('mailed', mail, house, 'zh', now)).toMatch(/从 service@example.com 给您发过邮件.*已发出/)
  expect(toldTo('mailed', mail, house, 'en', now)).toMatch(/wrote to you from service@example.com.*sent/)
  expect(toldTo('none-by-address', null, house, 'en', now)).toContain('No mail from us')
})

test('who asked for no more mail is not asked to be registered again', () => {
  expect(adviceOn('mailed', 'zh')).toContain('请登记')
  expect(adviceOn('mailed', 'zh', true)).toContain('不会再收到')
  expect(adviceOn('mailed', 'zh', true)).not.toContain('请登记')
})

test('the same is told in both languages', () => {
  const told = (language: 'zh' | 'en') => toldTo('made', contact({}), house, language, now)
  for (const fact of ['李雪', '远山机械', '400-820-1100', '秋季关怀', '14:32']) {
    expect(told('zh')).toContain(fact)
    expect(told('en')).toContain(fact)
  }
  expect(told('zh')).toContain('昨天 14:32')
  expect(toldTo('none', null, house, 'zh', now)).toContain('400-820-1100')
  expect(toldTo('elsewhere', null, house, 'en', now)).toContain('远山机械')
})
