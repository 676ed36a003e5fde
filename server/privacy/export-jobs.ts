import { z } from 'zod'
import { organisationIds, systemActor } from '../people/index.ts'
import { type Database, inScope } from '../platform/database.ts'
import { type AnyJob, enqueue, job } from '../platform/jobs.ts'
import { buildExport } from './build-export.ts'
import * as store from './export-store.ts'
import { noted } from './exports.ts'

/** A request on which nobody decided for so long is void. */
const DECIDE_WITHIN_HOURS = 24 * 14

/** Builds the file of one approved request. */
export const buildJob = job({
  name: 'exports.build',
  data: z.object({ orgId: z.uuid(), exportId: z.uuid() }),
  expireInSeconds: 3600,
  retries: 0,
  handle: (db, data, signal) => buildExport(db, data, signal),
})

/** Deletes files that have outlived their time, and sets those going again whose worker was killed. */
const tidyJob = job({
  name: 'exports.tidy',
  cron: '*/5 * * * *',
  async handle(db) {
    for (const orgId of await organisationIds(db)) {
      const building = await expireExports(db, orgId)
      const system = await systemActor(db, orgId)
      await inScope(db, system, async tx => {
        for (const exportId of building) await enqueue(tx, buildJob, { orgId, exportId })
      })
    }
  },
})

/** Deletes the files of an organisation that have outlived their time; answers the requests whose file is still to be built. */
export async function expireExports(db: Database, orgId: string, now?: Temporal.Instant): Promise<string[]> {
  const actor = await systemActor(db, orgId, now)
  return inScope(db, actor, async tx => {
    const waitingSince = actor.now.subtract({ hours: DECIDE_WITHIN_HOURS })
    for (const id of await store.outlivedExports(tx, actor, waitingSince)) {
      await store.setExportState(tx, orgId, id, 'expired')
      await noted(tx, actor, 'expired', id)
    }
    return store.unbuiltExports(tx, orgId)
  })
}

export const exportJobs: readonly AnyJob[] = [buildJob, tidyJob]
