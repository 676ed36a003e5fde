import { expect, test } from 'vitest'
import { mailsWaiting } from './mails-waiting-rules.ts'

const [all, none] = [
  { server: true, address: true },
  { server: false, address: false },
]

test('where no mail is due, nothing is said of a mail server that is not set', () =>
  expect(mailsWaiting({ all: 0, withoutSender: 0 }, none)).toMatchObject({ level: 'fine' }))

test('mails that wait name what they want for, the mail server first', () => {
  const waiting = { all: 3, withoutSender: 1 }
  expect(mailsWaiting(waiting, none)).toMatchObject({
    level: 'watch',
    en: '3 mails to customers wait: no mail server is set',
  })
  expect(mailsWaiting(waiting, none).next!.zh).toContain('HUIFANG_SMTP_URL')
  expect(mailsWaiting(waiting, { ...all, address: false }).next!.en).toContain('HUIFANG_ADDRESS')
  expect(mailsWaiting(waiting, all)).toMatchObject({
    en: '1 mail to a customer waits: their organisation has no sender',
  })
})

test('mails that can go out are no complaint, they go within minutes', () =>
  expect(mailsWaiting({ all: 3, withoutSender: 0 }, all)).toMatchObject({ level: 'fine' }))
