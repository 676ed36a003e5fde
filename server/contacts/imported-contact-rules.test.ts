import { describe, expect, test } from 'vitest'
import { PURPOSE_WORDS, PURPOSES } from '../campaigns/rules.ts'
import { readChannel, readConversed, readOutcome, readPurpose, saysTimeOfDay } from './imported-contact-rules.ts'
import { type MailOutcomeCode, mailOutcomeWords } from './mail-reasons.ts'
import { type OutcomeCode, outcomeWords } from './reasons.ts'

const OUTCOMES = Object.keys(outcomeWords) as OutcomeCode[]
const MAIL_OUTCOMES = Object.keys(mailOutcomeWords) as MailOutcomeCode[]

describe('a file of contacts made elsewhere', () => {
  test('may use every word of the product for outcomes and purposes, in either language', () => {
    for (const code of OUTCOMES) {
      const words = [code, outcomeWords[code].zh(), outcomeWords[code].en()]
      expect(words.map(word => readOutcome(word, 'phone'))).toEqual([code, code, code])
    }
    for (const code of MAIL_OUTCOMES) {
      const words = [code, mailOutcomeWords[code].zh(), mailOutcomeWords[code].en()]
      expect(words.map(word => readOutcome(word, 'email'))).toEqual([code, code, code])
    }
    for (const code of PURPOSES) {
      expect([code, PURPOSE_WORDS[code].zh, PURPOSE_WORDS[code].en].map(readPurpose)).toEqual([code, code, code])
    }
  })

  test.each([
    ['接通', 'completed'],
    ['No Answer', 'no-answer'],
    ['空号', 'not-in-service'],
    ['ＤＮＣ', 'asked-not-to-call'],
    ['', 'unreported'],
    ['随便写的', undefined],
  ])('says “%s” and means %s', (word, outcome) => {
    expect(readOutcome(word, 'phone')).toBe(outcome)
  })

  test.each([
    ['Delivered', 'sent'],
    ['退信', 'bounced'],
    ['Unsubscribed', 'asked-not-to-write'],
    ['', 'unconfirmed'],
    ['无人接听', undefined],
  ])('says “%s” of a mail and means %s', (word, outcome) => {
    expect(readOutcome(word, 'email')).toBe(outcome)
  })

  test('says whether the customer was spoken to, or leaves it to the outcome', () => {
    expect(readConversed('', 'completed', 'phone')).toBe(true)
    expect(readConversed('', 'voice-mail', 'phone')).toBe(false)
    expect(readConversed('', 'unreported', 'phone')).toBe(false)
    expect(readConversed('是', 'unreported', 'phone')).toBe(true)
    expect(readConversed('no', 'completed', 'phone')).toBe(false)
    expect(readConversed('可能', 'completed', 'phone')).toBeUndefined()
  })

  test('has times of day, not days alone', () => {
    for (const text of [
      '2026/11/16 9:00',
      '2026年11月16日 9时05分',
      '2026-11-16T09:00:00Z',
      '46342.375',
      '1/2/26 8:26 PM',
    ])
      expect(saysTimeOfDay(text), text).toBe(true)
    for (const text of ['2026/11/16', '46342', '2026年11月16日']) expect(saysTimeOfDay(text), text).toBe(false)
  })

  test('tells calls and mails from each other, and from what is not counted', () => {
    expect(['', '电话', 'Phone'].map(readChannel)).toEqual(['phone', 'phone', 'phone'])
    expect(['邮件', 'E-Mail', 'email'].map(readChannel)).toEqual(['email', 'email', 'email'])
    expect(['短信', '微信', 'WhatsApp'].map(readChannel)).toEqual([undefined, undefined, undefined])
  })
})
