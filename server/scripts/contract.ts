import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { QUESTION_KINDS } from './rules.ts'

const tag = 'scripts'
const words = (most: number) => z.string().trim().min(1).max(most)
const bound = z.number().min(-1e9).max(1e9)

export const QuestionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

export const Question = z
  .strictObject({
    id: QuestionId,
    text: words(500),
    kind: z.enum(QUESTION_KINDS),
    required: z.boolean().default(false),
    options: z.array(words(100)).min(2).max(50).optional(),
    min: bound.optional(),
    max: bound.optional(),
    showIf: z.strictObject({ question: QuestionId, equals: z.union([z.string(), z.number(), z.boolean()]) }).optional(),
    problemIf: z
      .discriminatedUnion('operator', [
        z.strictObject({ operator: z.enum(['at-most', 'at-least']), value: bound }),
        z.strictObject({
          operator: z.literal('any-of'),
          value: z
            .array(z.union([z.string(), z.boolean()]))
            .min(1)
            .max(50),
        }),
      ])
      .optional(),
  })
  .meta({ id: 'Question' })

/** Answers by question id, as they cross the wire; `checkAnswers` in `rules.ts` judges them. */
export const Answers = z.record(
  QuestionId,
  z.union([z.string().max(4000), z.number(), z.boolean(), z.array(z.string().max(100)).max(50)]).nullable(),
)

const content = {
  name: words(100),
  opening: words(2000),
  /** How long the conversation will take, as the customer is told. */
  minutes: z.number().int().min(1).max(120),
  questions: z.array(Question).max(60),
}

export const Script = z
  .object({
    id,
    ...content,
    /** Counts the changes of the content; a change names the version it was made on. */
    version: z.number().int(),
    /** When a campaign was first submitted with it; from then on it never changes. */
    frozenAt: instant.nullable(),
    createdBy: z.object({ id, name: z.string() }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Script' })

export const ScriptSummary = Script.omit({ opening: true, questions: true })
  .extend({ questionCount: z.number().int() })
  .meta({ id: 'ScriptSummary' })

export const listScripts = endpoint({
  method: 'GET',
  path: '/scripts',
  summary: 'Scripts, newest first',
  tag,
  permission: 'campaigns.read',
  query: pageQuery,
  response: pageOf(ScriptSummary),
})

export const getScript = endpoint({
  method: 'GET',
  path: '/scripts/:id',
  summary: 'A script with its opening and questions',
  tag,
  permission: 'campaigns.read',
  params: byId,
  response: Script,
})

export const createScript = endpoint({
  method: 'POST',
  path: '/scripts',
  summary: 'Write a script',
  tag,
  permission: 'campaigns.plan',
  status: 201,
  body: z.object(content),
  response: Script,
})

export const updateScript = endpoint({
  method: 'PUT',
  path: '/scripts/:id',
  summary: 'Change a script that no submitted campaign uses',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  body: z.object({ ...content, version: z.number().int() }),
  response: Script,
})

export const copyScript = endpoint({
  method: 'POST',
  path: '/scripts/:id/copies',
  summary: 'Copy a script under another name; the copy can be changed',
  tag,
  permission: 'campaigns.plan',
  status: 201,
  params: byId,
  body: z.object({ name: words(100) }),
  response: Script,
})
