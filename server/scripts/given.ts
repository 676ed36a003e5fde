import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { createScript } from './create-script.ts'
import type { Question } from './rules.ts'
import type { ScriptContent } from './store.ts'

/** Whether the customer is content, from 1 to 5; two or less is a problem, and then he is asked why. */
export const CONTENT_AND_WHY: Question[] = [
  {
    id: 'content',
    text: '您对这次服务满意吗？1 分到 5 分。',
    kind: 'scale',
    required: true,
    min: 1,
    max: 5,
    problemIf: { operator: 'at-most', value: 2 },
  },
  {
    id: 'again',
    text: '您还会再来吗？',
    kind: 'yes-no',
    required: false,
  },
  {
    id: 'why-not',
    text: '是什么让您不愿再来？',
    kind: 'text',
    required: true,
    showIf: { question: 'again', equals: false },
  },
]

export const CARE_CALL: ScriptContent = {
  name: '购后关怀',
  opening: '{customer}您好，我是{company}的{agent}，因为{reason}给您打电话，大约需要{minutes}分钟。',
  minutes: 3,
  questions: CONTENT_AND_WHY,
}

/** A script written by a planner. */
export function givenScript(planner: Actor, content: Partial<ScriptContent> = {}) {
  return as(planner, tx => createScript(tx, planner, { ...CARE_CALL, ...content }))
}
