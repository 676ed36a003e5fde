import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { escalationPage, insertEscalation } from './escalation-store.ts'

/** A follow-up that somebody sent up, open; answers the id of what lies with the supervisors. */
export async function givenEscalation(boss: Actor, followupId: string): Promise<string> {
  return as(boss, async tx => {
    const dueAt = boss.now.add({ hours: 4 })
    await insertEscalation(tx, boss, { followupId, branchId: boss.branchId, note: '请主管定', dueAt })
    const rows = await escalationPage(tx, boss, { answered: false, limit: 50 })
    return rows.find(row => row.followupId === followupId)!.id
  })
}
