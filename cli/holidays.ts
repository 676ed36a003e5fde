import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { enterNotice, holidaysOfYear, missingYears, previewNotice } from '../server/calendars/index.ts'
import { inScope } from '../server/platform/database.ts'
import { languageOf } from '../server/platform/reason.ts'
import { StartupError, startupLanguage } from '../server/platform/startup-error.ts'
import { command, operator, run, type Shared } from './run.ts'

interface ImportOptions extends Shared {
  source?: string
}

export function holidaysCommand(program: Command): void {
  const holidays = program.command('holidays').description('public holidays and make-up working days')
  holidays.addCommand(
    command('show', 'the days of a year as they hold')
      .argument('<year>', 'the year', yearOf)
      .action((year: number, shared: Shared) =>
        run(shared, async program => {
          const actor = await operator(program, shared)
          const found = await inScope(program.db, actor, tx => holidaysOfYear(tx, actor, year))
          if (shared.json) return found
          console.error(`${found.country} ${year}: ${found.state}${found.source ? ` – ${found.source}` : ''}`)
          return found.days.map(({ day, kind, name, origin }) => ({ day: day.toString(), kind, name, origin }))
        }),
      ),
  )
  holidays.addCommand(
    command('missing', 'the years that are needed and not loaded').action((shared: Shared) =>
      run(shared, async program => {
        const actor = await operator(program, shared)
        const { country, years } = await inScope(program.db, actor, tx => missingYears(tx, actor))
        return { country, years: years.join(' ') || '–' }
      }),
    ),
  )
  holidays.addCommand(
    command('import', 'enter the notice of a year from its text or from lines "day, kind, name"')
      .argument('<year>', 'the year the notice is for', yearOf)
      .argument('<file>', 'the file, UTF-8')
      .option('--source <text>', 'where it comes from; found in the text of a notice by itself')
      .action((year: number, file: string, options: ImportOptions) => importNotice(year, file, options)),
  )
}

async function importNotice(year: number, file: string, options: ImportOptions): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new StartupError({ zh: `无法读取文件 ${file}。`, en: `${file} cannot be read.` })
  })
  await run(options, async program => {
    const actor = await operator(program, options)
    const read = previewNotice(actor, { year, text }, languageOf(startupLanguage()))
    const source = options.source ?? read.source
    for (const { text, sentence } of read.problems) console.error(`${sentence}: ${text}`)
    if (source === '') {
      throw new StartupError({ zh: '请用 --source 说明来源。', en: 'Say with --source where the days come from.' })
    }
    if (read.problems.some(problem => problem.blocking)) {
      process.exitCode = 1
      return { year, entered: 0, source }
    }
    await inScope(program.db, actor, tx => enterNotice(tx, actor, { year, source, days: read.days }))
    return { year, entered: read.days.length, source }
  })
}

function yearOf(text: string): number {
  const year = Number(text)
  if (Number.isInteger(year) && year >= 2000 && year <= 2100) return year
  throw new InvalidArgumentError('It is a year from 2000 to 2100.')
}
