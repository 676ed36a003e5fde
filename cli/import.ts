import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { type Command, InvalidArgumentError } from 'commander'
import { ImportMapping } from '../server/imports/contract.ts'
import { importFile } from '../server/imports/index.ts'
import { rejectionsFile } from '../server/imports/rejections-file.ts'
import { languageOf } from '../server/platform/reason.ts'
import { StartupError, startupLanguage } from '../server/platform/startup-error.ts'
import { command, operator, run, type Shared } from './run.ts'

interface ImportOptions extends Shared {
  mapping?: Partial<ImportMapping>
  profile?: string
  branch?: string
  rejections?: string
}

export function importCommand(program: Command): void {
  program.addCommand(
    command('import', 'read customers, orders or other rows from a CSV or XLSX file (also .gz)')
      .argument('<kind>', 'what a row is, such as customers or orders')
      .argument('<file>', 'the file')
      .option('--mapping <json>', 'columns and settings where the guess from the header is not right', mappingOf)
      .option('--profile <name>', 'read the file as this profile says')
      .option('--branch <id>', 'the branch new customers come under; the root branch by default')
      .option('--rejections <file>', 'write the rejected rows with their reasons to this file')
      .action((kind: string, file: string, options: ImportOptions) => importOne(kind, file, options)),
  )
}

async function importOne(kind: string, file: string, options: ImportOptions): Promise<void> {
  await stat(file).catch(() => {
    throw new StartupError({ zh: `无法读取文件 ${file}。`, en: `${file} cannot be read.` })
  })
  const plain = createReadStream(file)
  const stream = file.endsWith('.gz') ? plain.pipe(createGunzip()) : plain
  const { mapping, profile, branch } = options
  const source = 'terminal' as const
  const given = { kind, fileName: basename(file), stream, mapping, profile, branchId: branch, source }
  await run(options, async program => {
    const actor = await operator(program, options)
    const done = await importFile(program.db, actor, given, progress => say(options, progress))
    if (!options.json) process.stderr.write('\n')
    if (options.rejections) {
      const { bytes } = await rejectionsFile(program.db, actor, done.id, languageOf(startupLanguage()))
      await writeFile(options.rejections, bytes)
    }
    const { id, state, rowsRead, rowsNew, rowsChanged, rowsUnchanged, rowsRejected } = done
    return { id, state, rowsRead, rowsNew, rowsChanged, rowsUnchanged, rowsRejected }
  })
}

function say(options: Shared, run: { readBytes: number; sizeBytes: number; rowsRead: number }): void {
  if (options.json || !process.stderr.isTTY) return
  const share = run.sizeBytes > 0 ? Math.floor((100 * run.readBytes) / run.sizeBytes) : 0
  process.stderr.write(`\r${String(share).padStart(3)} %  ${run.rowsRead.toLocaleString('en')} rows`)
}

function mappingOf(text: string): Partial<ImportMapping> {
  try {
    return ImportMapping.partial().parse(JSON.parse(text))
  } catch {
    throw new InvalidArgumentError('It is not a mapping; see ImportMapping at /api/docs.')
  }
}
