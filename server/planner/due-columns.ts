import { PURPOSES, type Purpose } from '../campaigns/rules.ts'
import type { ContactChannel } from '../contacts/channel-rules.ts'
import { FIELD_END } from '../platform/text-lines.ts'
import { natureOf } from '../policy/combine-rules.ts'
import { aged, type Dues, NEVER } from './rules.ts'

/** A follow-up that waits, as a due purpose. Days are counted from the first that is planned. */
export interface DueRow {
  id: string
  customerId: string
  branchId: string
  teamId: string
  campaignId: string | null
  matterId: string
  purpose: Purpose
  priority: number
  /** Minutes of its script. */
  minutes: number
  from: number
  last: number
  /** Days since it was planned. */
  waited: number
  appointmentAt: number | null
  /** Who of the persons in charge is asked for, numbered from 1 within his customer; 0 is the customer himself. */
  person: number
  /** What whoever calls must have, in order. */
  needs: readonly string[]
  /** By what it may be made, the preferred channel first; what is kept for somebody is called. */
  channels: readonly ContactChannel[]
}

/** To which day somebody moved a follow-up, and by which channel it was to be made. */
export interface MovedTo {
  day: number
  channel: ContactChannel
}

/** Whose the rows of `Dues` are. Ids lie as bytes: a million of them as texts would fill the memory. */
export interface Owners {
  followups: Ids
  customers: Ids
  branches: string[]
  branchOf: Int32Array
  teams: string[]
}

const BYTES = 16

/** Ids one after the other. */
export class Ids {
  #bytes = Buffer.alloc(1024 * BYTES)
  length = 0

  push(id: string): void {
    if ((this.length + 1) * BYTES > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.length)])
    this.#bytes.write(id.replaceAll('-', ''), this.length * BYTES, 'hex')
    this.length++
  }

  /** The id without its dashes, as PostgreSQL also reads it. */
  at(place: number): string {
    return this.#bytes.toString('hex', place * BYTES, (place + 1) * BYTES)
  }
}

/** Collects due purposes, customer by customer, into columns. */
export class DueColumns {
  readonly owners: Owners = {
    followups: new Ids(),
    customers: new Ids(),
    branches: [],
    branchOf: new Int32Array(1024),
    teams: [],
  }
  #columns = columnsFor(1024)
  /** The first day on which each that is to be called may go by mail instead; `NEVER` where it may not. */
  mailFrom: Int16Array = new Int16Array(1024).fill(NEVER)
  readonly #days: number
  readonly likely: ReadonlyMap<string, number>
  /** Which rows have the day to which somebody moved them as their only one. */
  readonly moved = new Map<number, number>()
  readonly #moves: ReadonlyMap<string, MovedTo>
  readonly #teams = new Map<string, number>()
  readonly #branches = new Map<string, number>()
  readonly #needs = new Map<string, number>([['', 0]])
  #lastCustomer = ''

  /**
   * @param days how many days are planned
   * @param likely how likely a contact for a purpose is completed; `''` is for those not known
   * @param moves to which day somebody moved a follow-up; kept where that lies within its time, and placed like a promise
   */
  constructor(days: number, likely: ReadonlyMap<string, number>, moves: ReadonlyMap<string, MovedTo>) {
    this.#days = days
    this.#moves = moves
    this.likely = likely
  }

  /**
   * Adds a row; rows come by customer, and by id within. One that prefers mail is to go by mail, unless only a call can be
   * had in its time.
   * @param released the first day on which the contact policy allows it by each of its channels; `null` when it never does
   */
  add(row: DueRow, released: readonly (number | null)[]): void {
    const releaseBy = (channel: ContactChannel) => released[row.channels.indexOf(channel)] ?? null
    const byMail = this.#isByMail(row, releaseBy)
    const release = releaseBy(byMail ? 'email' : 'phone')
    const { owners } = this
    if (row.customerId !== this.#lastCustomer) owners.customers.push(row.customerId)
    this.#lastCustomer = row.customerId
    const at = this.#grown()
    const dues = this.#columns
    const nature = natureOf(row.purpose, row.appointmentAt !== null)
    const likely = this.likely.get(row.purpose) ?? this.likely.get('') ?? 1
    const { value, urgency } = aged(row.priority * likely, nature, row.waited)
    dues.customer[at] = owners.customers.length - 1
    dues.purpose[at] = PURPOSES.indexOf(row.purpose)
    dues.person[at] = row.person
    dues.team[at] = numberOf(this.#teams, owners.teams, row.teamId)
    dues.from[at] = release === null ? NEVER : firstDay(row, release)
    dues.last[at] = Math.min(this.#days - 1, row.last)
    dues.nature[at] = nature
    dues.urgency[at] = urgency
    dues.value[at] = value
    this.#keepMove(at, this.#moves.get(row.id)?.day)
    dues.minutes[at] = row.minutes
    dues.byMail[at] = byMail ? 1 : 0
    dues.need[at] = byMail ? 0 : this.needNumber(row.needs)
    const mail = releaseBy('email')
    // One that somebody moved as a call stays one.
    if (!byMail && mail !== null && !this.moved.has(at)) this.mailFrom[at] = firstDay(row, mail)
    owners.branchOf[at] = numberOf(this.#branches, owners.branches, row.branchId)
    owners.followups.push(row.id)
    dues.count++
  }

  #isByMail(row: DueRow, releaseBy: (channel: ContactChannel) => number | null): boolean {
    const [preferred, other] = row.channels
    if (!other) return preferred === 'email'
    const last = Math.min(this.#days - 1, row.last)
    const may = (channel: ContactChannel, until = last) => {
      const release = releaseBy(channel)
      return release !== null && firstDay(row, release) <= until
    }
    const move = this.#moves.get(row.id)
    if (move && move.day <= last && may(move.channel, move.day)) return move.channel === 'email'
    return preferred === 'email' && (may('email') || !may('phone'))
  }

  /** The place of needs in `dues.needs`, where they are put when they are not there. */
  needNumber(needs: readonly string[]): number {
    if (needs.length === 0) return 0
    const key = needs.join(FIELD_END)
    const known = this.#needs.get(key)
    if (known !== undefined) return known
    this.#needs.set(key, this.#columns.needs.length)
    return this.#columns.needs.push(needs) - 1
  }

  #keepMove(at: number, day: number | undefined): void {
    const dues = this.#columns
    if (day === undefined || day < dues.from[at]! || day > dues.last[at]!) return
    dues.from[at] = day
    dues.last[at] = day
    dues.urgency[at] = 0
    this.moved.set(at, day)
  }

  /** What was collected. */
  get dues(): Dues {
    return this.#columns
  }

  #grown(): number {
    const at = this.#columns.count
    if (at < this.#columns.customer.length) return at
    const wider = columnsFor(2 * at)
    for (const [name, column] of Object.entries(this.#columns)) {
      if (ArrayBuffer.isView(column)) (wider[name as 'value'] as Float64Array).set(column as Float64Array)
    }
    const branchOf = new Int32Array(2 * at)
    branchOf.set(this.owners.branchOf)
    this.owners.branchOf = branchOf
    const mailFrom = new Int16Array(2 * at).fill(NEVER)
    mailFrom.set(this.mailFrom)
    this.mailFrom = mailFrom
    this.#columns = { ...wider, count: at, needs: this.#columns.needs }
    return at
  }
}

const firstDay = ({ from }: DueRow, release: number) => Math.min(NEVER - 1, Math.max(0, from, release))

function numberOf(known: Map<string, number>, all: string[], id: string): number {
  const number = known.get(id)
  if (number !== undefined) return number
  known.set(id, all.length)
  return all.push(id) - 1
}

/** Columns without a row yet, for so many at most. */
export function columnsFor(atMost: number): Dues {
  return {
    count: 0,
    customer: new Int32Array(atMost),
    purpose: new Uint8Array(atMost),
    person: new Int32Array(atMost),
    team: new Uint16Array(atMost),
    from: new Int16Array(atMost),
    last: new Int16Array(atMost),
    nature: new Uint8Array(atMost),
    urgency: new Uint8Array(atMost),
    value: new Float64Array(atMost),
    minutes: new Float32Array(atMost),
    byMail: new Uint8Array(atMost),
    need: new Uint16Array(atMost),
    needs: [[]],
  }
}
