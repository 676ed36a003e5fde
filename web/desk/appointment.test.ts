import { describe, expect, test } from 'vitest'
import { localOf } from '../customers/local-time.ts'
import { quickTimes } from './appointment.ts'

const SHANGHAI = 'Asia/Shanghai'

function offered(now: string, zone = SHANGHAI): string[] {
  return quickTimes(Temporal.Instant.from(now), zone).map(({ name, at }) => `${name} ${localOf(at, zone).slice(5)}`)
}

describe('the times offered at once', () => {
  test('in the morning: in an hour, this afternoon, tomorrow', () => {
    expect(offered('2026-11-23T09:32:10+08:00')).toEqual([
      'in-an-hour 11-23T10:35',
      'this-afternoon 11-23T15:00',
      'tomorrow-morning 11-24T10:00',
      'tomorrow-afternoon 11-24T15:00',
    ])
  })

  test('in the afternoon the evening takes the place of the afternoon, and late in the evening there is neither', () => {
    expect(offered('2026-11-23T14:40:00+08:00')[1]).toBe('this-evening 11-23T19:00')
    expect(offered('2026-11-23T20:00:00+08:00').map(text => text.split(' ')[0])).toEqual([
      'in-an-hour',
      'tomorrow-morning',
      'tomorrow-afternoon',
    ])
  })

  test('days and hours are those of the customer, not of the agent', () => {
    expect(offered('2026-11-23T09:32:10+08:00', 'Europe/London')[2]).toBe('tomorrow-morning 11-24T10:00')
    const [, , tomorrow] = quickTimes(Temporal.Instant.from('2026-11-23T09:32:10+08:00'), 'Europe/London')
    expect(tomorrow!.at.toString()).toBe('2026-11-24T10:00:00Z')
  })
})
