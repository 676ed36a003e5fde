import { FIELD_END, fieldsAfter, ID_LENGTH, idAt, LINE_END } from '../platform/text-lines.ts'
import * as lines from './standing-lines.ts'
import type { CountedContact, Standing } from './standing-rules.ts'

/**
 * The answer to the one statement that standings come from: for each part a text of lines, `null` where there is nothing.
 * A line begins with ids, each as long as any, and its other fields follow. Lines come in the order of their first id, which
 * is the customer's but where calling numbers are told of.
 */
export interface StandingTexts {
  customers: string | null
  /** Of each customer in the order in which they are called; addresses among them where they are asked for. */
  points: string | null
  /** Of each customer by when they were reserved, the last first. */
  contacts: string | null
  elsewhere: string | null
  /** Newest first. */
  callers: string | null
  stops: string | null
  holds: string | null
  overrides: string | null
  concerns: string | null
  consents: string | null
  hours: string | null
  /** The time zone and the country of the organisation. */
  house: string
}

/** Where a customer stands, with where he is: his own zone and country, else the organisation's. */
export interface Located {
  standing: Standing
  timeZone: string
  country: string
}

export interface Standings {
  /** By customer; those outside the transaction's scope are missing. */
  customers: Map<string, Located>
  /** Contacts from the calling numbers that were asked about, newest first. */
  callers: Map<string, CountedContact[]>
}

/** Reads all that a statement answered. */
export function readStandings(texts: StandingTexts, now: number, pathOf: lines.PathOf): Standings {
  const standings = new StandingsInOrder(texts, now, pathOf)
  const customers = new Map<string, Located>()
  for (const line of new Lines(texts.customers).all()) {
    const id = idAt(line, 0)
    customers.set(id, standings.of(id)!)
  }
  return { customers, callers: readCallers(texts.callers, now) }
}

/**
 * The standings that a statement answered, read one by one as they are asked for in the order of the customers' ids, so that
 * none outlives its use: gathering garbage would take longer than judging.
 */
export class StandingsInOrder {
  readonly #customers: Lines
  readonly #points: Lines
  readonly #contacts: Lines
  /** What tells of few customers, in the order of their ids. */
  readonly #rare: readonly RareLine[]
  #rareRead = 0
  readonly #house: readonly string[]
  readonly #now: number
  readonly #pathOf: lines.PathOf
  /** What many customers have in common is worked out once. */
  readonly #alike = new Map<string, lines.Profile>()
  #lastId = ''
  #last: Located | undefined

  /** @param pathOf the branches above a branch, and itself */
  constructor(texts: StandingTexts, now: number, pathOf: lines.PathOf) {
    this.#customers = new Lines(texts.customers)
    this.#points = new Lines(texts.points)
    this.#contacts = new Lines(texts.contacts)
    this.#rare = rareLines(texts)
    this.#house = texts.house.split(FIELD_END)
    this.#now = now
    this.#pathOf = pathOf
  }

  /** Where a customer stands; nothing outside the transaction's scope. Not for one before the last that was asked for. */
  of(customerId: string): Located | undefined {
    if (customerId === this.#lastId) return this.#last
    this.#lastId = customerId
    const line = this.#customers.next(customerId)
    this.#last = line === undefined ? undefined : this.#read(customerId, line.slice(ID_LENGTH))
    return this.#last
  }

  #read(id: string, known: string): Located {
    const profile = this.#profileOf(known)
    const standing = lines.blankWith(profile)
    this.#points.each(id, lines.addPoint, standing, this.#now)
    this.#contacts.each(id, lines.addContact, standing, this.#now)
    this.#readRare(id, standing)
    return { standing, timeZone: profile.timeZone, country: profile.country }
  }

  #readRare(id: string, standing: lines.Building): void {
    for (; this.#rareRead < this.#rare.length; this.#rareRead++) {
      const { read, line } = this.#rare[this.#rareRead]!
      const order = compareAt(line, 0, id)
      if (order > 0) return
      if (order === 0) read(standing, line, this.#now)
    }
  }

  #profileOf(known: string): lines.Profile {
    const alike = this.#alike.get(known)
    if (alike) return alike
    const profile = lines.profileOf(known.split(FIELD_END), this.#pathOf, this.#house)
    this.#alike.set(known, profile)
    return profile
  }
}

interface RareLine {
  read: lines.ReadLine
  line: string
}

/** Looked for in one list for each customer, where each text would else be looked at for each. */
function rareLines(texts: StandingTexts): RareLine[] {
  const found: RareLine[] = []
  const add = (text: string | null, read: lines.ReadLine) => {
    for (const line of new Lines(text).all()) found.push({ read, line })
  }
  add(texts.elsewhere, lines.addElsewhere)
  add(texts.stops, lines.addStop)
  add(texts.holds, lines.addHold)
  add(texts.concerns, lines.addConcern)
  add(texts.consents, lines.addConsent)
  add(texts.hours, lines.addHours)
  add(texts.overrides, lines.addOverride)
  return found.sort((a, b) => compareAt(a.line, 0, b.line))
}

/** The lines of a text, in their order. */
class Lines {
  readonly #text: string
  #from = 0

  constructor(text: string | null) {
    this.#text = text ?? ''
  }

  /** The next line about a customer; nothing when there is none. Those about customers before him are passed over. */
  next(customerId: string): string | undefined {
    while (this.#from < this.#text.length) {
      if (this.#text.startsWith(customerId, this.#from)) return this.#take()
      if (compareAt(this.#text, this.#from, customerId) > 0) return undefined
      this.#take()
    }
    return undefined
  }

  /** Reads every line about a customer into his standing. */
  each(customerId: string, read: lines.ReadLine, standing: lines.Building, now: number): void {
    for (let line = this.next(customerId); line !== undefined; line = this.next(customerId)) read(standing, line, now)
  }

  *all(): Generator<string> {
    while (this.#from < this.#text.length) yield this.#take()
  }

  #take(): string {
    const found = this.#text.indexOf(LINE_END, this.#from)
    const end = found < 0 ? this.#text.length : found
    const line = this.#text.slice(this.#from, end)
    this.#from = end + 1
    return line
  }
}

/** Whether the id in a text comes before, at or after another, or the one that another text begins with. */
function compareAt(text: string, from: number, id: string): number {
  for (let n = 0; n < ID_LENGTH; n++) {
    const difference = text.charCodeAt(from + n) - id.charCodeAt(n)
    if (difference !== 0) return difference
  }
  return 0
}

/** By calling number, newest first. */
export function readCallers(text: string | null, now: number): Map<string, CountedContact[]> {
  const callers = new Map<string, CountedContact[]>()
  for (const line of new Lines(text).all()) {
    const [caller, ...fields] = fieldsAfter(line, 1)
    const contact = lines.countedOf(idAt(line, 0), '', fields, now)
    callers.set(caller!, lines.added(callers.get(caller!) ?? lines.NONE, contact))
  }
  return callers
}
