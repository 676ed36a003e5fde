import type { z } from 'zod'
import { permit, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { LetGo } from '../platform/let-go.ts'
import { announce } from '../platform/live.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { policyDraft, policyInForce } from '../policy/index.ts'
import { sentenceOf } from './in-words.ts'
import { judgeReplay } from './judge-replay.ts'
import { type listHeldByDraft, REPLAY_TOPIC } from './replay-contract.ts'
import { replayInWords, type SeenReplay } from './replay-in-words.ts'
import { firstRules } from './replay-past-rules.ts'
import { countMade } from './replay-past-store.ts'
import { replayReasons } from './replay-reasons.ts'
import * as store from './replay-store.ts'

const DAYS = 30
/** So many contacts are judged while one waits; more are judged in the background. */
const AT_ONCE_MOST = 2000
const NOTED_EVERY_MS = 300

/**
 * Tries the draft of the policy, as it is now, on the contacts of the last thirty days of 24 hours with customers of the
 * actor's branches. Few are judged at once; else the answer waits to be worked by `runReplay`. Refuses when there is no draft,
 * and while another of the actor is under way.
 */
export async function startReplay(tx: Tx, actor: Actor, language: Language): Promise<SeenReplay> {
  permit(actor, 'contacts.read')
  const draft = await policyDraft(tx, actor.orgId)
  if (!draft) throw notFound()
  const { version } = await policyInForce(tx, actor.orgId)
  const { id: draftId, saves: draftSaves, content } = draft
  const stretch = { from: actor.now.subtract({ hours: 24 * DAYS }), until: actor.now }
  const id = await store.insertReplay(tx, actor, { content, draftId, draftSaves, policyVersion: version, ...stretch })
  if (!id) throw new Refusal('conflict', replayReasons['replay-under-way'])
  const few = await countMade(tx, actor, stretch, AT_ONCE_MOST + 1)
  if (few <= AT_ONCE_MOST) await judgeAtOnce(tx, actor, (await store.replayById(tx, actor, id))!, few)
  await store.forgetReplays(tx, actor.orgId, id)
  await announce(tx, actor.orgId, REPLAY_TOPIC)
  return seen(tx, actor, (await store.replayById(tx, actor, id))!, language)
}

async function judgeAtOnce(tx: Tx, actor: Actor, run: store.ReplayRow, ofAll: number): Promise<void> {
  const found = await judgeReplay(tx, actor, run, {
    keep: rows => store.insertHeld(tx, actor.orgId, run.id, rows),
    judged: async () => {},
  })
  await store.noteReplay(tx, actor.orgId, run.id, { done: ofAll, ofAll, now: actor.now })
  await store.endReplay(tx, actor, run.id, { phase: 'done', found })
}

/** The replay the actor began last, and the last one done of those he may see: whoever sees all the branches it looked at. */
export async function readReplays(tx: Tx, actor: Actor, language: Language) {
  permit(actor, 'contacts.read')
  const { own, done } = await store.lastReplays(tx, actor)
  const told = async (run: store.ReplayRow | undefined) => (run ? seen(tx, actor, run, language) : null)
  return { own: await told(own), done: await told(done) }
}

/** Cancels a replay of one's own that is under way. Refuses one that has ended, and somebody else's. */
export async function cancelReplay(tx: Tx, actor: Actor, id: string, language: Language): Promise<SeenReplay> {
  permit(actor, 'contacts.read')
  const run = await store.replayById(tx, actor, id)
  if (!run) throw notFound()
  if (!run.isMine) throw new Refusal('conflict', replayReasons['replay-of-another'])
  if (!(await store.endReplay(tx, actor, id, { phase: 'cancelled' })))
    throw new Refusal('conflict', replayReasons['replay-has-ended'])
  await announce(tx, actor.orgId, REPLAY_TOPIC)
  return seen(tx, actor, (await store.replayById(tx, actor, id))!, language)
}

async function seen(tx: Tx, actor: Actor, run: store.ReplayRow, language: Language): Promise<SeenReplay> {
  const [draft, { version }] = [await policyDraft(tx, actor.orgId), await policyInForce(tx, actor.orgId)]
  const isOfDraft = draft?.id === run.draftId && draft.saves === run.draftSaves
  return replayInWords(run, { outdated: !isOfDraft || version !== run.policyVersion }, language)
}

/** A page of the contacts that a draft would have held back, newest first. */
export async function heldByDraft(
  tx: Tx,
  actor: Actor,
  id: string,
  query: z.output<(typeof listHeldByDraft)['query']> & { language: Language },
) {
  permit(actor, 'contacts.read')
  if (!(await store.replayById(tx, actor, id))) throw notFound()
  const after = unpackCursor(query.cursor, ['instant', 'id'])
  const rows = await store.heldPage(tx, actor, id, { ...query, after })
  const { items, next } = pageFrom(rows, query.limit, row => [row.at.toString(), row.contactId])
  const told = items.map(({ reasons, ...row }) => ({
    ...row,
    rules: firstRules(reasons),
    reasons: reasons.map(reason => sentenceOf(reason, query.language, actor.now)),
  }))
  return { items: told, next }
}

/**
 * Works a replay that was begun to its end, in the branches of whoever began it. Cancelled or failed it leaves nothing but
 * that. Answers whether it is done.
 */
export async function runReplay(
  db: Database,
  given: { orgId: string; replayId: string },
  signal: AbortSignal,
): Promise<boolean> {
  const system = await systemActor(db, given.orgId)
  const run = await inScope(db, system, tx => store.replayById(tx, system, given.replayId))
  if (!run || run.finishedAt) return false
  const actor: Actor = { ...system, branchIds: run.branchIds, ancestorIds: [] }
  const end = (how: Parameters<typeof store.endReplay>[3]) =>
    inScope(db, actor, async tx => {
      const ended = await store.endReplay(tx, { ...actor, now: clockNow() }, run.id, how)
      await store.forgetReplays(tx, actor.orgId, run.id)
      await announce(tx, actor.orgId, REPLAY_TOPIC)
      return ended
    })
  try {
    const found = await judgeAll(db, actor, run, signal)
    return await end({ phase: 'done', found })
  } catch (error) {
    await end({ phase: 'failed' })
    if (error instanceof LetGo || signal.aborted) return false
    throw error
  }
}

async function judgeAll(
  db: Database,
  actor: Actor,
  run: store.ReplayRow,
  signal: AbortSignal,
): Promise<store.ReplayFound> {
  let noted = Number.NEGATIVE_INFINITY
  return inScope(db, actor, async tx => {
    const ofAll = await countMade(tx, actor, run, Number.MAX_SAFE_INTEGER)
    const note = async (done: number) => {
      if (signal.aborted) throw new LetGo()
      if (performance.now() - noted < NOTED_EVERY_MS) return
      noted = performance.now()
      await inScope(db, actor, async own => {
        if (!(await store.noteReplay(own, actor.orgId, run.id, { done, ofAll, now: clockNow() }))) throw new LetGo()
        await announce(own, actor.orgId, REPLAY_TOPIC)
      })
    }
    await note(0)
    return judgeReplay(tx, actor, run, {
      keep: rows => inScope(db, actor, own => store.insertHeld(own, actor.orgId, run.id, rows)),
      judged: note,
    })
  })
}
