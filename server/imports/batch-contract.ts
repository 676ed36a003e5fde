import { z } from 'zod'
import { endpoint, id } from '../platform/endpoint.ts'
import { ImportKindName, ImportMapping } from './contract.ts'

const cell = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null(), z.array(z.string().max(1000)).max(50)])
const count = z.number().int()

export const importBatch = endpoint({
  method: 'POST',
  path: '/imports/batch',
  summary: 'Take up to 1,000 rows in at once, told apart by their external ids; the same rows again change nothing',
  tag: 'imports',
  permission: 'customers.import',
  body: z.object({
    kind: ImportKindName,
    /** The branch new customers come under; the actor's own by default. */
    branchId: id.optional(),
    /** Rows by the names of fields; see the preview of a file for those of a kind. */
    rows: z
      .array(z.record(z.string().max(50), cell))
      .min(1)
      .max(1000),
    settings: ImportMapping.omit({ columns: true, encoding: true, sheet: true }).default({}),
  }),
  response: z.object({
    /** The import these rows became; it can be looked at and taken back like that of a file. */
    importId: id,
    new: count,
    changed: count,
    unchanged: count,
    rejected: count,
    /** What became of each row, in their order; `accepted` where several rows become one, such as lines of an order. */
    results: z.array(
      z.object({
        result: z.enum(['new', 'changed', 'unchanged', 'accepted', 'rejected']),
        reason: z.string().nullable(),
        sentence: z.string().nullable(),
        field: z.string().nullable(),
      }),
    ),
  }),
})
