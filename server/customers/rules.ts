export type LineType = 'fixed' | 'mobile' | 'unknown'
export type CustomerKind = 'person' | 'organisation'

/** A contact point as a row of a file gives it, already in the vault. */
export interface GivenPoint {
  identifierId: string
  kind: 'phone' | 'email'
  lineType: LineType | null
  /** Digits to dial after the number, when it has some. */
  extension?: string | undefined
}

/** What tells the contact points of one customer apart: two people behind one switchboard share the number. */
export const pointKey = ({ identifierId, extension }: Pick<GivenPoint, 'identifierId' | 'extension'>) =>
  identifierId + (extension ?? '')

/** What a row of a file says of a customer; what it leaves blank is absent. */
export interface GivenCustomer {
  externalId?: string
  name?: string
  kind?: CustomerKind
  branchId?: string
  country?: string
  note?: string
  /** `1985-03-12`, or `03-12` when the year is not known. */
  birthday?: string
  points: readonly GivenPoint[]
}

/** What is known of a customer himself. */
export interface CustomerFields {
  id: string
  externalId: string | null
  name: string
  kind: CustomerKind
  branchId: string
  country: string | null
  note: string | null
  /** `1985-03-12`, or `03-12` when the year is not known. */
  birthday: string | null
}

export interface KnownCustomer extends CustomerFields {
  identifierIds: Set<string>
  /** By `pointKey`. */
  pointKeys: Set<string>
  topRank: number
  /** Customer numbers of others that were merged into this one; they mean him. */
  oldNumbers?: readonly string[]
}

/** The customers a batch of rows may mean. */
export interface Directory {
  byExternalId(externalId: string): KnownCustomer | undefined
  /** Everyone who holds a contact point. */
  holders(identifierId: string): readonly KnownCustomer[]
}

export type Match =
  | { kind: 'known'; customer: KnownCustomer }
  | { kind: 'new' }
  | { kind: 'rejected'; reason: 'nothing-to-know-by' | 'id-and-point-disagree' | 'points-disagree' | 'name-missing' }

/**
 * Whom a row means. A customer number decides; without one that is known, a phone or e-mail that belongs to exactly one
 * customer does. Number and contact point that mean two different customers are rejected, and so are contact points
 * of several customers when no number decides. What nobody could be known by next time is rejected.
 */
export function matchCustomer(given: GivenCustomer, directory: Directory): Match {
  if (!given.externalId && given.points.length === 0) return { kind: 'rejected', reason: 'nothing-to-know-by' }
  const byNumber = given.externalId ? directory.byExternalId(given.externalId) : undefined
  const holdersOfEach = given.points.map(point => directory.holders(point.identifierId)).filter(held => held.length > 0)
  if (byNumber) {
    const agrees = holdersOfEach.every(holders => holders.includes(byNumber))
    return agrees ? { kind: 'known', customer: byNumber } : { kind: 'rejected', reason: 'id-and-point-disagree' }
  }
  const everyone = new Set(holdersOfEach.flat())
  if (everyone.size === 0) {
    return given.name || given.externalId ? { kind: 'new' } : { kind: 'rejected', reason: 'name-missing' }
  }
  if (given.externalId && [...everyone].some(holder => holder.externalId)) {
    return { kind: 'rejected', reason: 'id-and-point-disagree' }
  }
  const [holder, ...others] = new Set(holdersOfEach.filter(holders => holders.length === 1).flat())
  return holder && others.length === 0 && holdersOfEach.every(holders => holders.includes(holder))
    ? { kind: 'known', customer: holder }
    : { kind: 'rejected', reason: 'points-disagree' }
}

/**
 * Writes into a customer what a row says: a given value replaces, a blank never erases, contact points are added and
 * never removed. Answers the points that are new and whether anything changed.
 */
export function applyRow(customer: KnownCustomer, given: GivenCustomer): { changed: boolean; points: GivenPoint[] } {
  const points = given.points.filter(point =>
    point.extension ? !customer.pointKeys.has(pointKey(point)) : !customer.identifierIds.has(point.identifierId),
  )
  let changed = points.length > 0
  for (const field of ['externalId', 'name', 'kind', 'branchId', 'country', 'note', 'birthday'] as const) {
    const value = given[field]
    if (value === undefined || value === customer[field]) continue
    if (field === 'externalId' && customer.oldNumbers?.includes(String(value))) continue
    Object.assign(customer, { [field]: value })
    changed = true
  }
  for (const point of points) {
    customer.identifierIds.add(point.identifierId)
    customer.pointKeys.add(pointKey(point))
  }
  return { changed, points }
}

/** A new customer as a row describes him; without a name he is called by his number. */
export function newCustomer(id: string, given: GivenCustomer, branchId: string): KnownCustomer {
  return {
    id,
    externalId: given.externalId ?? null,
    name: given.name ?? given.externalId ?? '',
    kind: given.kind ?? 'person',
    branchId: given.branchId ?? branchId,
    country: given.country ?? null,
    note: given.note ?? null,
    birthday: given.birthday ?? null,
    identifierIds: new Set(),
    pointKeys: new Set(),
    topRank: 0,
  }
}

/** The phones or e-mails of a cell that may hold several. */
export function severalIn(cell: string): string[] {
  return cell
    .split(/[;,，；、|\n]|\/(?=\s*\+?\d[\d\s()-]{4})/)
    .map(part => part.trim())
    .filter(part => part !== '')
}

/** The last four digits of a text that is no number; fewer when it is short, so that it is never shown whole. */
export function tailOf(text: string): string {
  const digits = text.replaceAll(/\D/g, '')
  return digits.slice(digits.length - Math.min(4, Math.floor(digits.length / 2)))
}

/** The kind of a customer by a word of a file; `undefined` for a word that is not known. */
export function readCustomerKind(text: string): CustomerKind | undefined {
  const word = text.toLowerCase()
  if (/^(个人|自然人|person|individual|private|p)$/.test(word)) return 'person'
  if (/^(企业|公司|单位|机构|组织|organi[sz]ation|company|business|corporate|org)$/.test(word)) return 'organisation'
  return undefined
}
