import { CONFIRM_PURPOSE, CONFIRM_QUESTION } from '../server/cases/rules.ts'
import { type Calendar, dayKind } from '../server/contacts/rules.ts'
import { dialFollowup, handOut, planFollowups, settleFollowup } from '../server/followups/index.ts'
import type { OutcomeCode } from '../server/followups/rules.ts'
import { saveAnswers } from '../server/followups/save-answers.ts'
import { tidyQueue } from '../server/followups/tidy-queue.ts'
import { systemActor } from '../server/people/index.ts'
import type { Actor } from '../server/platform/actor.ts'
import { inScope, type Tx } from '../server/platform/database.ts'
import { Refusal } from '../server/platform/refusal.ts'
import { scriptOf } from '../server/scripts/index.ts'
import type { Question } from '../server/scripts/rules.ts'
import { type Call, callOn } from './call.ts'
import type { House, TeamKey } from './house.ts'
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
}

/** Outcomes that must be met whatever the seed, by the day and the call of the head office's team on it. */
const MUST: Readonly<Record<string, OutcomeCode>> = { '2/3': 'wrong-number', '4/3': 'asked-not-to-call' }

/** How many calls an agent makes a day at most: fewer than are due, so that there is always something left to do. */
const CALLS: Record<TeamKey, { day: number; duty: number }> = {
  head: { day: 4, duty: 1 },
  east: { day: 3, duty: 1 },
  south: { day: 2, duty: 0 },
  partner: { day: 2, duty: 0 },
}
const LONGEST_CALL = { minutes: 10 }

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
  const teamsLeft = new Map<TeamKey, Agent[]>()
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
  { duty }: WorkedDay,
  { from }: Shift,
  draw: Random,
  known: Map<TeamKey, Agent[]>,
): { teamKey: TeamKey; agent: Agent }[] {
  const first = known.size === 0
  for (const { teamKey, actor } of first ? house.agents : []) {
    const callsLeft = CALLS[teamKey][duty ? 'duty' : 'day']
    known.set(teamKey, [...(known.get(teamKey) ?? []), { actor, free: from, callsLeft }])
  }
  return [...known].flatMap(([teamKey, agents]) =>
    agents.map(agent => {
      agent.free = from.add({ seconds: draw.between(60, 900) })
      return { teamKey, agent }
    }),
  )
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
  const { followup } = await inScope(db, taking, tx => handOut(tx, taking))
  if (!followup) {
    agent.free = agent.free.add({ minutes: draw.between(120, 180) })
    return false
  }
  const call = callOn(await factsOf(work, taking, followup), must)
  const dialling = at(call.readingSeconds)
  const { dialled } = await inScope(db, dialling, tx => dialFollowup(tx, dialling, followup.id))
  if (!dialled) throw new Error(`the demo could not dial at ${dialling.now}`)
  await report(work, at, followup, call)
  agent.callsLeft--
  agent.free = agent.free.add({ seconds: call.readingSeconds + call.talkingSeconds + draw.between(600, 2400) })
  return true
}

async function factsOf(work: Work, actor: Actor, { customerName, purpose, attempts, scriptId }: Followup) {
  let questions = work.questions.get(scriptId)
  if (!questions) {
    questions = (await inScope(work.house.db, actor, tx => scriptOf(tx, actor.orgId, scriptId)))!.questions
    work.questions.set(scriptId, questions)
  }
  const confirming = purpose === CONFIRM_PURPOSE ? CONFIRM_QUESTION : null
  return { seed: work.seed, customerName, purpose, attempts, questions, confirming }
}

async function report(work: Work, at: (seconds: number) => Actor, followup: Followup, call: Call): Promise<void> {
  const { db } = work.house
  const given = Object.entries(call.answers)
  if (call.savesMidway) {
    const midway = at(call.readingSeconds + Math.floor(call.talkingSeconds / 2))
    const half = Object.fromEntries(given.slice(0, Math.ceil(given.length / 2)))
    await inScope(db, midway, tx => saveAnswers(tx, midway, followup.id, half))
  }
  const reporting = at(call.readingSeconds + call.talkingSeconds)
  const settle = (more: { outcome: OutcomeCode; appointmentAt: Temporal.Instant | null; sameAgent: boolean }) =>
    inScope(db, reporting, (tx: Tx) =>
      settleFollowup(tx, reporting, followup.id, {
        note: call.note,
        answers: call.answers,
        problem: call.problem,
        stop: null,
        ...more,
      }),
    )
  if (call.outcome !== 'appointment') {
    await settle({ outcome: call.outcome, appointmentAt: null, sameAgent: false })
    return
  }
  const appointment = appointmentFor(work, reporting.now, followup)
  await settle({ outcome: 'appointment', ...appointment }).catch(error => {
    // The policy has no room for him at the time he asked for; he is asked again in a week.
    if (!(error instanceof Refusal)) throw error
    return settle({ outcome: 'soft-refused', appointmentAt: null, sameAgent: false })
  })
}

/** A time on the next working day or the one after, on the half hour. */
function appointmentFor({ seed, calendar }: Work, now: Temporal.Instant, { customerName, attempts }: Followup) {
  const draw = random(`${seed}/appointment/${customerName}/${attempts}`)
  let day = now
    .toZonedDateTimeISO(calendar.timeZone)
    .toPlainDate()
    .add({ days: draw.between(1, 2) })
  while (dayKind(calendar, day) !== 'workday') day = day.add({ days: 1 })
  const plainTime = draw.pick(['09:30', '10:00', '10:30', '14:30', '15:00', '15:30', '16:30'])
  const appointmentAt = day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime }).toInstant()
  return { appointmentAt, sameAgent: draw.chance(0.6) }
}
