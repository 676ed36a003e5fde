import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language, Reason } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { importedNoun, importKind } from './import-kind.ts'
import { keptReasons, rowRejections } from './reasons.ts'
import { rejectionCounts } from './rejection-store.ts'
import { importRun } from './store.ts'
import { keptOf } from './undo-store.ts'

/** One import with its progress, what was rejected why, and what taking it back did; refuses one outside the actor's branches. */
export async function viewImport(tx: Tx, actor: Actor, importId: string, language: Language) {
  permit(actor, 'customers.import')
  const run = await importRun(tx, actor, importId)
  if (!run) throw notFound()
  const counts = await rejectionCounts(tx, actor.orgId, run.id)
  const kept = await keptOf(tx, actor.orgId, run.id)
  return {
    run,
    mapping: run.mapping,
    rejections: counts.map(({ reason, rows }) => ({ reason, rows, sentence: inGeneral(run.kind, reason, language) })),
    undone: Object.entries(run.undone).map(([noun, counts]) => ({
      noun,
      label: importedNoun(noun).label[language],
      ...counts,
    })),
    kept: kept.map(group => ({
      ...group,
      label: importedNoun(group.noun).label[language],
      sentence: keptSentence(group.reason, language),
    })),
  }
}

/** The sentence of a rejection for many rows at once: what differs from row to row is left open. */
function inGeneral(kind: string, reason: string, language: Language): string {
  const sentences: Record<string, Reason<never>> = { ...rowRejections, ...importKind(kind).rejections }
  const open = new Proxy({}, { get: () => '…' })
  return sentences[reason]?.[language](open as never) ?? reason
}

function keptSentence(reason: string, language: Language): string {
  const sentences: Record<string, Reason<never>> = keptReasons
  return (sentences[reason] ?? keptReasons['used-since'])[language]({} as never)
}
