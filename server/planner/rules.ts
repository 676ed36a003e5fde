import type { ContactChannel } from '../contacts/channel-rules.ts'

/**
 * The problem of planning, as columns of numbers: a million customers fit into a few dozen megabytes. Days are counted
 * from the first day that is planned, which is 0; they are days of the organisation's calendar.
 */

/** How urgent a purpose is; a lower class is served first whatever the value of others. */
export const URGENCY = ['promised', 'service', 'offer'] as const
export type Urgency = (typeof URGENCY)[number]

/** How much more a value counts in each class, so that the days go to the urgent before all else. */
export const WEIGHT_OF_URGENCY: readonly number[] = [400, 20, 1]

/** The first day of what no waiting makes possible. */
export const NEVER = 32_767

/** Purposes that are due, those of one customer side by side; the order among equals is the order given. */
export interface Dues {
  count: number
  customer: Int32Array
  purpose: Uint8Array
  /** Who takes the call: purposes for different people of one customer are never one contact. */
  person: Int32Array
  team: Uint16Array
  /** Its first and its last day; the first is not before the contact policy releases the customer. None where the first is after the last. */
  from: Int16Array
  last: Int16Array
  /** Its class by nature, and the class it has risen to by waiting (`aged`). */
  nature: Uint8Array
  urgency: Uint8Array
  /** What a conversation is worth times how likely it comes about, grown by age (`aged`). */
  value: Float64Array
  /** Minutes the purpose itself takes, without dialling. */
  minutes: Float32Array
  /** 1 for what is to go by mail: it takes nobody's minutes, and shares its contact with nothing. */
  byMail: Uint8Array
  /** What whoever calls must have, by its place in `needs`; 0 is nothing. */
  need: Uint16Array
  needs: (readonly string[])[]
}

/** What each team can work: `minutes[team * days + day]`, agent-minutes for calls. */
export interface Capacity {
  teams: number
  days: number
  minutes: Float64Array
  /** Who these minutes come from, as far as anything is needed that not everybody has. */
  groups?: readonly Group[]
}

/** Members of a team who have the same of what is needed, with their minutes by day. */
export interface Group {
  team: number
  has: readonly string[]
  minutes: Float64Array
}

/** Which purposes share a contact. Purposes are given by number, as in `Dues`. */
export interface Combining {
  /** At most so many in one contact. */
  most: number
  never: readonly (readonly [number, number])[]
  /** These come before all others whose nature is no more urgent, in this order, in one contact and among contacts. */
  first: readonly number[]
}

/**
 * A contact waits while there were `most` with the customer in so many days that end with its own. On one day there is never
 * more than one.
 */
export interface Spacing {
  most: number
  days: number
  /** By which channel contacts wait for it, and by which they are counted; left out, by any. */
  holds?: ContactChannel
  counts?: ContactChannel
}

export interface Terms {
  combining: Combining
  spacing: readonly Spacing[]
  /** Minutes of dialling and writing up that each contact takes, however many purposes it carries. */
  minutesPerContact: number
}

/** A contact loses so much of its value with each day it comes later: the customer forgets. */
export const FADE_PER_DAY = 0.005

/** After so many days of waiting a purpose is worth twice as much as at first, after twice as many three times. */
const DAYS_TO_DOUBLE = 14
/** After so many days of waiting a purpose is one class more urgent. */
export const DAYS_TO_RISE = 60

/**
 * What a purpose counts for after waiting: its value grows without end and its class rises, so that whatever does not
 * expire is served in the end, however much of higher value keeps coming.
 * @param waited days since it could first have been served
 */
export function aged(value: number, urgency: number, waited: number): { value: number; urgency: number } {
  const days = Math.max(0, waited)
  return {
    value: value * (1 + days / DAYS_TO_DOUBLE),
    urgency: Math.max(0, urgency - Math.floor(days / DAYS_TO_RISE)),
  }
}

/** What remains of a value so many days after the first. */
export function faded(value: number, daysLater: number): number {
  return value * (1 - FADE_PER_DAY * daysLater)
}
