import { z } from 'zod'
import { PURPOSES, type Purpose } from '../campaigns/rules.ts'
import { CONSENT_CHANNELS, PURPOSE_CLASSES, type PurposeClass } from '../customers/facts-rules.ts'
import { day, id } from '../platform/endpoint.ts'

const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

/** A span of local time, from the first minute to before the last: `09:00`–`12:00`; `24:00` is the end of the day. */
export const ContactWindow = z.object({ from: clock, to: clock }).meta({ id: 'ContactWindow' })
const windows = z.array(ContactWindow).max(6)

/** To which class of purposes each purpose belongs; consent is given by class. */
export const CLASS_OF_PURPOSE: Record<Purpose, PurposeClass> = {
  care: 'service',
  'verify-data': 'service',
  satisfaction: 'research',
  'problem-solving': 'service',
  'confirm-solution': 'service',
  research: 'research',
  renewal: 'marketing',
  replenishment: 'marketing',
  'cross-sell': 'marketing',
  'win-back': 'marketing',
  festival: 'service',
  referral: 'marketing',
}

export const CHANNELS = CONSENT_CHANNELS
export type Channel = (typeof CHANNELS)[number]

/**
 * Whom a rule is about. A part left out is no condition; within a part, any one suffices. Purposes, channels and campaigns are
 * those of the contact asked for; what a cap counts is its own matter (`counted`).
 */
export const RuleScope = z
  .object({
    /** Customers of these branches and of those below them. */
    branchIds: z.array(id).max(50).optional(),
    campaignIds: z.array(id).max(50).optional(),
    purposeClasses: z.array(z.enum(PURPOSE_CLASSES)).max(3).optional(),
    purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length).optional(),
    channels: z.array(z.enum(CHANNELS)).max(5).optional(),
    /** Customers with one of these tags: the class “key account” is a tag. */
    tags: z.array(z.string().min(1).max(60)).max(20).optional(),
    stages: z.array(z.string().min(1).max(60)).max(10).optional(),
    countries: z.array(z.string().length(2)).max(20).optional(),
  })
  .meta({ id: 'RuleScope' })

/**
 * The span in which contacts are counted. `rolling`: the last seconds before any instant. `tumbling`: opened by the first
 * contact, the next opened by the first contact after its end. `calendar`: the customer's local day, week (from Monday)
 * or month. `day-part`: the customer's local day, cut at the times given. `ever`: without end.
 */
export const CountWindow = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('rolling'), seconds: z.number().int().min(1).max(63_244_800) }),
    z.object({ kind: z.literal('tumbling'), seconds: z.number().int().min(1).max(63_244_800) }),
    z.object({ kind: z.literal('calendar'), unit: z.enum(['day', 'week', 'month']) }),
    z.object({ kind: z.literal('day-part'), cuts: z.array(clock).min(1).max(6) }),
    z.object({ kind: z.literal('ever') }),
  ])
  .meta({ id: 'CountWindow' })

/** Attempts and conversations are two counts that never mix. */
export const COUNTS = ['attempts', 'conversations'] as const
/** Which of a subject's contacts are counted. */
export const COUNTED = ['such', 'all'] as const
/** Whose contacts are counted: the person's, those to the number called, of the matter, or from the calling number. */
export const SUBJECTS = ['person', 'number', 'matter', 'caller-number'] as const

const common = {
  /** Stays the same from version to version; verdicts name it. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  /** What planners call it. */
  name: z.string().trim().min(1).max(120),
  /** What it is called in English, where that differs; shown to those who read English. */
  nameEn: z.string().trim().min(1).max(120).optional(),
  /** The organisation's own rules, and below them the ceilings of carriers, from which nothing is exempt. */
  layer: z.enum(['own', 'carrier']).default('own'),
  scope: RuleScope.default({}),
  /** Local days of the organisation, both included. */
  from: day.nullable().default(null),
  until: day.nullable().default(null),
  /** The law, contract or decision it comes from. */
  source: z.string().trim().max(500).default(''),
}

const effect = z.enum(['delay', 'block']).default('delay')

/** Contacts only within these local hours. A day of the week, when stated, replaces the kind of day, never a holiday. */
const hours = z.object({
  ...common,
  kind: z.literal('hours'),
  workday: windows,
  restDay: windows,
  holiday: windows,
  /** `1` is Monday. */
  weekdays: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), windows).default({}),
})

/** Only within the hours the customer himself has named, when he has. */
const ownHours = z.object({ ...common, kind: z.literal('own-hours') })

const cap = z.object({
  ...common,
  kind: z.literal('cap'),
  count: z.enum(COUNTS),
  per: z.enum(SUBJECTS),
  limit: z.number().int().min(1).max(100_000),
  window: CountWindow,
  /**
   * What is counted: contacts `such` as the scope names by purpose, channel and campaign, which is meant when left out, or
   * `all` of the subject. So “no marketing after three contacts of any kind” differs from “three marketing contacts”.
   */
  counted: z.enum(COUNTED).optional(),
  effect,
})

/** How long after a contact the next must wait, counted from when it was dialled. */
const gap = z.object({
  ...common,
  kind: z.literal('gap'),
  after: z.enum(COUNTS),
  per: z.enum(['person', 'number', 'matter']),
  /** Which next contact waits: one about another matter, about the same, or any. */
  next: z.enum(['other-matter', 'same-matter', 'any']).default('any'),
  seconds: z.number().int().min(1).max(63_244_800),
})

/** `explicit`: without consent it is refused. `not-withdrawn`: only a withdrawal refuses it. */
const consent = z.object({ ...common, kind: z.literal('consent'), need: z.enum(['explicit', 'not-withdrawn']) })

/** Held while the customer has an open problem: solve before you sell. */
const solveFirst = z.object({ ...common, kind: z.literal('solve-first') })

/** Who may speak to them: the customer's owner, or staff with one of these roles. */
const speaker = z.object({
  ...common,
  kind: z.literal('speaker'),
  owner: z.boolean(),
  roles: z.array(z.string().min(1).max(60)).max(20),
})

/** How many purposes one contact may carry, which never go together, and in which order. */
const combine = z.object({
  ...common,
  kind: z.literal('combine'),
  most: z.number().int().min(1).max(5),
  never: z
    .array(z.tuple([z.enum(PURPOSES), z.enum(PURPOSES)]))
    .max(50)
    .default([]),
  first: z.array(z.enum(PURPOSES)).max(PURPOSES.length).default([]),
})

export const PolicyRule = z
  .discriminatedUnion('kind', [hours, ownHours, cap, gap, consent, solveFirst, speaker, combine])
  .meta({ id: 'PolicyRule' })
export type PolicyRule = z.output<typeof PolicyRule>
export type RuleKind = PolicyRule['kind']
export const RULE_KINDS = PolicyRule.def.options.map(option => option.shape.kind.value)

/**
 * What may pass some rules, named and limited: a safety recall, a promised call-back. Never the wish not to be contacted
 * and never a carrier's ceiling. Each use is written into the verdict and counted.
 */
export const Exemption = z
  .object({
    id: common.id,
    name: common.name,
    nameEn: common.nameEn,
    reason: z.string().trim().min(1).max(500),
    source: common.source,
    /** The contacts it is for; an empty scope is refused. */
    scope: RuleScope,
    /** Only at the time the customer himself asked for. */
    agreedOnly: z.boolean().default(false),
    /** The rules it passes, by id. */
    passes: z.array(common.id).min(1).max(50),
    /** At most so many uses for one customer within so many days of 24 hours. */
    limit: z.number().int().min(1).max(100),
    days: z.number().int().min(1).max(366),
    until: day,
  })
  .meta({ id: 'PolicyExemption' })
export type Exemption = z.output<typeof Exemption>

/** What a version of the policy says; the wish not to be contacted, a hold and the one live contact need no rule. */
export const PolicyContent = z
  .object({ rules: z.array(PolicyRule).max(200), exemptions: z.array(Exemption).max(50) })
  .meta({ id: 'PolicyContent' })
export type PolicyContent = z.output<typeof PolicyContent>
