import { z } from 'zod'
import { endpoint, id } from '../platform/endpoint.ts'
import { PackConfirmation, PolicyDraft } from './contract.ts'
import { PolicyRule } from './rule-contract.ts'

const tag = 'policy'

/** What a source is: a statute in force, a draft of one, a guideline, a standard, a vendor’s limit, or what is usual. */
export const STANDINGS = ['law', 'draft', 'guideline', 'standard', 'vendor', 'practice'] as const
/** How it was read: the text itself, an excerpt of a web page, a vendor’s table, or nothing but our own advice. */
export const READINGS = ['text', 'excerpt', 'vendor-table', 'own'] as const

/** Where a rule of a pack comes from, in one language. */
export const PackSource = z
  .object({
    text: z.string(),
    standing: z.enum(STANDINGS),
    read: z.enum(READINGS),
    /** The page it was read on. */
    address: z.string().nullable(),
  })
  .meta({ id: 'PackSource' })

/** A ready-made set of rules in one language. Nothing of it holds before somebody confirms it and a second approves it. */
export const RulePack = z
  .object({
    id: z.string(),
    edition: z.string(),
    country: z.string(),
    name: z.string(),
    about: z.string(),
    rules: z.array(
      z.object({
        rule: PolicyRule,
        note: z.string(),
        source: PackSource,
        /** It is about some customers alone: whoever confirms it says which. */
        needsScope: z.boolean(),
      }),
    ),
    /** What to heed besides, that is no rule about contacts. */
    also: z.array(z.object({ text: z.string(), source: PackSource })),
  })
  .meta({ id: 'RulePack' })

export const listPacks = endpoint({
  method: 'GET',
  path: '/policy/packs',
  summary: 'The ready-made packs of rules, each with its sources, and who confirmed which',
  tag,
  permission: 'contacts.ask',
  response: z.object({ items: z.array(RulePack), confirmations: z.array(PackConfirmation) }),
})

export const confirmPack = endpoint({
  method: 'POST',
  path: '/policy/packs/confirmation',
  summary: 'Answer for rules of a pack: they are added to the draft, which a second person still approves',
  tag,
  permission: 'campaigns.plan',
  body: z.object({
    pack: z.string().max(60),
    rules: z
      .array(
        z.object({
          id: z.string().max(60),
          tags: z.array(z.string().min(1).max(60)).max(20).optional(),
          branchIds: z.array(id).max(50).optional(),
          campaignIds: z.array(id).max(50).optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  response: z.object({ draft: PolicyDraft, added: z.array(z.string()) }),
})
