import { useSyncExternalStore } from 'react'
import { clockNow } from './clock.ts'
import { useMe } from './me.ts'
import { useLanguage } from './preferences.ts'
import { exactTime, sayDay, sayList, sayNumber, sayTime } from './say-time.ts'

const TICK_MS = 20_000
const listeners = new Set<() => void>()
let now = clockNow()
let ticking: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  now = ticking ? now : clockNow()
  ticking ??= setInterval(() => {
    now = clockNow()
    for (const tell of listeners) tell()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** The present instant, renewed every twenty seconds; one clock for the page. */
export function useNow(): Temporal.Instant {
  return useSyncExternalStore(subscribe, () => now)
}

/** An instant (ISO 8601) as people say it, exact on hover, in the organisation's time zone. */
export function Time({ at }: { at: string | null | undefined }) {
  const language = useLanguage()
  const now = useNow()
  const zone = useMe().organisation.timeZone
  if (!at) return <span className="faint">–</span>
  const instant = Temporal.Instant.from(at)
  return (
    <time dateTime={at} title={exactTime(instant, { zone, language })}>
      {sayTime(instant, { now, zone, language })}
    </time>
  )
}

/** A calendar day (`2026-02-17`) as people say it, exact on hover. */
export function Day({ on }: { on: string | null | undefined }) {
  const language = useLanguage()
  const now = useNow()
  const zone = useMe().organisation.timeZone
  if (!on) return <span className="faint">–</span>
  return (
    <time dateTime={on} title={on}>
      {sayDay(Temporal.PlainDate.from(on), { now, zone, language })}
    </time>
  )
}

/** A number with the grouping of the language; `share` shows 0.123 as 12.3%. */
export function Num({ value, share = false }: { value: number | null | undefined; share?: boolean }) {
  const language = useLanguage()
  if (value === null || value === undefined) return <span className="faint">–</span>
  return <span className="num">{sayNumber(value, language, share)}</span>
}

/** Names one after another, as the language joins them. */
export function Names({ of: names }: { of: readonly string[] }) {
  const language = useLanguage()
  return names.length > 0 ? sayList(names, language) : <span className="faint">–</span>
}
