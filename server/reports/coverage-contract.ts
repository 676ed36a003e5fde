import { z } from 'zod'
import { byId, day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { count } from './period-contract.ts'

const tag = 'reports'

export const STAGES = ['reach', 'acquisition', 'conversion', 'retention', 'loyalty'] as const

const content = {
  name: z.string().trim().min(1).max(100),
  branchId: id,
  /** Customers of this stage, with this tag, or both; one of them is needed. */
  stage: z.enum(STAGES).nullable(),
  tag: z.string().trim().min(1).max(50).nullable(),
  /** Nobody of them may be left so long without a conversation. */
  days: z.number().int().min(1).max(3650),
}

export const CoverageRule = z
  .object({
    id,
    ...content,
    branchName: z.string(),
    /** Customers it is about; counting stops at 10,000. */
    customers: count,
    /** Of them not spoken to for so long; counting stops at 10,000. */
    uncovered: count,
    /** Of those uncovered, so many have a follow-up waiting. */
    planned: count,
  })
  .meta({ id: 'CoverageRule' })

export const listCoverageRules = endpoint({
  method: 'GET',
  path: '/coverage-rules',
  summary: 'Who must not be left alone for how long, and how many are',
  tag,
  permission: 'reports.read',
  response: z.object({ items: z.array(CoverageRule) }),
})

export const addCoverageRule = endpoint({
  method: 'POST',
  path: '/coverage-rules',
  summary: 'Say who must not be left alone for how long',
  tag,
  permission: 'reports.schedule',
  status: 201,
  body: z.object(content),
  response: z.object({ id }),
})

export const removeCoverageRule = endpoint({
  method: 'DELETE',
  path: '/coverage-rules/:id',
  summary: 'Take back such a rule',
  tag,
  permission: 'reports.schedule',
  params: byId,
})

export const UncoveredCustomer = z
  .object({
    customerId: id,
    name: z.string(),
    branchName: z.string(),
    ownerName: z.string().nullable(),
    stage: z.enum(STAGES).nullable(),
    tags: z.array(z.string()),
    /** `null`: never. */
    lastSpokenAt: instant.nullable(),
    /** Days since then, or since he became a customer here. */
    days: count,
    /** When the next follow-up with him is due. */
    plannedFor: instant.nullable(),
    since: day,
  })
  .meta({ id: 'UncoveredCustomer' })

export const listUncovered = endpoint({
  method: 'GET',
  path: '/coverage-rules/:id/customers',
  summary: 'The customers a rule finds, longest left alone first',
  tag,
  permission: 'reports.read',
  params: byId,
  query: pageQuery,
  response: pageOf(UncoveredCustomer),
})

export const downloadUncovered = endpoint({
  method: 'GET',
  path: '/coverage-rules/:id/customers.xlsx',
  summary: 'The customers a rule finds as a workbook, without numbers or addresses; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
  params: byId,
})
