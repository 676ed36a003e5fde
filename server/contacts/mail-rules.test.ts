import { describe, expect, test } from 'vitest'
import { mailBody, minutesUntilNextTry, whatBecame } from './mail-rules.ts'

describe('what a mail has become', () => {
  test.each([
    ['550 5.1.1 No such user', 'bounced'],
    ['550 Requested action not taken: mailbox unavailable', 'bounced'],
    ['553 5.1.3 Bad recipient address', 'bounced'],
    ['550 5.7.1 Rejected by policy', 'failed'],
    ['554 5.7.1 Message rejected as spam', 'failed'],
    ['552 5.2.2 Mailbox full', 'failed'],
  ])('is by the words of a server that refuses: %s', (words, became) =>
    expect(whatBecame({ kind: 'refused', words }, 1)).toBe(became),
  )

  test('is tried again only where it certainly did not go out, five times at most', () => {
    for (const kind of ['unreachable', 'no-tls', 'sign-in', 'later'] as const) {
      expect(whatBecame({ kind, words: '' }, 4)).toBe('again')
      expect(whatBecame({ kind, words: '' }, 5)).toBe('failed')
    }
    expect(whatBecame({ kind: 'unsure', words: '' }, 1)).toBe('unconfirmed')
    expect(whatBecame({ kind: 'sent', words: '' }, 1)).toBe('sent')
    expect([1, 2, 3, 4].map(minutesUntilNextTry)).toEqual([1, 2, 5, 10])
  })
})

test('every mail says who writes, why, and how to get no more', () => {
  const mail = { text: 'Your machine is due.', reason: 'its service', writtenByName: 'Li Xue' }
  const house = { organisation: 'Yuanshan', serviceNumber: null, link: 'https://h.example/stop-mails/x' }
  const told = mailBody({ ...mail, language: 'en' }, house)
  for (const said of [mail.text, 'Li Xue, Yuanshan', 'its service', house.link]) expect(told).toContain(said)
  expect(told).not.toContain('ring')
  expect(mailBody({ ...mail, language: 'zh' }, { ...house, serviceNumber: '95588' })).toMatch(
    /Yuanshan · Li Xue[\s\S]*95588/,
  )
})
