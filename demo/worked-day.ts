import { CONFIRM_PURPOSE, CONFIRM_QUESTION } from '../server/cases/rules.ts'
import { groundFor, verdictOn } from '../server/contacts/index.ts'
import { type Calendar, dayKind } from '../server/contacts/rules.ts'
import { carriedBy } from '../server/followups/carry-store.ts'
import { agentAtDesk, queueOf } from '../server/followups/hand-out-store.ts'
import { dialFollowup, handOut, planFollowups, settleFollowup } from '../server/followups/index.ts'
import type { OutcomeCode } from '../server/followups/rules.ts'
import { saveAnswers } from '../server/followups/save-answers.ts'
import type { SettledCarried } from '../server/followups/settle-carried.ts'
import { tidyQueue } from '../server/followups/tidy-queue.ts'
import { systemActor } from '../server/people/index.ts'
import type { Actor } from '../server/platform/actor.ts'
import { inScope } from '../server/platform/database.ts'
import { scriptOf } from '../server/scripts/index.ts'
import type { Question } from '../server/scripts/rules.ts'
import { type Call, callOn } from './call.ts'
import type { House } from './house.ts'
import { type Random, random } from './random.ts'
import type { Shift, WorkedDay } from './working-days.ts'

/** What the worked days share. */
export interface Work {
  house: House
  seed: number
  calendar: Calendar
  /** The questions of each script that was met. */
  questions: Map<string, Question[]>
}

type Followup = NonNullable<Awaited<ReturnType<typeof handOut>>['followup']>

interface Agent {
  actor: Actor
  free: Temporal.Instant
  callsLeft: number
  /** When no more than this is due for the team, he makes no more calls today. */
  leaves: number
  /** What passes between two of his calls, in seconds. */
  pause: readonly [shortest: number, longest: number]
}

/** Outcomes that must be met whatever the seed, by the day and the call of the head office's team on it. */
const MUST: Readonly<Record<string, OutcomeCode>> = { '2/3': 'wrong-number', '4/3': 'asked-not-to-call' }

/** How much of what is due a team leaves for each of its agents, so that whoever signs in finds work. */
const LEFT_FOR_EACH = 3
const LONGEST_CALL = { minutes: 10 }
const PAUSE_SECONDS = [600, 2400] as const

/** Plans what is due and closes what waits in vain, as the background does every few minutes. */
export async function keepQueue({ house }: Work, at: Temporal.Instant): Promise<void> {
  const system = await systemActor(house.db, house.orgId, at)
  await inScope(house.db, system, async tx => {
    await tidyQueue(tx, system)
    await planFollowups(tx, system)
  })
}

/** Lets the agents work through a day, each in his shifts, one call after the other. Answers how many calls they made. */
export async function workDay(work: Work, worked: WorkedDay, number: number): Promise<number> {
  const draw = random(`${work.seed}/day/${worked.day}`)
  const teamsLeft = new Map<string, Agent[]>()
  let calls = 0
  let callsOfHead = 0
  for (const shift of worked.shifts) {
    const agents = agentsOf(work, worked, shift, draw, teamsLeft)
    for (let next = earliestFree(agents, shift); next; next = earliestFree(agents, shift)) {
      const must = next.teamKey === 'head' ? MUST[`${number}/${callsOfHead + 1}`] : undefined
      const made = await oneCall(work, next.agent, draw, must)
      if (made) calls++
      if (made && next.teamKey === 'head') callsOfHead++
    }
  }
  return calls
}

function agentsOf(
  { house }: Work,
  { kind, shifts }: WorkedDay,
  { from }: Shift,
  draw: Random,
  known: Map<string, Agent[]>,
): { teamKey: string; agent: Agent }[] {
  const first = known.size === 0
  for (const { teamKey, actor } of first ? house.agents : []) {
    const callsLeft = house.business.teams.find(({ key }) => key === teamKey)!.calls[kind]
    const leaves = LEFT_FOR_EACH * house.agents.filter(agent => agent.teamKey === teamKey).length
    const pause = kind === 'today' ? spread(shifts, callsLeft) : PAUSE_SECONDS
    known.set(teamKey, [...(known.get(teamKey) ?? []), { actor, free: from, callsLeft, leaves, pause }])
  }
  return [...known].flatMap(([teamKey, agents]) =>
    agents.map(agent => {
      agent.free = from.add({ seconds: draw.between(60, 900) })
      return { teamKey, agent }
    }),
  )
}

/** So long between the calls of a day that is not over that the last of them are of this hour. */
function spread(shifts: readonly Shift[], calls: number): Agent['pause'] {
  const seconds = shifts.reduce((sum, { from, to }) => sum + from.until(to).total('seconds'), 0)
  const each = Math.max(PAUSE_SECONDS[0], Math.floor(seconds / (calls + 1)))
  return [Math.floor(each * 0.6), Math.floor(each * 1.1)]
}

function earliestFree<T extends { agent: Agent }>(agents: readonly T[], { to }: Shift): T | undefined {
  return agents
    .filter(({ agent }) => agent.callsLeft > 0 && Temporal.Instant.compare(agent.free.add(LONGEST_CALL), to) <= 0)
    .sort((a, b) => Temporal.Instant.compare(a.agent.free, b.agent.free))[0]
}

/** Takes the next follow-up and makes its call; answers whether there was one. */
async function oneCall(work: Work, agent: Agent, draw: Random, must: OutcomeCode | undefined): Promise<boolean> {
  const { db } = work.house
  const at = (seconds: number): Actor => ({ ...agent.actor, now: agent.free.add({ seconds }) })
  const taking = at(0)
  const due = await inScope(db, taking, async tx => (await queueOf(tx, taking, await agentAtDesk(tx, taking))).due)
  if (due <= agent.leaves) {
    agent.callsLeft = 0
    return false
  }
  const { followup } = await inScope(db, taking, tx => handOut(tx, taking))
  if (!followup) {
    agent.free = agent.free.add({ hours: 4 })
    return false
  }
  const call = callOn(await factsOf(work, taking, followup), must)
  const dialling = at(call.readingSeconds)
  const { dialled } = await inScope(db, dialling, tx => dialFollowup(tx, dialling, followup.id))
  if (!dialled) throw new Error(`the demo could not dial at ${dialling.now}`)
  await report(work, at, followup, call)
  agent.callsLeft--
  agent.free = agent.free.add({ seconds: call.readingSeconds + call.talkingSeconds + draw.between(...agent.pause) })
  return true
}

async function factsOf(work: Work, actor: Actor, { customerName, purpose, attempts, scriptId }: Followup) {
  let questions = work.questions.get(scriptId)
  if (!questions) {
    questions = (await inScope(work.house.db, actor, tx => scriptOf(tx, actor.orgId, scriptId)))!.questions
    work.questions.set(scriptId, questions)
  }
  const confirming = purpose === CONFIRM_PURPOSE ? CONFIRM_QUESTION : null
  const { seed, house } = work
  return { seed, words: house.business.words, customerName, purpose, attempts, questions, confirming }
}

async function report(work: Work, at: (seconds: number) => Actor, followup: Followup, call: Call): Promise<void> {
  const { db } = work.house
  if (call.savesMidway) {
    const midway = at(call.readingSeconds + Math.floor(call.talkingSeconds / 2))
    const given = Object.entries(call.answers)
    const half = Object.fromEntries(given.slice(0, Math.ceil(given.length / 2)))
    await inScope(db, midway, tx => saveAnswers(tx, midway, followup.id, half))
  }
  const reporting = at(call.readingSeconds + call.talkingSeconds)
  const appointment = call.outcome === 'appointment' ? await appointmentFor(work, reporting, followup) : null
  // The policy may have no room for him at the time he asked for; then he is asked again in a week.
  const outcome = call.outcome === 'appointment' && !appointment ? 'soft-refused' : call.outcome
  const carried = outcome === 'completed' ? await carriedIn(work, reporting, followup) : []
  const { note, answers, problem } = call
  const reported = {
    note,
    answers,
    problem,
    stop: null,
    outcome,
    carried,
    ...(appointment ?? { appointmentAt: null, sameAgent: false }),
  }
  await inScope(db, reporting, tx => settleFollowup(tx, reporting, followup.id, reported))
}

/** What a conversation brought up besides: all that its call carries, with the answers that a call of its own would have had. */
async function carriedIn(work: Work, actor: Actor, lead: Followup): Promise<SettledCarried[]> {
  const carried = await inScope(work.house.db, actor, tx => carriedBy(tx, actor, lead.id))
  const settled: SettledCarried[] = []
  for (const followup of carried) {
    const { answers, problem } = callOn(await factsOf(work, actor, followup), 'completed')
    settled.push({ followupId: followup.id, how: 'done', answers, problem })
  }
  return settled
}

/** A time on the next working day or the one after, on the half hour; `null` when the contact policy does not allow it. */
async function appointmentFor({ house, seed, calendar }: Work, actor: Actor, followup: Followup) {
  const { customerId, customerName, attempts, purpose, matterId } = followup
  const draw = random(`${seed}/appointment/${customerName}/${attempts}`)
  let day = actor.now
    .toZonedDateTimeISO(calendar.timeZone)
    .toPlainDate()
    .add({ days: draw.between(1, 2) })
  while (dayKind(calendar, day) !== 'workday') day = day.add({ days: 1 })
  const plainTime = draw.pick(['09:30', '10:00', '10:30', '14:30', '15:00', '15:30', '16:30'])
  const at = day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime }).toInstant()
  const { verdict } = await inScope(house.db, actor, async tx => {
    const request = { purpose, matterId, agreedAt: at }
    return verdictOn(tx, actor, await groundFor(tx, actor.orgId), customerId, request, at)
  })
  return verdict.kind === 'allow' ? { appointmentAt: at, sameAgent: draw.chance(0.6) } : null
}
