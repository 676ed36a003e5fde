import type { Channel } from '../policy/rule-contract.ts'
import type { CountedContact, OwnHours, Standing } from './standing-rules.ts'

/** What ends a line of a text and a field of a line; no value holds either. */
export const [LINE_END, FIELD_END] = ['\u001e', '\u001f']

/**
 * The answer to the one statement that standings come from: for each part a text of lines, `null` where there is nothing.
 * A line begins with ids, the customer's first, each as long as any; its other fields follow.
 */
export interface StandingTexts {
  customers: string | null
  /** In the order in which they are called. */
  points: string | null
  /** These three newest first. */
  contacts: string | null
  elsewhere: string | null
  callers: string | null
  stops: string | null
  holds: string | null
  overrides: string | null
  concerns: string | null
  consents: string | null
  hours: string | null
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
const ID = 36

/** An empty field is nothing. */
const orNull = (field: string | undefined) => field || null
const idAt = (line: string, place: number) => line.slice(place * ID, (place + 1) * ID)
const fieldsAfter = (line: string, ids: number) => line.slice(ids * ID).split(FIELD_END)

/**
 * Puts the texts of a statement together.
 * @param pathOf the branches above a branch, and itself
 */
export function readStandings(
  texts: StandingTexts,
  now: number,
  pathOf: (branchId: string) => readonly string[],
): Standings {
  const customers = readCustomers(texts.customers, pathOf)
  const each = (text: string | null, read: (standing: Building, line: string) => void) => {
    for (const line of linesOf(text)) {
      const standing = customers.get(idAt(line, 0))?.standing
      if (standing) read(standing, line)
    }
  }
  each(texts.points, addPoint)
  each(texts.contacts, (standing, line) => addContact(standing, line, now))
  each(texts.elsewhere, ({ elsewhere }, line) => {
    elsewhere.push(countedOf('', idAt(line, 1), fieldsAfter(line, 2), now))
  })
  each(texts.stops, ({ stops }, line) => {
    const [expiresAt, purpose] = fieldsAfter(line, 1)
    stops.push({ purpose: orNull(purpose), expiresAt: Number(expiresAt) })
  })
  each(texts.holds, ({ holds }, line) => holds.push(Number(line.slice(ID))))
  each(texts.concerns, ({ concerns }, line) => {
    const due = Number(line.slice(ID))
    concerns.push(due > now ? due : now + LOOK_AGAIN)
  })
  each(texts.consents, ({ consents }, line) => {
    const [purposeClass, channel, given, expiresAt] = fieldsAfter(line, 1)
    consents.push({
      purposeClass: purposeClass!,
      channel: channel!,
      given: given === 't',
      expiresAt: Number(expiresAt),
    })
  })
  each(texts.hours, (standing, line) => {
    standing.ownHours = ownHoursOf(fieldsAfter(line, 1))
  })
  each(texts.overrides, addOverride)
  return { customers, callers: readCallers(texts.callers, now) }
}

function linesOf(text: string | null): string[] {
  return text === null ? [] : text.split(LINE_END)
}

/** What many customers have in common is worked out once. */
function readCustomers(text: string | null, pathOf: (branchId: string) => readonly string[]) {
  const customers = new Map<string, Located & { standing: Building }>()
  const alike = new Map<string, ReturnType<typeof profileOf>>()
  for (const line of linesOf(text)) {
    const known = line.slice(ID)
    let profile = alike.get(known)
    if (!profile) {
      profile = profileOf(known.split(FIELD_END), pathOf)
      alike.set(known, profile)
    }
    const { timeZone, country } = profile
    customers.set(idAt(line, 0), { standing: blankWith(profile), timeZone, country })
  }
  return customers
}

function profileOf(known: readonly string[], pathOf: (branchId: string) => readonly string[]) {
  const [branchId, stage, ownerId, timeZone, country, ...tags] = known
  return {
    branchIds: [...pathOf(branchId!)],
    tags: tags.filter(Boolean),
    stage: orNull(stage),
    ownerId: orNull(ownerId),
    timeZone: timeZone!,
    country: country!,
  }
}

function blankWith({ branchIds, tags, stage, ownerId }: ReturnType<typeof profileOf>): Building {
  return {
    ...{ branchIds, tags, stage, ownerId },
    ...{ numbers: [], stoppedNumbers: 0, contacts: [], elsewhere: [], stops: [], holds: [], concerns: [] },
    ...{ consents: [], ownHours: null, overrides: [] },
  }
}

/** One number behind two extensions is one number. */
function addPoint(standing: Building, line: string): void {
  const numberId = idAt(line, 1)
  if (line.endsWith('t')) standing.stoppedNumbers++
  else if (!standing.numbers.includes(numberId)) standing.numbers.push(numberId)
}

function countedOf(id: string, numberId: string, fields: readonly string[], now: number): CountedContact {
  const [made, held, conversed, purpose, campaignId] = fields
  return {
    id,
    numberId,
    at: Number(made),
    conversed: conversed === 't',
    liveUntil: held ? Math.max(Number(held), now + SWEEP) : 0,
    purpose: purpose!,
    campaignId: orNull(campaignId),
    channel: 'phone' as Channel,
  }
}

function addContact(standing: Building, line: string, now: number): void {
  const fields = fieldsAfter(line, 4)
  standing.contacts.push({
    ...countedOf(idAt(line, 1), idAt(line, 2), fields, now),
    matterId: idAt(line, 3),
    quietUntil: Number(fields[5]),
    exemption: orNull(fields[6]),
  })
}

/** Used once, an override passes nothing more; while that contact is under way nobody else may make one. */
function addOverride({ contacts, overrides }: Building, line: string): void {
  const [expiresAt, purpose, ...passes] = fieldsAfter(line, 2)
  const id = idAt(line, 1)
  if (contacts.some(({ exemption, liveUntil }) => exemption === id && liveUntil === 0)) return
  overrides.push({ id, passes, purpose: orNull(purpose), expiresAt: Number(expiresAt) })
}

function ownHoursOf([notBefore, notAfter, windows]: readonly string[]): OwnHours {
  return { windows: JSON.parse(windows!), notBefore: orNull(notBefore), notAfter: orNull(notAfter) }
}

function readCallers(text: string | null, now: number): Map<string, CountedContact[]> {
  const callers = new Map<string, CountedContact[]>()
  for (const line of linesOf(text)) {
    const fields = fieldsAfter(line, 1)
    const contact = countedOf(idAt(line, 0), '', fields, now)
    const known = callers.get(fields[5]!)
    if (known) known.push(contact)
    else callers.set(fields[5]!, [contact])
  }
  return callers
}
