import { createHmac } from 'node:crypto'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { record } from './audit.ts'
import * as store from './audit-chain-store.ts'
import { type AuditFinding, brokenSeals, sealedText } from './audit-rules.ts'
import { dataKeysOf } from './data-keys.ts'

/** More than these need not be listed for it to be clear. */
const FINDINGS_AT_MOST = 200

/** What a check of the log answers. */
export interface AuditCheck {
  intact: boolean
  /** Entries under a seal, and those that wait for the next one. */
  sealed: number
  waiting: number
  seals: number
  /** The end of the chain, to be noted down outside the product: a later log must still hold it. */
  head: { number: number; code: string } | null
  findings: AuditFinding[]
}

/**
 * Chains the entries that wait and puts a seal on them, for one organisation; answers whether there were any. Those who
 * write entries never wait for it (docs/decisions/0045-a-log-nobody-rewrites.md).
 */
export async function sealAudit(tx: Tx, actor: Actor): Promise<boolean> {
  permit(actor, 'audit.read')
  const key = await sealKey(tx, actor)
  const batch = await store.sealEntries(tx)
  if (!batch) return false
  const before = await store.lastSeal(tx, actor.orgId)
  const seal = { ...batch, number: (before?.number ?? 0) + 1 }
  const code = codeBy(key, sealedText(actor.orgId, seal, before?.code ?? null))
  await store.insertSeal(tx, actor.orgId, { ...seal, code, at: Temporal.Now.instant() })
  return true
}

/**
 * Checks the whole log against its chain and seals: finds entries that were changed, removed or inserted since they were
 * sealed, also by the owner of the database. With the head noted earlier it finds a log that was cut off at its end too.
 * The check is written down itself.
 */
export async function verifyAudit(tx: Tx, actor: Actor, noted?: { number: number; code: string }): Promise<AuditCheck> {
  permit(actor, 'audit.read')
  const key = await sealKey(tx, actor)
  const seals = await store.sealsOf(tx, actor.orgId)
  const entries = await store.brokenEntries(tx, actor.orgId, FINDINGS_AT_MOST)
  const broken = brokenSeals(seals, (seal, before) => codeBy(key, sealedText(actor.orgId, seal, before)))
  const there = noted && seals.some(seal => seal.number === noted.number && seal.code.toString('hex') === noted.code)
  const cut: AuditFinding[] =
    noted && !there ? [{ kind: 'removed', number: seals.at(-1)?.lastEntry ?? null, entryId: null, at: null }] : []
  const findings = [...entries, ...broken, ...cut].slice(0, FINDINGS_AT_MOST)
  const last = seals.at(-1)
  const { sealed, waiting } = await store.countEntries(tx, actor.orgId)
  const head = last ? { number: last.number, code: last.code.toString('hex') } : null
  await record(tx, actor, 'audit.verified', 'audit', null, { entries: sealed, findings: findings.length })
  return { intact: findings.length === 0, sealed, waiting, seals: seals.length, head, findings }
}

/** The key of the seals follows from a data key, which is wrapped by the master key outside the database. */
async function sealKey(tx: Tx, actor: Actor): Promise<Buffer> {
  const { index } = await dataKeysOf(tx, actor)
  return createHmac('sha256', index.key).update('audit seal').digest()
}

function codeBy(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
