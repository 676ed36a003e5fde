import type { Command } from 'commander'
import { readConfig } from '../server/platform/config.ts'
import { rotateMasterKey } from '../server/privacy/index.ts'
import { command, run, type Shared } from './run.ts'

export function keysCommand(program: Command): void {
  const keys = program.command('keys').description('the master key that wraps the data keys')
  keys.addCommand(
    command('rotate', 'put a new master key into the key file and wrap every data key with it').action(
      (shared: Shared) => run(shared, ({ db }) => rotateMasterKey(db, readConfig(process.env, []).masterKeyFile)),
    ),
  )
}
