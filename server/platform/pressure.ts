import { setTimeout as sleep } from 'node:timers/promises'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { platformReasons, Refusal } from './refusal.ts'

/** When a process counts as overloaded, and how long who asks then waits for it to come round. */
export interface Patience {
  /** How late the process gets to its work, in milliseconds, on the average of `sampleMs`. */
  maxDelayMs: number
  sampleMs: number
  waitMs: number
  /** More than these do not wait: each holds memory, and would be answered late together. */
  waiting: number
}

const PATIENCE: Patience = { maxDelayMs: 2000, sampleMs: 1000, waitMs: 8000, waiting: 500 }

const LOOK_EVERY_MS = 50
const RETRY_AFTER_SECONDS = 10

/**
 * Lets requests wait for a moment while the process is overloaded, and refuses them as busy only when it stays so. The
 * measure tells of the second that has passed: after a single stall, such as that of a start or of a machine that was busy
 * elsewhere, it says overloaded for a whole second in which the process has nothing to do.
 */
export async function bearPressure(app: FastifyInstance, patience = PATIENCE): Promise<void> {
  let waiting = 0
  const waitOut = async (): Promise<void> => {
    for (let waited = 0; waited < patience.waitMs && waiting <= patience.waiting; waited += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS)
      if (!app.isUnderPressure()) return
    }
    throw new Refusal('unavailable', platformReasons.busy)
  }
  await app.register(underPressure, {
    maxEventLoopDelay: patience.maxDelayMs,
    sampleInterval: patience.sampleMs,
    exposeStatusRoute: false,
    pressureHandler: async (_request, reply) => {
      waiting++
      try {
        await waitOut()
      } catch (error) {
        reply.header('retry-after', RETRY_AFTER_SECONDS)
        throw error
      } finally {
        waiting--
      }
    },
  })
}
