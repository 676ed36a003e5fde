import type { ActivityKind } from '../server/activity/index.ts'
import type { createCampaign } from '../server/campaigns/index.ts'
import type { CampaignMail } from '../server/campaigns/mail-text-rules.ts'
import type { CampaignChannel } from '../server/campaigns/rules.ts'
import type { Role } from '../server/people/permissions.ts'
import type { Answer, Question } from '../server/scripts/rules.ts'

/** A believable company: who works there, whom it serves, what happened with them and which campaigns it runs. */
export interface Business {
  name: string
  /** The domain of the logins' e-mails; an installation knows each e-mail once. */
  mailDomain: string
  /** In form a fixed line, and like those of the customers it cannot exist (see `quiet-numbers.ts`). */
  serviceNumber: string
  /** Whom customers see as the sender of its mails. */
  mailSender: string
  /** How many of them go out on a worked day at most: fewer than are due, so that some wait. */
  mailsADay: number
  /** Whether what its customers own are machines with serial numbers. */
  ownsMachines: boolean
  /** The branches below the head office. */
  branches: readonly DemoBranch[]
  owner: DemoStaff
  /** One login for each role, named as the role; then the others by their own names. */
  staff: readonly DemoStaff[]
  teams: readonly DemoTeam[]
  /** The customers of a seed, always the same, each by himself: as many as asked for, one at a time. */
  customers(seed: number, count: number): Iterable<DemoCustomer>
  /** What happened with a customer in the year up to an instant, oldest first. */
  activities(seed: number, customer: DemoCustomer, now: Temporal.Instant): DemoActivity[]
  campaigns: readonly DemoCampaign[]
  words: CallWords
}

/** A city with its area code; only areas whose local numbers have eight digits (see `quiet-numbers.ts`). */
export interface City {
  name: string
  area: string
}

export interface DemoBranch {
  key: string
  name: string
  kind: 'own' | 'partner'
  cities: readonly City[]
  /** How many of a hundred customers it serves. */
  share: number
}

export interface DemoStaff {
  /** What stands before the @. */
  login: string
  name: string
  role: Role
  /** A branch, or `head`. */
  at: string
}

/** The agents of a branch, or of the head office, are its team. */
export interface DemoTeam {
  /** The branch, or `head`. */
  key: string
  name: string
  /** How many calls an agent makes a day at most: fewer than are due, so that there is always something left to do. */
  calls: { day: number; duty: number; today: number }
}

/** A customer before the product knows him. */
export interface DemoCustomer {
  /** His number in the house; everything about him follows from it and the seed. */
  externalId: string
  name: string
  kind: 'person' | 'organisation'
  branch: string
  phones: string[]
  email: string | null
  note: string
  /** Machines, or lines he subscribes to. */
  owns: Owned[]
}

export interface Owned {
  model: string
  product: string
  /** In yuan. */
  price: number
  /** In yuan: a day's rent of a machine, a month's fee of a line. */
  rent: number
}

/** Something that happened with a customer. */
export interface DemoActivity {
  kind: ActivityKind
  happenedAt: Temporal.Instant
  externalId: string
  summary: string
  /** In yuan; orders are worth their lines. */
  amount: number | null
  lines: DemoLine[]
}

export interface DemoLine {
  productCode: string
  product: string
  quantity: number
  /** In yuan. */
  unitPrice: number
}

export interface DemoScript {
  name: string
  opening: string
  minutes: number
  questions: Question[]
}

type Content = Parameters<typeof createCampaign>[2]

export interface DemoCampaign extends Pick<Content, 'name' | 'purposes' | 'reasonForCustomer' | 'priority'> {
  conditions: readonly { field: string; operator: string; value: unknown; days?: number }[]
  branch: string
  team: string
  script: DemoScript
  kind: ActivityKind
  /** The window after the activity, in days. */
  days: [from: number, to: number]
  /** The preferred one first; by phone alone when left out. */
  channels?: readonly CampaignChannel[]
  /** Where it writes. */
  mail?: CampaignMail
  becomes: 'running' | 'paused' | 'stopped' | 'submitted' | 'draft'
  /** Only of these branches; of all below the campaign's own when left out. */
  only?: readonly string[]
  /** Days before the first worked day on which it was launched; the day before by default. */
  launched?: number
  /** Days before the first worked day on which it was stopped. */
  ended?: number
  /** What its conditions say of an activity, for the follow-ups of the year before. */
  fits?: (customer: DemoCustomer, activity: DemoActivity) => boolean
}

/** A problem as a customer states it, with what may become of it. */
export interface DemoProblem {
  /** In the agent's words. */
  said: string
  /** What puts it right, the first thing tried first. */
  solutions: readonly [string, ...string[]]
  /** What a supervisor notes while it is in work. */
  notes: readonly [string, ...string[]]
}

/** What customers say on the telephone, and what became of it. */
export interface CallWords {
  /** What a content customer answers, and a discontent one; questions not named here are answered by their kind. */
  answers: Readonly<Record<string, { content: Answer[]; discontent: Answer[] }>>
  /** By the question that raised them. */
  problems: Readonly<Record<string, readonly DemoProblem[]>>
  /** A problem a customer rang about, which nobody has found time for. */
  forgotten: DemoProblem
}

/** The problem that was put in these words. */
export function problemSaid({ problems, forgotten }: CallWords, said: string): DemoProblem {
  const found = [...Object.values(problems).flat(), forgotten].find(problem => problem.said === said)
  if (!found) throw new Error(`the demo has no problem “${said}”`)
  return found
}

/** The worth of an activity in yuan. */
export function worthOf({ amount, lines }: DemoActivity): number {
  return amount ?? lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)
}
