/** The instant (ISO 8601) of a local time as a browser's field gives it (`2026-11-17T10:00`); `undefined` when empty. */
export function instantOf(local: string | undefined, timeZone: string): string | undefined {
  if (!local) return undefined
  return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant().toString()
}

/** An instant as a browser's field for local times takes it, to the minute. */
export function localOf(instant: Temporal.Instant, timeZone: string): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}
