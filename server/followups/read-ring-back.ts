import { customerBrief } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { lastContactOf } from './call-back-store.ts'
import { followupInWords } from './in-words.ts'
import { followupPage } from './list-store.ts'
import { nearestTeam } from './people-store.ts'
import { ringBackWords } from './steering-reasons.ts'

const OPEN_AT_MOST = 10

/** What a customer who rings back is about: who called him last and why, what is still open, and what to say to him. */
export async function readRingBack(tx: Tx, actor: Actor, customerId: string, language: Language) {
  permit(actor, 'contacts.ask')
  const customer = await customerBrief(tx, actor, customerId)
  const { serviceNumber, timeZone } = await organisation(tx, actor.orgId)
  const last = await lastContactOf(tx, actor, customerId)
  const open = await followupPage(tx, actor, { customerId, open: true, limit: OPEN_AT_MOST })
  const team = last ? { name: last.teamName } : await nearestTeam(tx, actor, customer.branchId)
  const sentence = last
    ? ringBackWords.known[language]({ ...last, at: last.at.toString(), now: actor.now.toString(), timeZone })
    : ringBackWords.unknown[language]()
  return {
    lastContactAt: last?.at ?? null,
    agentName: last?.staffName ?? null,
    teamName: last?.teamName ?? null,
    campaignName: last?.campaignName ?? null,
    reason: last?.reason ?? null,
    callBackBy: last?.canCallBack ? last.staffName : null,
    callBackTeam: team?.name ?? null,
    open: open.slice(0, OPEN_AT_MOST).map(row => followupInWords(row, language, actor.now)),
    serviceNumber,
    sentence,
  }
}
