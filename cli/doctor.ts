import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import type { Finding } from '../server/integrations/doctor-rules.ts'
import { examine } from '../server/integrations/index.ts'
import { type Config, readConfig } from '../server/platform/config.ts'
import { claimDataFolder } from '../server/platform/data-folder.ts'
import { runningPostgresUrl, startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { StartupError, startupLanguage } from '../server/platform/startup-error.ts'

const MARK = { fine: '✓', watch: '!', broken: '✗' } as const

export function doctorCommand(program: Command): void {
  program.addCommand(
    new Command('doctor')
      .description('look at everything the product needs; ends with 1 when something is broken')
      .option('--json', 'answer as one JSON value')
      .action((options: { json?: boolean }) => doctor(options)),
  )
}

async function doctor(options: { json?: boolean }): Promise<void> {
  const config = readConfig(process.env, [])
  const findings = await withDatabase(config, url => examine(config, url, Temporal.Now.instant()))
  if (options.json) console.log(JSON.stringify(findings, null, 2))
  else for (const finding of findings) say(finding)
  if (findings.some(({ level }) => level === 'broken')) process.exitCode = 1
}

function say(finding: Finding): void {
  const language = startupLanguage()
  console.log(`${MARK[finding.level]} ${finding[language]}`)
  if (finding.next) console.log(`  → ${finding.next[language]}`)
}

/** The database of a running copy, the one in the data folder, or the operator's own; nothing is made or changed. */
async function withDatabase<T>(config: Config, work: (url: string | null) => Promise<T>): Promise<T> {
  const { databaseUrl, dataFolder } = config
  if (databaseUrl) return work(databaseUrl)
  if (!existsSync(join(dataFolder, 'postgres'))) return work(null)
  const claim = claimOrNot(dataFolder)
  if (!claim) return work(runningPostgresUrl(dataFolder))
  try {
    const server = await startEmbeddedPostgres({ dataFolder, log: line => console.error(line) })
    return await work(server.url).finally(() => server.stop())
  } finally {
    claim.release()
  }
}

function claimOrNot(dataFolder: string) {
  try {
    return claimDataFolder(dataFolder)
  } catch (error) {
    if (error instanceof StartupError) return undefined
    throw error
  }
}
