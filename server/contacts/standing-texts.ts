import { FIELD_END, fieldsAfter, ID_LENGTH, idAt, LINE_END } from '../platform/text-lines.ts'
import type { Channel } from '../policy/rule-contract.ts'
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
  /** What else these contacts were about. */
  carried: string | null
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

type Building = { -readonly [K in keyof Standing]: Standing[K] extends readonly (infer V)[] ? V[] : Standing[K] }

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

/** What is held past its time is given up by a job that runs every minute. */
const SWEEP = 60_000
/** An open problem past its deadline is looked at again after a day. */
const LOOK_AGAIN = 86_400_000

/** An empty field is nothing. */
const orNull = (field: string | undefined) => field || null

/** Reads all that a statement answered. */
export function readStandings(texts: StandingTexts, now: number, pathOf: PathOf): Standings {
  const standings = new StandingsInOrder(texts, now, pathOf)
  const customers = new Map<string, Located>()
  for (const line of new Lines(texts.customers).all()) {
    const id = idAt(line, 0)
    customers.set(id, standings.of(id)!)
  }
  return { customers, callers: readCallers(texts.callers, now) }
}

type ReadLine = (standing: Building, line: string, now: number) => void
type PathOf = (branchId: string) => readonly string[]
type Profile = Pick<Building, 'branchIds' | 'tags' | 'stage' | 'ownerId'> & Omit<Located, 'standing'>

/**
 * The standings that a statement answered, read one by one as they are asked for in the order of the customers' ids, so that
 * none outlives its use: gathering garbage would take longer than judging.
 */
export class StandingsInOrder {
  readonly #parts: { [K in Exclude<keyof StandingTexts, 'house'>]: Lines }
  readonly #house: readonly string[]
  readonly #now: number
  readonly #pathOf: PathOf
  /** What many customers have in common is worked out once. */
  readonly #alike = new Map<string, Profile>()
  #lastId = ''
  #last: Located | undefined

  /** @param pathOf the branches above a branch, and itself */
  constructor({ house, ...texts }: StandingTexts, now: number, pathOf: PathOf) {
    const lines = Object.entries(texts).map(([part, text]) => [part, new Lines(text)])
    this.#parts = Object.fromEntries(lines)
    this.#house = house.split(FIELD_END)
    this.#now = now
    this.#pathOf = pathOf
  }

  /** Where a customer stands; nothing outside the transaction's scope. Not for one before the last that was asked for. */
  of(customerId: string): Located | undefined {
    if (customerId === this.#lastId) return this.#last
    this.#lastId = customerId
    const line = this.#parts.customers.next(customerId)
    this.#last = line === undefined ? undefined : this.#read(customerId, line.slice(ID_LENGTH))
    return this.#last
  }

  #read(id: string, known: string): Located {
    const profile = this.#alike.get(known) ?? profileOf(known.split(FIELD_END), this.#pathOf, this.#house)
    this.#alike.set(known, profile)
    const standing = blankWith(profile)
    const { points, contacts, carried, elsewhere, stops, holds, concerns, consents, hours, overrides } = this.#parts
    const now = this.#now
    points.each(id, addPoint, standing, now)
    contacts.each(id, addContact, standing, now)
    carried.each(id, addCarried, standing, now)
    elsewhere.each(id, addElsewhere, standing, now)
    stops.each(id, addStop, standing, now)
    holds.each(id, addHold, standing, now)
    concerns.each(id, addConcern, standing, now)
    consents.each(id, addConsent, standing, now)
    hours.each(id, addHours, standing, now)
    overrides.each(id, addOverride, standing, now)
    return { standing, timeZone: profile.timeZone, country: profile.country }
  }
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
      const order = compareAt(this.#text, this.#from, customerId)
      if (order > 0) return undefined
      const line = this.#take()
      if (order === 0) return line
    }
    return undefined
  }

  /** Reads every line about a customer into his standing. */
  each(customerId: string, read: ReadLine, standing: Building, now: number): void {
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

/** Whether the id in a text comes before, at or after another. */
function compareAt(text: string, from: number, id: string): number {
  for (let n = 0; n < ID_LENGTH; n++) {
    const difference = text.charCodeAt(from + n) - id.charCodeAt(n)
    if (difference !== 0) return difference
  }
  return 0
}

/** Most lists of most customers stay empty, and need not be made. */
const NONE: never[] = []

function added<V>(list: V[], value: V): V[] {
  if (list.length === 0) return [value]
  list.push(value)
  return list
}

function profileOf(
  known: readonly string[],
  pathOf: PathOf,
  [zoneOfHouse, countryOfHouse]: readonly string[],
): Profile {
  const [branchId, stage, ownerId, timeZone, country, ...tags] = known
  return {
    branchIds: branchId ? [...pathOf(branchId)] : NONE,
    tags: tags.filter(Boolean),
    stage: orNull(stage),
    ownerId: orNull(ownerId),
    timeZone: timeZone || zoneOfHouse!,
    country: country || countryOfHouse!,
  }
}

function blankWith({ branchIds, tags, stage, ownerId }: Profile): Building {
  return {
    branchIds,
    tags,
    stage,
    ownerId,
    numbers: NONE,
    stoppedNumbers: 0,
    addresses: NONE,
    stoppedAddresses: 0,
    contacts: NONE,
    elsewhere: NONE,
    stops: NONE,
    holds: NONE,
    concerns: NONE,
    consents: NONE,
    ownHours: null,
    overrides: NONE,
  }
}

/** One number behind two extensions is one number. */
function addPoint(standing: Building, line: string): void {
  const numberId = idAt(line, 1)
  const isStopped = line.endsWith('t')
  if (line[2 * ID_LENGTH] === 'e') {
    if (isStopped) standing.stoppedAddresses++
    else standing.addresses = added(standing.addresses, numberId)
  } else if (isStopped) standing.stoppedNumbers++
  else if (!standing.numbers.includes(numberId)) standing.numbers = added(standing.numbers, numberId)
}

function countedOf(id: string, numberId: string, fields: readonly string[], now: number): CountedContact {
  const [made, purpose, held, campaignId, channel] = fields
  return {
    id,
    numberId,
    at: Number(made!.slice(1)),
    conversed: made!.startsWith('t'),
    liveUntil: held ? Math.max(Number(held), now + SWEEP) : 0,
    purpose: purpose!,
    campaignId: orNull(campaignId),
    channel: (channel || 'phone') as Channel,
  }
}

function addContact(standing: Building, line: string, now: number): void {
  const fields = fieldsAfter(line, 4)
  const counted = countedOf(idAt(line, 1), idAt(line, 2), fields, now)
  const [quietUntil, leave] = fields.slice(5)
  standing.contacts = added(standing.contacts, {
    ...counted,
    matterId: idAt(line, 3),
    quietUntil: quietUntil ? Number(quietUntil) : counted.at,
    exemption: orNull(leave),
  })
  newestFirst(standing.contacts)
}

/** They come in the order in which they were reserved, which is nearly always that in which they were made. */
function newestFirst(contacts: { at: number }[]): void {
  for (let n = contacts.length - 1; n > 0 && contacts[n - 1]!.at < contacts[n]!.at; n--) {
    ;[contacts[n - 1], contacts[n]] = [contacts[n]!, contacts[n - 1]!]
  }
}

function addCarried(standing: Building, line: string): void {
  const [purpose, campaignId] = fieldsAfter(line, 3)
  const about = { matterId: idAt(line, 2), purpose: purpose!, campaignId: orNull(campaignId) }
  standing.contacts = standing.contacts.map(contact =>
    contact.id === idAt(line, 1) ? { ...contact, carried: [...(contact.carried ?? []), about] } : contact,
  )
}

/** What a contact with somebody else was about besides its own; no customer's matter, so none is named. */
function besides(field: string | undefined): Pick<CountedContact, 'carried'> {
  if (!field) return {}
  const carried = field.split(',').map(one => {
    const [purpose, campaignId] = one.split(':')
    return { matterId: '', purpose: purpose!, campaignId: orNull(campaignId) }
  })
  return { carried }
}

function addElsewhere(standing: Building, line: string, now: number): void {
  const fields = fieldsAfter(line, 2)
  const contact = { ...countedOf('', idAt(line, 1), fields, now), ...besides(fields[5]) }
  standing.elsewhere = added(standing.elsewhere, contact)
}

function addStop(standing: Building, line: string): void {
  const [expiresAt, purpose] = fieldsAfter(line, 1)
  standing.stops = added(standing.stops, { purpose: orNull(purpose), expiresAt: Number(expiresAt) })
}

function addHold(standing: Building, line: string): void {
  standing.holds = added(standing.holds, Number(line.slice(ID_LENGTH)))
}

function addHours(standing: Building, line: string): void {
  const [notBefore, notAfter, windows] = fieldsAfter(line, 1)
  standing.ownHours = { windows: JSON.parse(windows!), notBefore: orNull(notBefore), notAfter: orNull(notAfter) }
}

function addConcern(standing: Building, line: string, now: number): void {
  const due = Number(line.slice(ID_LENGTH))
  standing.concerns = added(standing.concerns, due > now ? due : now + LOOK_AGAIN)
}

function addConsent(standing: Building, line: string): void {
  const [purposeClass, channel, given, expiresAt] = fieldsAfter(line, 1)
  const word = { purposeClass: purposeClass!, channel: channel!, given: given === 't', expiresAt: Number(expiresAt) }
  standing.consents = added(standing.consents, word)
}

/** Used once, an override passes nothing more; while that contact is under way nobody else may make one. */
function addOverride(standing: Building, line: string): void {
  const [expiresAt, purpose, ...passes] = fieldsAfter(line, 2)
  const id = idAt(line, 1)
  if (standing.contacts.some(({ exemption, liveUntil }) => exemption === id && liveUntil === 0)) return
  const override = { id, passes, purpose: orNull(purpose), expiresAt: Number(expiresAt) }
  standing.overrides = added(standing.overrides, override)
}

/** By calling number, newest first. */
export function readCallers(text: string | null, now: number): Map<string, CountedContact[]> {
  const callers = new Map<string, CountedContact[]>()
  for (const line of new Lines(text).all()) {
    const [caller, ...fields] = fieldsAfter(line, 1)
    const contact = { ...countedOf(idAt(line, 0), '', fields, now), ...besides(fields[5]) }
    callers.set(caller!, added(callers.get(caller!) ?? NONE, contact))
  }
  return callers
}
