import type { Command } from 'commander'
import { planFollowups } from '../server/followups/index.ts'
import { inScope } from '../server/platform/database.ts'
import { command, operator, run, type Shared } from './run.ts'

export function planCommand(program: Command): void {
  program.addCommand(
    command('plan', 'plan the follow-ups of all running campaigns now').action((shared: Shared) =>
      run(shared, async program => {
        const actor = await operator(program, shared)
        const planned = await inScope(program.db, actor, tx => planFollowups(tx, actor))
        return shared.json ? planned : planned.map(({ fallenOut, ...counts }) => ({ ...counts, ...fallenOut }))
      }),
    ),
  )
}
