import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Database, Tx } from './database.ts'
import type { Endpoint } from './endpoint.ts'
import type { Language } from './reason.ts'

/** What a request brings, parsed by its contract. */
export interface Input<P, Q, B> {
  params: P
  query: Q
  body: B
  language: Language
}

/** What handlers outside the one-transaction pattern (uploads, streams, sign-in) are given. */
export interface RawContext {
  db: Database
  request: FastifyRequest
  reply: FastifyReply
}

export type Route = { endpoint: Endpoint } & (
  | { kind: 'action'; handle: (tx: Tx, actor: Actor, input: Input<unknown, unknown, unknown>) => Promise<unknown> }
  | {
      kind: 'raw'
      handle: (context: RawContext, actor: Actor | null, input: Input<unknown, unknown, unknown>) => Promise<unknown>
    }
)

/**
 * Serves an endpoint by one action in one transaction, which rolls back when the action throws. The action touches nothing
 * but its transaction: PostgreSQL may roll that back for the sake of others, and then it is run again.
 */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (tx: Tx, actor: Actor, input: Input<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.output<R>>,
): Route {
  return { kind: 'action', endpoint: endpoint as unknown as Endpoint, handle: handle as never }
}

/** Serves an endpoint that opens its own transactions or answers bytes; the answer still passes its contract. */
export function rawRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (
    context: RawContext,
    actor: Actor,
    input: Input<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<z.output<R> | FastifyReply>,
): Route {
  return { kind: 'raw', endpoint: endpoint as unknown as Endpoint, handle: handle as never }
}
