export const POINT_OWNERSHIPS = ['own', 'shared', 'somebody-else', 'unknown'] as const
export type PointOwnership = (typeof POINT_OWNERSHIPS)[number]

/** How somebody made sure that a contact point is right. */
export const VERIFICATIONS = ['call', 'message', 'visit', 'document'] as const
export type Verification = (typeof VERIFICATIONS)[number]

/** What a person can be in charge of, besides what an organisation calls duties of its own. */
export const DUTIES = {
  owner: { zh: '负责人', en: 'Owner' },
  management: { zh: '管理', en: 'Management' },
  purchasing: { zh: '采购', en: 'Purchasing' },
  finance: { zh: '财务', en: 'Finance' },
  operator: { zh: '操作手', en: 'Machine operator' },
  maintenance: { zh: '维修保养', en: 'Maintenance' },
  warehouse: { zh: '仓库收货', en: 'Warehouse' },
  site: { zh: '工地现场', en: 'Site' },
  family: { zh: '家人', en: 'Family' },
} as const
export type BuiltInDuty = keyof typeof DUTIES

export const isBuiltInDuty = (duty: string): duty is BuiltInDuty => Object.hasOwn(DUTIES, duty)

/** The duty by a word of a file: a code, or its name in either language; else the word itself, in its normal form. */
export function readDuty(text: string): string {
  const word = text.normalize('NFKC').trim()
  const low = word.toLowerCase()
  const found = Object.entries(DUTIES).find(
    ([code, { zh, en }]) => code === low || zh === word || en.toLowerCase() === low,
  )
  return found?.[0] ?? OTHER_NAMES[low] ?? word
}

const OTHER_NAMES: Record<string, BuiltInDuty> = {
  老板: 'owner',
  法人: 'owner',
  总经理: 'management',
  经理: 'management',
  采购员: 'purchasing',
  采购经理: 'purchasing',
  会计: 'finance',
  出纳: 'finance',
  accounting: 'finance',
  驾驶员: 'operator',
  司机: 'operator',
  机手: 'operator',
  维修: 'maintenance',
  维修工: 'maintenance',
  设备: 'maintenance',
  仓库: 'warehouse',
  工地: 'site',
  家属: 'family',
}

/** What consents are asked for: to be served, to be asked one's opinion, to be sold to. */
export const PURPOSE_CLASSES = ['service', 'research', 'marketing'] as const
export type PurposeClass = (typeof PURPOSE_CLASSES)[number]
export const CONSENT_CHANNELS = ['phone', 'sms', 'email', 'chat', 'visit'] as const
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number]
export const EVIDENCE_KINDS = ['text', 'file', 'call'] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

export interface ConsentWord {
  id: string
  purposeClass: PurposeClass
  channel: ConsentChannel
  given: boolean
  at: Temporal.Instant
  expiresAt: Temporal.Instant | null
  voidedAt: Temporal.Instant | null
}

export interface Standing {
  purposeClass: PurposeClass
  channel: ConsentChannel
  standing: 'given' | 'withdrawn' | 'expired' | 'never-asked'
  since: Temporal.Instant | null
  expiresAt: Temporal.Instant | null
  consentId: string | null
}

/**
 * Where a customer stands at an instant for every purpose and channel: the last word said by then counts; of two of one
 * instant the withdrawal. A word of the future and one that was voided count for nothing. One that has expired is told
 * from one never given.
 */
export function consentStandings(words: readonly ConsentWord[], at: Temporal.Instant): Standing[] {
  return PURPOSE_CLASSES.flatMap(purposeClass =>
    CONSENT_CHANNELS.map(channel => {
      const last = words
        .filter(word => word.purposeClass === purposeClass && word.channel === channel && !word.voidedAt)
        .filter(word => Temporal.Instant.compare(word.at, at) <= 0)
        .toSorted(laterFirst)[0]
      const { id: consentId = null, at: since = null, expiresAt = null } = last ?? {}
      return { purposeClass, channel, standing: standingBy(last, at), since, expiresAt, consentId }
    }),
  )
}

function laterFirst(a: ConsentWord, b: ConsentWord): number {
  return Temporal.Instant.compare(b.at, a.at) || Number(a.given) - Number(b.given) || (a.id < b.id ? 1 : -1)
}

function standingBy(word: ConsentWord | undefined, at: Temporal.Instant): Standing['standing'] {
  if (!word) return 'never-asked'
  if (!word.given) return 'withdrawn'
  return word.expiresAt && Temporal.Instant.compare(word.expiresAt, at) <= 0 ? 'expired' : 'given'
}

export const HOURS_SOURCES = ['customer', 'call', 'staff', 'import'] as const
export type HoursSource = (typeof HOURS_SOURCES)[number]

export interface GoodWindow {
  weekday: number
  from: string
  to: string
}

/** The first weekday whose windows overlap or are out of order; `null` when all are well. */
export function hoursProblem(windows: readonly GoodWindow[]): number | null {
  const inOrder = windows.toSorted((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1))
  for (const [at, { weekday, from, to }] of inOrder.entries()) {
    const next = inOrder[at + 1]
    if (from >= to || (next?.weekday === weekday && next.from < to)) return weekday
  }
  return null
}

export const CHANGE_SUBJECTS = ['customer', 'contact-point', 'person', 'hours', 'import', 'merge'] as const
export type ChangeSubject = (typeof CHANGE_SUBJECTS)[number]
export const CHANGE_SOURCES = ['staff', 'call', 'import', 'undo', 'merge', 'api', 'system'] as const
export type ChangeSource = (typeof CHANGE_SOURCES)[number]

/** What is told of one field by its history: how often it changed, what came before all changes, and the last one. */
export interface FieldHistory<By> {
  field: string
  changes: number
  /** What the field held before its first change; `null` when nothing was known. */
  before: string | null
  first: By
  last: By
}

export interface Fact<By> {
  field: string
  value: string | null
  /** `null` for a value that is not known. */
  since: By | null
  /** The last change; `null` when it is as it was when the customer was added. */
  changed: By | null
  changes: number
}

/**
 * What we know of one field: a value without a history is known since the customer was added; one that was empty before
 * its first change, since that change.
 */
export function factOf<By>(
  field: string,
  value: string | null,
  added: By,
  history: FieldHistory<By> | undefined,
): Fact<By> {
  if (!history) return { field, value, since: value === null ? null : added, changed: null, changes: 0 }
  const since = history.before === null ? history.first : added
  return { field, value, since: value === null ? null : since, changed: history.last, changes: history.changes }
}
