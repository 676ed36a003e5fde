import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { requestExport } from './exports.ts'

/** A request for all customers, which waits for a decision. */
export async function givenExport(boss: Actor): Promise<string> {
  const request = await as(boss, tx =>
    requestExport(tx, boss, {
      kind: 'customers',
      criteria: {},
      reason: '年度核对',
      wantsFullNumbers: false,
      language: 'zh',
    }),
  )
  return request.id
}
