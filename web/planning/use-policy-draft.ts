import { saveDraft } from '../../server/policy/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import type { Content } from './say-rule.ts'

export type Draft = NonNullable<AnswerOf<typeof import('../../server/policy/contract.ts').readDraft>['draft']>
export type Saved = GivenTo<typeof saveDraft>
export type SavedDraft = AnswerOf<typeof saveDraft>

/** Keeping the draft: what `saveDraft` is given when its content becomes another. */
export function usePolicyDraft(draft: Draft) {
  const saving = useDo(saveDraft)
  const given = (content: Content, more: Partial<Pick<Draft, 'reason' | 'takesEffectOn'>> = {}): Saved => ({
    body: {
      saves: draft.saves,
      content: content as never,
      reason: draft.reason,
      takesEffectOn: draft.takesEffectOn,
      ...more,
    },
  })
  return { saving, given, content: draft.content as Content }
}

/** A list with one item put in its place, or at the end when it is new. */
export function withItem<T extends { id: string }>(items: readonly T[], item: T): T[] {
  return items.some(other => other.id === item.id)
    ? items.map(other => (other.id === item.id ? item : other))
    : [...items, item]
}
