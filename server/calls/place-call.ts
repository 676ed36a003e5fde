import { lockCustomer } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { reveal } from '../privacy/index.ts'
import { claimCall, recordAnswer } from './store.ts'
import { type CallRequest, connectedTelephone, requestCall, type TelephoneAnswer } from './telephone.ts'

/** A call to be placed, and whose contact it is. */
export interface PlaceCall {
  callId: string
  customerId: string
}

/**
 * Asks the telephone system to connect the agent with his customer: once, however often this runs and wherever it is
 * killed, because the call is claimed in a transaction of its own before. The number is revealed to this request alone.
 */
export async function placeCall(db: Database, actor: Actor, given: PlaceCall): Promise<void> {
  const claimed = await inScope(db, actor, tx => claim(tx, actor, given))
  if (!claimed) return
  const telephone = connectedTelephone()
  const answer: TelephoneAnswer = telephone
    ? await requestCall(telephone, claimed.request)
    : { status: null, failure: 'not-connected' }
  await inScope(db, actor, async tx => {
    await recordAnswer(tx, actor, given.callId, { ...answer, tries: claimed.tries })
    await announce(tx, actor.orgId, 'calls')
  })
}

async function claim(
  tx: Tx,
  actor: Actor,
  { callId, customerId }: PlaceCall,
): Promise<{ request: CallRequest; tries: number } | undefined> {
  permit(actor, 'followups.work')
  // Whoever is settling the contact at this moment comes first.
  await lockCustomer(tx, actor.orgId, customerId)
  const claimed = await claimCall(tx, actor, callId)
  if (!claimed) return undefined
  const to = await reveal(tx, actor, claimed.identifierId, 'dial')
  return {
    request: { call: callId, to, from: claimed.callerNumber, agent: claimed.agentEmail },
    tries: claimed.tries,
  }
}
