export type QuickTime = 'in-an-hour' | 'this-afternoon' | 'this-evening' | 'tomorrow-morning' | 'tomorrow-afternoon'

const STEP_MINUTES = 5

/**
 * The times an agent may offer without a calendar, where the customer is: in an hour (on the next five minutes), this
 * afternoon at three or this evening at seven while that is half an hour away, tomorrow at ten and at three.
 * @param zone the customer's time zone, IANA name
 */
export function quickTimes(now: Temporal.Instant, zone: string): { name: QuickTime; at: Temporal.Instant }[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const tomorrow = today.add({ days: 1 })
  const at = (day: Temporal.PlainDate, plainTime: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
  const inTime = (moment: Temporal.Instant) => Temporal.Instant.compare(moment, now.add({ minutes: 30 })) >= 0
  const later = [
    { name: 'this-afternoon' as const, at: at(today, '15:00') },
    { name: 'this-evening' as const, at: at(today, '19:00') },
  ].find(time => inTime(time.at))
  const inAnHour = now
    .add({ hours: 1 })
    .round({ smallestUnit: 'minute', roundingIncrement: STEP_MINUTES, roundingMode: 'ceil' })
  return [
    { name: 'in-an-hour', at: inAnHour },
    ...(later ? [later] : []),
    { name: 'tomorrow-morning', at: at(tomorrow, '10:00') },
    { name: 'tomorrow-afternoon', at: at(tomorrow, '15:00') },
  ]
}
