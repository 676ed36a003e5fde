import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { problemSentence } from './content-reasons.ts'
import { differences } from './diff-rules.ts'
import { markDraft } from './draft-store.ts'
import { policyVersion } from './in-force.ts'
import { noted, writableDraft } from './locked-draft.ts'
import { policyReasons } from './reasons.ts'
import { problemsIn } from './seen-draft.ts'
import { insertVersion } from './version-store.ts'
import { wireOf } from './wire-rules.ts'

/**
 * Submits the draft as the next version, which never changes from then on; who submits counts among the writers. Refuses
 * what is wrong, with every sentence, and what does not differ from the version it was written from.
 */
export async function submitDraft(tx: Tx, actor: Actor): Promise<void> {
  permit(actor, 'campaigns.plan')
  const draft = await writableDraft(tx, actor)
  const base = (await policyVersion(tx, actor.orgId, draft.baseVersion))!
  if (differences(wireOf(base), wireOf(draft.content)).length === 0) {
    throw new Refusal('conflict', policyReasons['nothing-differs'])
  }
  const faults = (await problemsIn(tx, actor, draft.content)).filter(problem => !problem.warning)
  if (faults.length > 0) {
    const sentences = faults.map(fault => ({ zh: problemSentence(fault, 'zh'), en: problemSentence(fault, 'en') }))
    throw new Refusal('invalid', policyReasons['policy-faulty'], { sentences })
  }
  const writtenBy = [...new Set([...draft.writtenBy, actor.staffId!])]
  const version = await insertVersion(tx, actor, { ...draft, writtenBy })
  await markDraft(tx, actor.orgId, { submittedVersion: version, returnedVersion: null })
  await noted(tx, actor, 'submitted', { version, baseVersion: draft.baseVersion })
}
