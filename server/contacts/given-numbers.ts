import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { dramaNumber } from './given.ts'
import { reportSuspectedCall } from './report-suspected-call.ts'
import { stopNumber } from './stop-number.ts'

/** A number nobody may call and a suspected call; answers their ids. */
export async function givenNumbers(boss: Actor) {
  const stop = await as(boss, tx => stopNumber(tx, boss, { number: dramaNumber(), source: 'hotline', note: '' }))
  const suspected = await as(boss, tx => reportSuspectedCall(tx, boss, { said: '自称客服' }))
  return { 'number-stops': stop.id, 'suspected-calls': suspected }
}
