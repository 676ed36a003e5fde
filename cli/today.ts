import type { Command } from 'commander'
import { inScope } from '../server/platform/database.ts'
import { languageOf } from '../server/platform/reason.ts'
import { startupLanguage } from '../server/platform/startup-error.ts'
import { todayReport } from '../server/reports/index.ts'
import { command, operator, run, type Shared } from './run.ts'

export function todayCommand(program: Command): void {
  program.addCommand(
    command('today', 'due, done, reached and completed today, and how each agent stands').action((shared: Shared) =>
      run(shared, async program => {
        const actor = await operator(program, shared)
        const language = languageOf(startupLanguage())
        const report = await inScope(program.db, actor, tx => todayReport(tx, actor, {}, language))
        return shared.json ? report : report.agents
      }),
    ),
  )
}
