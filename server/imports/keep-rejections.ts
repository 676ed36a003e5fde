import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { sealAll } from '../privacy/index.ts'
import type { RawRow } from './import-context.ts'
import type { RejectedRow } from './import-kind.ts'
import { insertRejections } from './rejection-store.ts'
import { withoutIdentifiers } from './rules.ts'

/** Keeps rejected rows as they were, sealed, each with its reason. */
export async function keepRejections(
  tx: Tx,
  actor: Actor,
  importId: string,
  rows: readonly RawRow[],
  rejected: readonly RejectedRow[],
): Promise<void> {
  const cells = new Map(rows.map(row => [row.number, row.cells]))
  const sealed = await sealAll(
    tx,
    actor,
    rejected.map(({ number }) => ({
      place: rejectionPlace(importId, number),
      bytes: Buffer.from(JSON.stringify(cells.get(number))),
    })),
  )
  const stored = rejected.map((row, at) => ({
    ...row,
    facts: withoutIdentifiers(row.facts ?? {}),
    ciphertext: sealed[at]!,
  }))
  await insertRejections(tx, actor.orgId, importId, stored)
}

/** Where a rejected row is sealed. */
export function rejectionPlace(importId: string, number: number): string {
  return `import-rejection:${importId}:${number}`
}
