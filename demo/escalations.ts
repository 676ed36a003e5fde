import { answerEscalation } from '../server/followups/answer-escalation.ts'
import { escalateFollowup } from '../server/followups/escalate-followup.ts'
import { handOut } from '../server/followups/index.ts'
import { listEscalations } from '../server/followups/list-escalations.ts'
import { inScope } from '../server/platform/database.ts'
import type { House } from './house.ts'

const NOTES = [
  '客户上次要求由区域经理亲自回电，请确认由谁来打',
  '资料显示该客户正在打官司，是否还要回访',
  '客户是竞争对手的亲属单位，话术是否需要调整',
]

/** Agents send up what they cannot decide, one each. Nothing due for one of them, he sends nothing up. */
export async function sendUp(house: House, at: Temporal.Instant): Promise<void> {
  for (const [n, note] of NOTES.entries()) {
    const agent = { ...house.agents[n % house.agents.length]!.actor, now: at }
    await inScope(house.db, agent, async tx => {
      const { followup } = await handOut(tx, agent)
      if (followup) await escalateFollowup(tx, agent, followup.id, note)
    })
  }
}

/** The supervisor answers the first of them. */
export async function answerOne(house: House, at: Temporal.Instant): Promise<void> {
  const supervisor = house.staff('supervisor', at)
  await inScope(house.db, supervisor, async tx => {
    const { items } = await listEscalations(tx, supervisor, { answered: false, limit: 1 }, 'zh')
    if (items[0]) await answerEscalation(tx, supervisor, items[0].id, { answer: '由我来打，你先处理下一位', to: 'me' })
  })
}
