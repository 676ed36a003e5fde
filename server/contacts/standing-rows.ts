import type { Channel } from '../policy/rule-contract.ts'
import { BLANK, type CountedContact, type OwnHours, type PastContact, type Standing } from './standing-rules.ts'

/** A row of the one statement that standings come from: what of which customer, in columns that each part uses its own way. */
export interface StandingRow {
  c: string | null
  k:
    | 'customer'
    | 'point'
    | 'contact'
    | 'elsewhere'
    | 'caller'
    | 'stop'
    | 'hold'
    | 'concern'
    | 'consent'
    | 'hours'
    | 'override'
  s1: string | null
  s2: string | null
  s3: string | null
  s4: string | null
  s5: string | null
  s6: string | null
  n1: number | null
  n2: number | null
  n3: number | null
  flag: boolean | null
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

/** What is held past its time is given up by a job that runs every minute. */
const SWEEP = 60_000
/** An open problem past its deadline is looked at again after a day. */
const LOOK_AGAIN = 86_400_000
const SEPARATOR = '\u001f'
const NO_TAGS: readonly string[] = []

type Building = { -readonly [K in keyof Standing]: Standing[K] }

/**
 * Puts the rows of a statement together.
 * @param pathOf the branches above a branch, and itself
 */
export function readStandings(
  rows: readonly StandingRow[],
  now: number,
  pathOf: (branchId: string) => readonly string[],
): Standings {
  const customers = new Map<string, Located & { standing: Building }>()
  const callers = new Map<string, CountedContact[]>()
  for (const row of rows) {
    if (row.k !== 'customer') continue
    const tags = row.s4 === null ? NO_TAGS : row.s4.split(SEPARATOR)
    const standing = { ...BLANK, branchIds: pathOf(row.s1!), tags, stage: row.s2, ownerId: row.s3 }
    customers.set(row.c!, { standing, timeZone: row.s5!, country: row.s6! })
  }
  const points = new Map<string, StandingRow[]>()
  for (const row of rows) {
    if (row.k === 'caller') push(callers, row.s1!, countedOf(row, '', now))
    else if (row.k === 'point') push(points, row.c!, row)
    else if (row.k !== 'customer') read(row, customers.get(row.c!)?.standing, now)
  }
  for (const [customerId, own] of points) {
    const standing = customers.get(customerId)?.standing
    if (standing) setNumbers(standing, own)
  }
  for (const { standing } of customers.values()) finish(standing)
  for (const calls of callers.values()) calls.sort(newestFirst)
  return { customers, callers }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

const newestFirst = (a: { at: number }, b: { at: number }) => b.at - a.at

function read(row: StandingRow, standing: Building | undefined, now: number): void {
  if (!standing) return
  switch (row.k) {
    case 'contact':
      standing.contacts = [...standing.contacts, pastOf(row, now)]
      break
    case 'elsewhere':
      standing.elsewhere = [...standing.elsewhere, countedOf(row, row.s3!, now)]
      break
    case 'stop':
      standing.stops = [...standing.stops, { purpose: row.s1, expiresAt: row.n1 ?? 0 }]
      break
    case 'hold':
      standing.holds = [...standing.holds, row.n1!]
      break
    case 'concern':
      standing.concerns = [...standing.concerns, row.n1! > now ? row.n1! : now + LOOK_AGAIN]
      break
    case 'consent': {
      const word = { purposeClass: row.s1!, channel: row.s2!, given: row.flag!, expiresAt: row.n1 ?? 0 }
      standing.consents = [...standing.consents, word]
      break
    }
    case 'hours':
      standing.ownHours = ownHoursOf(row)
      break
    case 'override': {
      const override = { id: row.s1!, passes: row.s2!.split(SEPARATOR), purpose: row.s3, expiresAt: row.n1! }
      standing.overrides = [...standing.overrides, override]
    }
  }
}

function ownHoursOf({ s1, s2, s3 }: StandingRow): OwnHours {
  return { windows: JSON.parse(s1!), notBefore: s2, notAfter: s3 }
}

function countedOf(row: StandingRow, numberId: string, now: number): CountedContact {
  return {
    id: row.s2 ?? '',
    numberId,
    at: row.n1!,
    conversed: row.flag!,
    liveUntil: row.n3 === null ? 0 : Math.max(row.n3, now + SWEEP),
    purpose: row.s4!,
    campaignId: row.s5,
    channel: 'phone' as Channel,
  }
}

/** An override is told from an exemption by its first letter; both are of this one contact. */
function pastOf(row: StandingRow, now: number): PastContact {
  const exemption = row.s6 === null ? null : row.s6.slice(1)
  return { ...countedOf(row, row.s3!, now), id: row.s1!, matterId: row.s2!, quietUntil: row.n2!, exemption }
}

/** Best first: valid before doubtful, then by rank; one number behind two extensions is one number. */
function setNumbers(standing: Building, points: StandingRow[]): void {
  if (points.length > 1) points.sort((a, b) => a.n1! - b.n1! || a.n2! - b.n2! || (a.s2! < b.s2! ? -1 : 1))
  const numbers = points.filter(({ flag }) => !flag).map(({ s1 }) => s1!)
  standing.numbers = numbers.length > 1 ? [...new Set(numbers)] : numbers
  standing.stoppedNumbers = points.length - numbers.length
}

function finish(standing: Building): void {
  if (standing.contacts.length > 1) standing.contacts = standing.contacts.toSorted(newestFirst)
  if (standing.elsewhere.length > 1) standing.elsewhere = standing.elsewhere.toSorted(newestFirst)
  if (standing.overrides.length > 0) {
    // Used once, it passes nothing more; while that contact is under way nobody else may make one.
    const used = new Set(standing.contacts.filter(({ liveUntil }) => liveUntil === 0).map(({ exemption }) => exemption))
    standing.overrides = standing.overrides.filter(({ id }) => !used.has(id))
  }
}
