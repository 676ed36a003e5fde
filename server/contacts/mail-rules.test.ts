import { describe, expect, test } from 'vitest'
import { mailBody, minutesUntilNextTry, whatBecame, withoutAddresses } from './mail-rules.ts'

describe('what a mail has become', () => {
  test.each([
    ['RCPT TO', '550 5.1.1 No such user', 'bounced'],
    ['RCPT TO', '550-5.1.1 The account that you tried to reach does not exist', 'bounced'],
    ['RCPT TO', '550 Requested action not taken: mailbox unavailable', 'bounced'],
    ['RCPT TO', '550 …: Recipient address rejected: User unknown in local recipient table', 'bounced'],
    ['RCPT TO', '550 User not found: …', 'bounced'],
    ['RCPT TO', '550 用户不存在', 'bounced'],
    ['RCPT TO', '553 5.1.3 Bad recipient address', 'bounced'],
    ['RCPT TO', '556 5.1.10 Recipient address has null MX', 'bounced'],
    ['DATA', '550 5.1.1 No such user', 'bounced'],
    ['RCPT TO', '550 5.7.1 Rejected by policy', 'failed'],
    ['RCPT TO', '550 …: Recipient address rejected: Relay access denied', 'failed'],
    ['RCPT TO', '550 Relaying denied', 'failed'],
    ['RCPT TO', '553 relaying denied from your location, authentication required', 'failed'],
    ['RCPT TO', '550 Mailbox unavailable or access denied', 'failed'],
    ['RCPT TO', '550 Recipient rejected: your IP is listed by a blocklist', 'failed'],
    ['RCPT TO', '550 Sender verify failed: no such user', 'failed'],
    ['RCPT TO', '550 User over quota, mailbox full', 'failed'],
    ['RCPT TO', '550 Administrative prohibition', 'failed'],
    ['RCPT TO', '550 5.1.8 Sender domain does not exist', 'failed'],
    ['RCPT TO', '552 5.2.2 Mailbox full', 'failed'],
    ['MAIL FROM', '553 Mail from must equal authorized user', 'failed'],
    ['MAIL FROM', '550 5.1.1 Unknown sender', 'failed'],
    ['MAIL FROM', '501 5.1.7 Bad sender address syntax', 'failed'],
    ['DATA', '550 Mail content denied', 'failed'],
    ['DATA', '554 5.7.1 Message rejected as spam', 'failed'],
  ])('is by what a server that refuses answers to %s: %s', (command, words, became) =>
    expect(whatBecame({ kind: 'refused', words, command }, 1)).toBe(became),
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

test('the words of a mail server are kept without the addresses in them', () => {
  expect(withoutAddresses('550 5.1.1 <fang.wang@example.org>: unknown to Ops@mx.example')).toBe(
    '550 5.1.1 … unknown to …',
  )
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
