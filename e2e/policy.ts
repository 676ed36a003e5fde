import { approveDraft, beginDraft, saveDraft, submitDraft } from '../server/policy/contract.ts'
import type { AnswerOf } from '../web/kit/api.ts'
import type { Address } from './house.ts'

type Content = AnswerOf<typeof saveDraft>['draft']['content']

/** A new version of the contact policy, written by one person and approved by another. */
export async function statePolicy(
  house: Address,
  { by, approvedBy }: { by: string; approvedBy: string },
  change: (content: Content) => Content,
): Promise<void> {
  const writer = await house.as(by)
  const { draft } = await writer(beginDraft)
  await writer(saveDraft, { body: { saves: draft.saves, content: change(draft.content) } })
  const submitted = await writer(submitDraft)
  const approver = await house.as(approvedBy)
  await approver(approveDraft, { body: { version: submitted.draft.submitted!.version } })
}
