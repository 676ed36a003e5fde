import { z } from 'zod'
import { Activity } from '../activity/contract.ts'
import { Case } from '../cases/contract.ts'
import { RegisteredContact } from '../contacts/contract.ts'
import { LoggedVerdict } from '../contacts/verdict-log-contract.ts'
import { Consent } from '../customers/consents-contract.ts'
import { CustomerChange } from '../customers/facts-contract.ts'
import { Followup } from '../followups/contract.ts'
import { MachineEvent } from '../machines/contract.ts'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { TIMELINE_KINDS, type TimelineKind } from './timeline-rules.ts'

const entry = <K extends string, R extends z.ZodType>(kind: K, row: R) =>
  z.object({ kind: z.literal(kind), id, at: instant, row })

/** Something that happened with a customer, whichever module knows of it; `at` places it, `row` is as that module tells it. */
export const TimelineEntry = z
  .discriminatedUnion('kind', [
    entry('activity', Activity),
    entry('contact', RegisteredContact),
    entry('followup', Followup),
    entry('case', Case),
    entry('consent', Consent),
    entry('change', CustomerChange),
    entry('machine', MachineEvent),
    entry('verdict', LoggedVerdict),
  ])
  .meta({ id: 'TimelineEntry' })

const kind = z.enum(TIMELINE_KINDS)

/** Kinds with commas between them. */
const Kinds = z.codec(z.string().max(400), z.array(kind).min(1), {
  decode: text => text.split(',') as TimelineKind[],
  encode: kinds => kinds.join(','),
})

export const readTimeline = endpoint({
  method: 'GET',
  path: '/customers/:id/timeline',
  summary:
    'Everything that happened with a customer, newest first; all the asker may see but verdicts, or the kinds asked for',
  tag: 'reports',
  permission: 'customers.read',
  params: byId,
  query: pageQuery.extend({
    kinds: Kinds.optional().describe(`Some of ${TIMELINE_KINDS.join(', ')}, with commas between them`),
    /** Only what happened before. */
    before: instant.optional(),
  }),
  response: pageOf(TimelineEntry),
})
