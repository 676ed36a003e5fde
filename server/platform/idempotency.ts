import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Tx } from './database.ts'
import type { Endpoint } from './endpoint.ts'
import { platformReasons, Refusal } from './refusal.ts'

interface Answer {
  status: number
  body: unknown
}

/**
 * Runs a write once per `Idempotency-Key`: the same request sent again gets the first answer and changes nothing.
 * The key is stored in the transaction of the write itself, so a crash leaves both or neither.
 * Refuses a key that was used for another request. (IETF draft-ietf-httpapi-idempotency-key-header)
 */
export async function onceOnly(
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  endpoint: Endpoint,
  secret: string,
  work: () => Promise<unknown>,
): Promise<Answer> {
  const run = async (): Promise<Answer> => ({
    status: endpoint.status,
    body: z.encode(endpoint.response, (await work()) as never),
  })
  const key = request.headers['idempotency-key']
  if (request.method === 'GET' || endpoint.reads || typeof key !== 'string' || actor.staffId === null) return run()

  const owner = { org_id: actor.orgId, staff_id: actor.staffId, key: key.slice(0, 200) }
  // Keyed, because a plain hash of a request that holds a phone number or a password can be tried out.
  const requestHash = createHmac('sha256', secret)
    .update(JSON.stringify([request.method, request.url, request.body ?? null]))
    .digest('hex')
  const claimed = await tx
    .insertInto('idempotency_key')
    .values({ ...owner, request_hash: requestHash, created_at: actor.now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (!claimed.numInsertedOrUpdatedRows) return storedAnswer(tx, owner, requestHash)

  const answer = await run()
  await tx
    .updateTable('idempotency_key')
    .set({ status: answer.status, response: JSON.stringify(answer.body ?? null) })
    .where('org_id', '=', owner.org_id)
    .where('staff_id', '=', owner.staff_id)
    .where('key', '=', owner.key)
    .execute()
  return answer
}

async function storedAnswer(
  tx: Tx,
  owner: { org_id: string; staff_id: string; key: string },
  requestHash: string,
): Promise<Answer> {
  const row = await tx
    .selectFrom('idempotency_key')
    .select(['request_hash', 'status', 'response'])
    .where('org_id', '=', owner.org_id)
    .where('staff_id', '=', owner.staff_id)
    .where('key', '=', owner.key)
    .executeTakeFirstOrThrow()
  if (row.request_hash !== requestHash) throw new Refusal('invalid', platformReasons['idempotency-key-reused'])
  return { status: row.status ?? 200, body: row.response }
}
