import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { Refusal } from '../platform/refusal.ts'
import { beginDraft } from './begin-draft.ts'
import { insertConfirmation } from './confirmation-store.ts'
import { writeDraft } from './draft-store.ts'
import { noted, writableDraft } from './locked-draft.ts'
import { nameIn } from './name-rules.ts'
import type * as contract from './pack-contract.ts'
import { type Pack, packsIn } from './packs.ts'
import { policyReasons } from './reasons.ts'
import type { PolicyRule } from './rule-contract.ts'

type Given = z.output<(typeof contract.confirmPack)['body']>

/**
 * Adds the chosen rules of a pack to the draft, which is begun when there is none, and writes down who answered for
 * them. A rule that the draft has already stays as it is. Refuses a rule about some customers without saying which.
 * @returns the ids of the rules that were added
 */
export async function confirmPack(tx: Tx, actor: Actor, given: Given, language: Language): Promise<string[]> {
  permit(actor, 'campaigns.plan')
  const pack = packsIn(language).find(candidate => candidate.id === given.pack)
  if (!pack) throw new Refusal('invalid', policyReasons['pack-unknown'])
  const chosen = given.rules.map(choice => ruleFor(pack, choice, language))
  await beginDraft(tx, actor)
  const draft = await writableDraft(tx, actor)
  const known = new Set(draft.content.rules.map(rule => rule.id))
  const added = chosen.filter(rule => !known.has(rule.id))
  if (added.length === 0) return []
  const content = { ...draft.content, rules: [...draft.content.rules, ...added] }
  await writeDraft(tx, actor, { ...draft, content })
  const ruleIds = added.map(rule => rule.id)
  await insertConfirmation(tx, actor, { pack: pack.id, edition: pack.edition, ruleIds })
  await noted(tx, actor, 'pack-confirmed', {
    pack: pack.name,
    edition: pack.edition,
    rules: added.map(rule => rule.name),
  })
  return ruleIds
}

function ruleFor(pack: Pack, choice: Given['rules'][number], language: Language): PolicyRule {
  const item = pack.rules.find(({ rule }) => rule.id === choice.id)
  if (!item) throw new Refusal('invalid', policyReasons['pack-unknown'])
  const { tags, branchIds, campaignIds } = choice
  const whom = Object.entries({ tags, branchIds, campaignIds }).filter(([, part]) => part && part.length > 0)
  if (item.needsScope && whom.length === 0) {
    throw new Refusal('invalid', policyReasons['pack-rule-needs-scope'], { name: nameIn(item.rule, language) })
  }
  return { ...item.rule, scope: { ...item.rule.scope, ...Object.fromEntries(whom) } }
}
