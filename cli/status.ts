import type { Command } from 'commander'
import { organisation, organisationIds, systemActor } from '../server/people/index.ts'
import { inScope } from '../server/platform/database.ts'
import { command, run, type Shared } from './run.ts'

export function statusCommand(program: Command): void {
  program.addCommand(
    command('status', 'the organisations of this installation').action((shared: Shared) =>
      run(shared, async ({ db }) => {
        const ids = await organisationIds(db)
        return Promise.all(
          ids.map(async id => {
            const actor = await systemActor(db, id)
            const { name, timeZone } = await inScope(db, actor, tx => organisation(tx, id))
            return { id, name, timeZone, branches: actor.branchIds.length }
          }),
        )
      }),
    ),
  )
}
