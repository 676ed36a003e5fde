import { setTimeout as pause } from 'node:timers/promises'
import { dialFollowup, giveBack, readDesk, settleFollowup, takeNext } from '../../server/followups/contract.ts'
import type { OutcomeCode } from '../../server/followups/rules.ts'
import type { AnswerOf } from '../../web/kit/api.ts'
import type { Person } from './person.ts'

/** An outcome a server has taken down: it must never be lost. */
export interface Acknowledged {
  contactId: string
  followupId: string
  staffId: string
  outcome: OutcomeCode
}

type Sheet = NonNullable<AnswerOf<typeof readDesk>['sheet']>

const OUTCOMES = {
  completed: 30,
  'no-answer': 22,
  busy: 15,
  'hung-up': 8,
  refused: 5,
  'someone-else': 10,
  appointment: 10,
}
/** How often he walks away from what he has in hand and never comes back: before, or after he dialled. */
const DESERTION = 0.004

/** Takes, dials and settles until the time is over; answers the outcomes a server has acknowledged. */
export async function work(agent: Person, goesOn: () => boolean): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  while (goesOn()) {
    const taken = await agent.ask(takeNext)
    const desk = taken.ok && taken.answer.followup ? await agent.ask(readDesk) : null
    const sheet = desk?.ok ? desk.answer.sheet : null
    if (!sheet) {
      await pause(agent.chance.between(50, 250))
      continue
    }
    if (agent.chance.next() < DESERTION) break
    const settled = await callFrom(agent, sheet)
    if (settled === 'left') break
    if (settled) acknowledged.push(settled)
  }
  return acknowledged
}

async function callFrom(agent: Person, sheet: Sheet): Promise<Acknowledged | 'left' | undefined> {
  const params = { id: sheet.followup.id }
  if (agent.chance.next() < 0.08) {
    await agent.ask(giveBack, { params, body: { reason: 'other' } })
    return undefined
  }
  const contact = sheet.contact?.dialledAt ? sheet.contact : await dial(agent, sheet)
  if (!contact) return undefined
  await pause(agent.chance.between(0, 150))
  if (agent.chance.next() < DESERTION) return 'left'
  return settle(agent, params.id, contact.id)
}

/** The contact, if it was dialled; an answer that got lost is read from the desk. */
async function dial(agent: Person, sheet: Sheet): Promise<Sheet['contact']> {
  const point = agent.chance.of(sheet.customer.points)
  const params = { id: sheet.followup.id }
  const dialled = await agent.ask(dialFollowup, { params, body: point ? { contactPointId: point.id } : {} })
  if (dialled.ok && !dialled.answer.dialled) return null
  const desk = await agent.ask(readDesk)
  const now = desk.ok ? desk.answer.sheet : null
  return now?.followup.id === sheet.followup.id && now.contact?.dialledAt ? now.contact : null
}

async function settle(agent: Person, followupId: string, contactId: string): Promise<Acknowledged | undefined> {
  const params = { id: followupId }
  for (const outcome of [agent.chance.among(OUTCOMES), 'busy'] as const) {
    const appointmentAt = Temporal.Now.instant().add({ seconds: 70 }).toString()
    const body = outcome === 'appointment' ? { outcome, appointmentAt, sameAgent: false } : { outcome }
    const settled = await agent.ask(settleFollowup, { params, body })
    if (settled.ok) return { contactId, followupId, staffId: agent.staffId, outcome }
  }
  return undefined
}
