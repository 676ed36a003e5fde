/** The parts of a local day, by the hour each begins; what lies before the first belongs to it. */
const PARTS = [9, 12, 18]
const LOOK_AHEAD_DAYS = 4

interface Slot {
  at: Temporal.Instant
  day: Temporal.PlainDate
  part: number
  weekend: boolean
}

/**
 * When a customer whom nobody reached is tried again: in the part of the day tried least, the one farthest from the last
 * try first; once each part was tried, on the kind of day (week or weekend) tried least; the earliest of these. So a
 * number that does not answer at ten is tried in the evening. Local to the customer.
 * @param tried when he was tried, in order, at least once
 * @param opens the first permitted instant from a given one on; `null` when there is none
 * @returns an instant from `earliest` on and before `latest`; `earliest` itself when no part of a day fits between
 */
export function retryAt(
  tried: readonly Temporal.Instant[],
  earliest: Temporal.Instant,
  latest: Temporal.Instant,
  timeZone: string,
  opens: (at: Temporal.Instant) => Temporal.Instant | null,
): Temporal.Instant {
  const tries = tried.map(at => slotOf(at, timeZone))
  const last = tries.at(-1)!
  const triesIn = (part: number) => tries.filter(slot => slot.part === part).length
  const triesOn = (weekend: boolean) => tries.filter(slot => slot.weekend === weekend).length
  const ranked = ({ part, weekend, at }: Slot) => ({
    at,
    rank: [triesIn(part), triesIn(part) > 0 ? triesOn(weekend) : 0, -Math.abs(part - last.part), at.epochMilliseconds],
  })
  const [best] = slotsFrom(earliest, timeZone)
    .flatMap(slot => openedIn(slot, timeZone, opens))
    .filter(({ at }) => Temporal.Instant.compare(at, latest) < 0)
    .map(ranked)
    .sort((a, b) => inOrder(a.rank, b.rank))
  return best?.at ?? earliest
}

/** The parts of this and the next days that have not ended, each from its beginning or from `earliest` on. */
function slotsFrom(earliest: Temporal.Instant, timeZone: string): Slot[] {
  const begun = slotOf(earliest, timeZone)
  const days = Array.from({ length: LOOK_AHEAD_DAYS }, (_, ahead) => begun.day.add({ days: ahead }))
  const later = days.flatMap(day =>
    PARTS.map(hour => slotOf(day.toZonedDateTime({ timeZone, plainTime: { hour } }).toInstant(), timeZone)),
  )
  return [begun, ...later.filter(({ at }) => Temporal.Instant.compare(at, earliest) > 0)]
}

function openedIn(slot: Slot, timeZone: string, opens: (at: Temporal.Instant) => Temporal.Instant | null): Slot[] {
  const at = opens(slot.at)
  if (!at) return []
  if (at.equals(slot.at)) return [slot]
  const opened = slotOf(at, timeZone)
  return opened.day.equals(slot.day) && opened.part === slot.part ? [opened] : []
}

function slotOf(at: Temporal.Instant, timeZone: string): Slot {
  const local = at.toZonedDateTimeISO(timeZone)
  const part = Math.max(
    0,
    PARTS.findLastIndex(hour => hour <= local.hour),
  )
  return { at, day: local.toPlainDate(), part, weekend: local.dayOfWeek > 5 }
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((value, n) => value !== b[n])
  return differing < 0 ? 0 : a[differing]! - b[differing]!
}
