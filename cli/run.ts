import { Command } from 'commander'
import { openProgram, type Program } from '../server/open-program.ts'
import { organisation, organisationIds, systemActor } from '../server/people/index.ts'
import type { Actor } from '../server/platform/actor.ts'
import { readConfig } from '../server/platform/config.ts'
import { inScope } from '../server/platform/database.ts'
import { languageOf } from '../server/platform/reason.ts'
import { Refusal } from '../server/platform/refusal.ts'
import { StartupError, startupLanguage } from '../server/platform/startup-error.ts'

/** What every command shares: `--json`, and the organisation where there are several. */
export interface Shared {
  json?: boolean
  org?: string
}

/** A command with the options all commands have. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'answer as one JSON value')
    .option('--org <id>', 'the organisation, where there is more than one')
}

/** Opens the program, runs the work, prints its answer and closes; a refusal ends with its sentence and code 1. */
export async function run(shared: Shared, work: (program: Program) => Promise<unknown>): Promise<void> {
  const program = await openProgram(readConfig(process.env, []), { join: true, connections: 4 })
  try {
    print(shared, await work(program))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const sentence = error.reason[languageOf(startupLanguage())](error.facts as never)
    if (shared.json) print(shared, { refused: error.reason.code, sentence, facts: error.facts })
    else console.error(sentence)
    process.exitCode = 1
  } finally {
    await program.close()
  }
}

/** The operator of the machine, acting as the system in the one or the named organisation. */
export async function operator(program: Program, shared: Shared): Promise<Actor> {
  const ids = await organisationIds(program.db)
  const orgId = shared.org ?? (ids.length === 1 ? ids[0] : undefined)
  if (orgId && ids.includes(orgId)) return systemActor(program.db, orgId)
  const known = (await Promise.all(ids.map(id => named(program, id)))).join(', ')
  throw new StartupError({
    zh: `请用 --org 指定一个组织：${known}`,
    en: `Name one of these organisations with --org: ${known}`,
  })
}

async function named(program: Program, orgId: string): Promise<string> {
  const scope = { orgId, branchIds: [], ancestorIds: [] }
  const { name } = await inScope(program.db, scope, tx => organisation(tx, orgId))
  return `${orgId} (${name})`
}

/** Prints the answer of a command: as JSON, as a table, or as lines. */
export function print(shared: Shared, answer: unknown): void {
  if (shared.json) console.log(JSON.stringify(answer, null, 2))
  else if (Array.isArray(answer)) console.table(answer)
  else for (const [key, value] of Object.entries(answer as object)) console.log(`${key.padEnd(16)} ${value}`)
}
