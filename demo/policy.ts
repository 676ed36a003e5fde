import { inScope } from '../server/platform/database.ts'
import { approveDraft } from '../server/policy/approve-draft.ts'
import { beginDraft } from '../server/policy/begin-draft.ts'
import { policyDraft } from '../server/policy/index.ts'
import { PolicyContent, type PolicyRule } from '../server/policy/rule-contract.ts'
import { saveDraft } from '../server/policy/save-draft.ts'
import { submitDraft } from '../server/policy/submit-draft.ts'
import type { House } from './house.ts'

const OWN_RULES = [
  {
    id: 'solve-first',
    name: '先解决问题，再谈业务',
    kind: 'solve-first',
    scope: { purposeClasses: ['marketing'] },
    source: '客户服务部会议纪要',
  },
  {
    id: 'two-purposes',
    name: '一通电话最多谈两件事',
    kind: 'combine',
    most: 2,
    never: [['problem-solving', 'cross-sell']],
    first: ['problem-solving', 'confirm-solution'],
    source: '客户服务部会议纪要',
  },
]

/** The business's own contact policy, in force from its founding on, and the next version waiting for approval. */
export async function statePolicy(house: House, now: Temporal.Instant): Promise<void> {
  const [planner, approver] = [house.staff('planner', house.foundedAt), house.staff('approver', house.foundedAt)]
  const { rules } = PolicyContent.parse({ rules: OWN_RULES, exemptions: [] })
  await submit(house, planner, '客户投诉多在同一天接到几个部门的电话之后', known => [...known, ...rules])
  await inScope(house.db, approver, tx => approveDraft(tx, approver, { version: 1 }))
  const recently = house.staff('planner', now.subtract({ hours: 26 }))
  await submit(house, recently, '年底各部门都要联系客户，通话次数先收紧一次', known =>
    known.map(rule => (rule.id === 'conversation-cap' && rule.kind === 'cap' ? { ...rule, limit: 2 } : rule)),
  )
}

async function submit(
  house: House,
  planner: ReturnType<House['staff']>,
  reason: string,
  change: (rules: readonly PolicyRule[]) => PolicyRule[],
): Promise<void> {
  await inScope(house.db, planner, async tx => {
    await beginDraft(tx, planner)
    const { saves, content, takesEffectOn } = (await policyDraft(tx, house.orgId))!
    await saveDraft(tx, planner, {
      ...{ saves, reason, takesEffectOn },
      content: { ...content, rules: change(content.rules) },
    })
    await submitDraft(tx, planner)
  })
}
