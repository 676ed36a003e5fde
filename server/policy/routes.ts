import { permit } from '../people/index.ts'
import { pageFrom } from '../platform/cursor.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import { approveDraft } from './approve-draft.ts'
import { beginDraft } from './begin-draft.ts'
import { confirmPack } from './confirm-pack.ts'
import * as contract from './contract.ts'
import { discardDraft } from './discard-draft.ts'
import { policyVersion } from './in-force.ts'
import { namesIn } from './known-store.ts'
import { listPacks } from './list-packs.ts'
import * as packs from './pack-contract.ts'
import { readPolicy } from './read-policy.ts'
import { returnDraft } from './return-draft.ts'
import { saveDraft } from './save-draft.ts'
import { draftAnswer, readDraft } from './seen-draft.ts'
import { submitDraft } from './submit-draft.ts'
import { seenVersion, versionPage } from './version-store.ts'
import { withdrawDraft } from './withdraw-draft.ts'

export const routes: Route[] = [
  route(contract.readPolicy, readPolicy),
  route(contract.readDraft, (tx, actor, { language }) => readDraft(tx, actor, language)),
  route(contract.beginDraft, async (tx, actor, { language }) => {
    await beginDraft(tx, actor)
    return draftAnswer(tx, actor, language, 'campaigns.plan')
  }),
  route(contract.saveDraft, async (tx, actor, { body, language }) => {
    await saveDraft(tx, actor, body)
    return draftAnswer(tx, actor, language, 'campaigns.plan')
  }),
  route(contract.discardDraft, async (tx, actor) => {
    await discardDraft(tx, actor)
    return {}
  }),
  route(contract.submitDraft, async (tx, actor, { language }) => {
    await submitDraft(tx, actor)
    return draftAnswer(tx, actor, language, 'campaigns.plan')
  }),
  route(contract.withdrawDraft, async (tx, actor, { language }) => {
    await withdrawDraft(tx, actor)
    return draftAnswer(tx, actor, language, 'campaigns.plan')
  }),
  route(contract.returnDraft, async (tx, actor, { body, language }) => {
    await returnDraft(tx, actor, body)
    return draftAnswer(tx, actor, language, 'contacts.policy')
  }),
  route(contract.approveDraft, async (tx, actor, { body }) => ({ version: await approveDraft(tx, actor, body) })),
  route(contract.listPolicyVersions, async (tx, actor, { query }) => {
    permit(actor, 'contacts.ask')
    const rows = await versionPage(tx, actor.orgId, query)
    return pageFrom(rows, query.limit, row => [row.version])
  }),
  route(contract.readPolicyVersion, async (tx, actor, { params }) => {
    permit(actor, 'contacts.ask')
    const version = await seenVersion(tx, actor.orgId, params.version)
    if (!version) throw notFound()
    const content = (await policyVersion(tx, actor.orgId, version.version))!
    const base = (await policyVersion(tx, actor.orgId, version.baseVersion))!
    return {
      version,
      content: { rules: content.rules, exemptions: content.exemptions },
      base: { rules: base.rules, exemptions: base.exemptions },
      names: await namesIn(tx, actor, [content, base]),
    }
  }),
  route(packs.listPacks, (tx, actor, { language }) => listPacks(tx, actor, language)),
  route(packs.confirmPack, async (tx, actor, { body, language }) => {
    const added = await confirmPack(tx, actor, body, language)
    return { ...(await draftAnswer(tx, actor, language, 'campaigns.plan')), added }
  }),
]
