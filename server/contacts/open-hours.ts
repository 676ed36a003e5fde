import type { CompiledPolicy } from './compile-rules.ts'
import { BLANK } from './standing-rules.ts'
import type { Located } from './standing-texts.ts'
import { mayContact } from './verdict-rules.ts'

/** Answers the first instant from a given one on within the hours the policy permits; `null` when there is none. */
export type Opens = (at: Temporal.Instant) => Temporal.Instant | null

/** When the hours the policy permits for a customer open, where he is. */
export function opensFor(rules: CompiledPolicy, { standing, timeZone, country }: Located, customerId: string): Opens {
  const place = rules.placeOf(timeZone, country)
  const { branchIds, tags, stage, ownHours } = standing
  // Nothing but the clock holds back somebody who has a number and was never contacted.
  const nobody = { ...BLANK, branchIds, tags, stage, ownHours, numbers: [customerId] }
  return at => {
    const { kind, until } = mayContact(rules, place, nobody, { purpose: null, matterId: null }, at.epochMilliseconds)
    return kind === 'deny' ? null : Temporal.Instant.fromEpochMilliseconds(until)
  }
}
