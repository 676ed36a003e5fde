import { permit } from '../people/index.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import * as contract from './contract.ts'
import { callWords } from './reasons.ts'
import { type CallState, mayAskAgain, stateOf } from './rules.ts'
import { callOf, isContactSeen } from './store.ts'
import { connectedTelephone } from './telephone.ts'

export const routes: Route[] = [
  route(contract.readTelephone, async () => ({ connected: connectedTelephone() !== undefined })),
  route(contract.readCall, async (tx, actor, { params, language }) => {
    permit(actor, 'followups.work')
    if (!(await isContactSeen(tx, actor, params.id))) throw notFound()
    const call = await callOf(tx, actor.orgId, params.id)
    const state = stateOf(call, actor.now)
    const again = call !== undefined && mayAskAgain(call, actor.now)
    const sentence = sentenceOf(state, { again, status: call?.answeredStatus ?? 0 }, language)
    return { state: state.state, mayAskAgain: again, sentence }
  }),
]

function sentenceOf(state: CallState, facts: { again: boolean; status: number }, language: Language): string {
  return state.state === 'failed' ? callWords[state.failure][language](facts) : callWords[state.state][language]()
}
