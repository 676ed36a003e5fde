import { z } from 'zod'
import { organisationIds, systemActor } from '../people/index.ts'
import { inScope } from '../platform/database.ts'
import { type AnyJob, enqueue, job } from '../platform/jobs.ts'
import { forgetAbandoned } from './forget-abandoned.ts'
import { runImport } from './run-import.ts'
import { runUndo } from './run-undo.ts'
import { stalledRuns } from './store.ts'

/** Works one import to its end. */
export const workImport = job({
  name: 'imports.run',
  data: z.object({ orgId: z.uuid(), importId: z.uuid() }),
  handle: (db, data, signal) => runImport(db, data, signal),
})

/** Takes one import back to its end. */
export const workUndo = job({
  name: 'imports.undo',
  data: z.object({ orgId: z.uuid(), importId: z.uuid() }),
  handle: (db, data, signal) => runUndo(db, data, signal),
})

/** Sets imports going again whose worker was killed, and forgets files that nobody came back for. */
const reviveImports = job({
  name: 'imports.revive',
  cron: '* * * * *',
  async handle(db) {
    for (const orgId of await organisationIds(db)) {
      const actor = await systemActor(db, orgId)
      await inScope(db, actor, async tx => {
        for (const importId of await stalledRuns(tx, orgId, 'running'))
          await enqueue(tx, workImport, { orgId, importId })
        for (const importId of await stalledRuns(tx, orgId, 'undoing')) await enqueue(tx, workUndo, { orgId, importId })
        await forgetAbandoned(tx, actor)
      })
    }
  },
})

export const jobs: readonly AnyJob[] = [workImport, workUndo, reviveImports]
