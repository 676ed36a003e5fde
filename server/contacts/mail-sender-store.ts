import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface MailSenderRow {
  address: string | null
}

/** Whom customers see as the sender of an organisation's mails. */
export async function mailSender(tx: Tx, orgId: string): Promise<MailSenderRow> {
  const { rows } = await sql<MailSenderRow>`select address from mail_sender where org_id = ${orgId}`.execute(tx)
  return rows[0] ?? { address: null }
}

export async function upsertMailSender(tx: Tx, { orgId, staffId, now }: Actor, address: string | null): Promise<void> {
  await sql`
    insert into mail_sender (org_id, address, set_by, set_at) values (${orgId}, ${address}, ${staffId}, ${now})
    on conflict (org_id) do update set address = excluded.address, set_by = excluded.set_by, set_at = excluded.set_at`.execute(
    tx,
  )
}
