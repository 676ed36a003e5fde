import { describe, expect, test } from 'vitest'
import { PURPOSE_WORDS, PURPOSES } from '../campaigns/rules.ts'
import { isCall, readConversed, readOutcome, readPurpose, saysTimeOfDay } from './imported-contact-rules.ts'
import { type OutcomeCode, outcomeWords } from './reasons.ts'

const OUTCOMES = Object.keys(outcomeWords) as OutcomeCode[]

describe('a file of contacts made elsewhere', () => {
  test('may use every word of the product for outcomes and purposes, in either language', () => {
    for (const code of OUTCOMES) {
      expect([code, outcomeWords[code].zh(), outcomeWords[code].en()].map(readOutcome)).toEqual([code, code, code])
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
    expect(readOutcome(word)).toBe(outcome)
  })

  test('says whether the customer was spoken to, or leaves it to the outcome', () => {
    expect(readConversed('', 'completed')).toBe(true)
    expect(readConversed('', 'voice-mail')).toBe(false)
    expect(readConversed('', 'unreported')).toBe(false)
    expect(readConversed('是', 'unreported')).toBe(true)
    expect(readConversed('no', 'completed')).toBe(false)
    expect(readConversed('可能', 'completed')).toBeUndefined()
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

  test('tells calls from messages', () => {
    expect(['', '电话', 'Phone'].every(isCall)).toBe(true)
    expect(['短信', '微信', 'email'].some(isCall)).toBe(false)
  })
})
