import type { z } from 'zod'
import { organisation, type Permission, permit, ROLES } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { problemSentence } from './content-reasons.ts'
import { type ContentProblem, problemsOf } from './content-rules.ts'
import type { PolicyDraft } from './contract.ts'
import { type DraftRow, draftOf } from './draft-store.ts'
import { policyVersion } from './in-force.ts'
import { knownIn, namesIn, staffNamed } from './known-store.ts'
import type { PolicyContent } from './rule-contract.ts'
import { seenVersion } from './version-store.ts'
import { wireOf } from './wire-rules.ts'

/** The local day of an organisation. */
export async function today(tx: Tx, actor: Actor): Promise<Temporal.PlainDate> {
  const { timeZone } = await organisation(tx, actor.orgId)
  return actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
}

/** What is wrong in a content, by what the organisation has now. */
export async function problemsIn(tx: Tx, actor: Actor, content: PolicyContent): Promise<ContentProblem[]> {
  const known = await knownIn(tx, actor, content)
  return problemsOf(wireOf(content), { ...known, roles: new Set(ROLES), today: (await today(tx, actor)).toString() })
}

/** The draft with what is wrong in it, in a language; `null` when nothing is being written. */
export async function readDraft(
  tx: Tx,
  actor: Actor,
  language: Language,
): Promise<{ draft: z.output<typeof PolicyDraft> | null }> {
  permit(actor, 'contacts.ask')
  return { draft: await seenDraft(tx, actor, language) }
}

async function seenDraft(tx: Tx, actor: Actor, language: Language): Promise<z.output<typeof PolicyDraft> | null> {
  const row = await draftOf(tx, actor.orgId)
  return row ? told(tx, actor, row, language) : null
}

/** The draft there must be, after an action that asks for a permission. */
export async function draftAnswer(tx: Tx, actor: Actor, language: Language, permission: Permission) {
  permit(actor, permission)
  const draft = await seenDraft(tx, actor, language)
  if (!draft) throw notFound()
  return { draft }
}

async function told(tx: Tx, actor: Actor, row: DraftRow, language: Language): Promise<z.output<typeof PolicyDraft>> {
  const { id: _, submittedVersion, returnedVersion, writtenBy, ...rest } = row
  const base = (await policyVersion(tx, actor.orgId, row.baseVersion))!
  const versionOf = async (version: number | null) =>
    version === null ? null : ((await seenVersion(tx, actor.orgId, version)) ?? null)
  const problems = await problemsIn(tx, actor, row.content)
  return {
    ...rest,
    base: { rules: base.rules, exemptions: base.exemptions },
    writtenBy: await staffNamed(tx, actor.orgId, writtenBy),
    submitted: await versionOf(submittedVersion),
    returned: await versionOf(returnedVersion),
    problems: problems.map(problem => ({
      code: problem.code,
      warning: problem.warning,
      subject: problem.subject,
      sentence: problemSentence(problem, language),
    })),
    names: await namesIn(tx, actor, [row.content, base]),
  }
}
