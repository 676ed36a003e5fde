import type { GoodWindow } from './facts-rules.ts'
import type { Stage } from './list-contract.ts'

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
  /** What he speaks (BCP 47). */
  language?: string
  /** The member of staff who looks after him. */
  ownerId?: string
  stage?: Stage
  /** Tags he carries beside those he has. */
  tags?: readonly string[]
  goodHours?: readonly GoodWindow[]
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
  language: string | null
  ownerId: string | null
  stage: Stage | null
  tags: readonly string[]
}

export interface KnownCustomer extends CustomerFields {
  /** The identifiers of his contact points; those with an extension also by `pointKey`. */
  points: Set<string>
  topRank: number
  /** Customer numbers of others that were merged into this one; they mean him. */
  oldNumbers?: readonly string[]
  /** Of one who is new: whether he comes with a phone. */
  hasPhone?: boolean
  /** When he likes to be rung; absent while nobody asked. */
  goodHours?: readonly GoodWindow[]
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
  const holdersOfEach = holdersIn(given, directory)
  if (byNumber) {
    const agrees = holdersOfEach.every(holders => holders.includes(byNumber))
    return agrees ? { kind: 'known', customer: byNumber } : { kind: 'rejected', reason: 'id-and-point-disagree' }
  }
  if (holdersOfEach.length === 0) {
    return given.name || given.externalId ? { kind: 'new' } : { kind: 'rejected', reason: 'name-missing' }
  }
  if (given.externalId && holdersOfEach.some(holders => holders.some(holder => holder.externalId))) {
    return { kind: 'rejected', reason: 'id-and-point-disagree' }
  }
  const [holder, ...others] = new Set(holdersOfEach.filter(holders => holders.length === 1).flat())
  return holder && others.length === 0 && holdersOfEach.every(holders => holders.includes(holder))
    ? { kind: 'known', customer: holder }
    : { kind: 'rejected', reason: 'points-disagree' }
}

/** The holders of each contact point that has any. */
function holdersIn(given: GivenCustomer, directory: Directory): (readonly KnownCustomer[])[] {
  const holdersOfEach: (readonly KnownCustomer[])[] = []
  for (const point of given.points) {
    const holders = directory.holders(point.identifierId)
    if (holders.length > 0) holdersOfEach.push(holders)
  }
  return holdersOfEach
}

/** So many tags a customer may carry. */
export const MOST_TAGS = 20

/** The tags a customer carries after a row, in their order; those he had before included. */
export function tagsAfter(
  customer: Pick<CustomerFields, 'tags'>,
  given: Pick<GivenCustomer, 'tags'>,
): readonly string[] {
  const added = (given.tags ?? []).filter(tag => !customer.tags.includes(tag))
  return added.length > 0 ? [...customer.tags, ...new Set(added)].sort() : customer.tags
}

/**
 * Writes into a customer what a row says: a given value replaces, a blank never erases, contact points and tags are added
 * and never removed. Answers the points that are new, whether his good hours are, and whether anything changed.
 */
export function applyRow(
  customer: KnownCustomer,
  given: GivenCustomer,
): { changed: boolean; points: GivenPoint[]; hoursChanged: boolean } {
  const points = given.points.filter(
    point => !customer.points.has(point.extension ? pointKey(point) : point.identifierId),
  )
  let changed = points.length > 0
  for (const field of FIELDS) {
    const value = given[field]
    if (value === undefined || value === customer[field]) continue
    if (field === 'externalId' && customer.oldNumbers?.includes(String(value))) continue
    Object.assign(customer, { [field]: value })
    changed = true
  }
  const tags = tagsAfter(customer, given)
  const hoursChanged = given.goodHours !== undefined && !sameHours(given.goodHours, customer.goodHours ?? [])
  changed ||= hoursChanged || tags !== customer.tags
  customer.tags = tags
  if (hoursChanged) customer.goodHours = given.goodHours!
  for (const point of points) {
    customer.points.add(point.identifierId)
    if (point.extension) customer.points.add(pointKey(point))
    if (point.kind === 'phone') customer.hasPhone = true
  }
  return { changed, points, hoursChanged }
}

const FIELDS = [
  'externalId',
  'name',
  'kind',
  'branchId',
  'country',
  'note',
  'birthday',
  'language',
  'ownerId',
  'stage',
] as const satisfies readonly (keyof CustomerFields)[]

const sameHours = (one: readonly GoodWindow[], other: readonly GoodWindow[]) =>
  one.length === other.length &&
  one.every(({ weekday, from, to }, at) => {
    const same = other[at]!
    return weekday === same.weekday && from === same.from && to === same.to
  })

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
    language: given.language ?? null,
    ownerId: given.ownerId ?? null,
    stage: given.stage ?? null,
    tags: tagsAfter({ tags: [] }, given),
    points: new Set(),
    topRank: 0,
  }
}

/** The phones or e-mails of a cell that may hold several. */
export function severalIn(cell: string): string[] {
  if (!/[;,，；、|\n/]/.test(cell)) return cell.trim() === '' ? [] : [cell.trim()]
  return cell
    .split(/[;,，；、|\n]|\/(?=\s*\+?\d[\d\s()-]{4})/)
    .map(part => part.trim())
    .filter(part => part !== '')
}

/** The tags of a cell that may hold several, each once. */
export function tagsIn(cell: string): string[] {
  const tags = cell.split(/[;,，；、|\n]/).map(part => part.replaceAll(/\s+/g, ' ').trim())
  return [...new Set(tags.filter(tag => tag !== ''))]
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
