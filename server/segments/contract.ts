import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { FIELD_NAMES, FIELDS, MAX_CONDITIONS, OPERATORS } from './rules.ts'

const tag = 'segments'

/**
 * One condition. The shape is checked here; that field, operator and value belong together is checked by
 * `problemOf` in `rules.ts`, which says what is wrong in words.
 */
export const Condition = z
  .strictObject({
    field: z.string().max(60).meta({ examples: FIELD_NAMES }),
    operator: z.string().max(30),
    /** Missing while it is being written. */
    value: z.union([z.number(), z.string().max(200), z.array(z.string().max(100)).max(200)]).optional(),
    days: z.number().int().optional(),
  })
  .meta({ id: 'Condition' })

/** Conditions joined by and / or, groups within groups; `not` turns a group round. A group without rules is everyone. */
export const ConditionGroup = z
  .strictObject({
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    get rules() {
      return z.array(z.union([Condition, ConditionGroup])).max(MAX_CONDITIONS)
    },
  })
  .meta({ id: 'ConditionGroup' })

/** What an audience may be given as: a group, or a list of which all must hold. */
export const Conditions = z.union([ConditionGroup, z.array(Condition).max(20)])

export const SegmentField = z
  .object({
    field: z.string(),
    /** The key of the label in the dictionaries of the screens. */
    label: z.string(),
    type: z.enum(Object.keys(OPERATORS) as [keyof typeof OPERATORS]),
    operators: z.array(z.string()),
    options: z.array(z.string()),
    window: z.boolean(),
  })
  .meta({ id: 'SegmentField' })

export const listFields = endpoint({
  method: 'GET',
  path: '/segments/fields',
  summary: 'What a condition may ask about, and how',
  tag,
  permission: 'campaigns.read',
  response: z.object({ items: z.array(SegmentField) }),
})

/** The white list as it crosses the wire. */
export const segmentFields: z.output<typeof SegmentField>[] = FIELD_NAMES.map(field => {
  const { type, options, window }: { type: keyof typeof OPERATORS; options?: readonly string[]; window?: true } =
    FIELDS[field]
  return {
    field,
    label: `segments.field.${field}`,
    type,
    operators: [...OPERATORS[type]],
    options: [...(options ?? [])],
    window: window === true,
  }
})
