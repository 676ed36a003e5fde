import { rename, stat, writeFile } from 'node:fs/promises'
import { parse } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { type Command, InvalidArgumentError } from 'commander'
import { finishImport, importFile, importOfFile } from '../server/imports/index.ts'
import { importReasons } from '../server/imports/reasons.ts'
import { rejectionsFile } from '../server/imports/rejections-file.ts'
import type { Program } from '../server/open-program.ts'
import type { Actor } from '../server/platform/actor.ts'
import { languageOf, type Reason } from '../server/platform/reason.ts'
import { Refusal } from '../server/platform/refusal.ts'
import { StartupError, startupLanguage } from '../server/platform/startup-error.ts'
import { command, operator, run, type Shared } from './run.ts'
import * as folders from './watched-folder.ts'

interface WatchOptions extends Shared {
  kind: string
  profile?: string
  branch?: string
  every: number
  once?: boolean
}

type Outcome = { file: string; state: 'done' | 'failed' | 'known'; rows?: object; why?: string }

export function watchCommand(program: Command): void {
  program.addCommand(
    command('watch', 'import every file that is put into a folder, once')
      .argument('<folder>', 'where files arrive; they move on to done/ or failed/ in it')
      .requiredOption('--kind <kind>', 'what a row is, such as customers or orders')
      .option('--profile <name>', 'read the files as this profile says; by their header otherwise')
      .option('--branch <id>', 'the branch new customers come under; the root branch by default')
      .option(
        '--every <seconds>',
        'how often to look; a file is complete when it has not changed between two looks',
        secondsOf,
        5,
      )
      .option('--once', 'stop when what is there has been read')
      .action((folder: string, options: WatchOptions) => watch(folder, options)),
  )
}

async function watch(folder: string, options: WatchOptions): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) {
    throw new StartupError({ zh: `没有文件夹 ${folder}。`, en: `There is no folder ${folder}.` })
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  await folders.prepareFolder(folder)
  await run(options, async program => {
    let files = 0
    let last: folders.Look = new Map()
    while (!stop.signal.aborted) {
      // What is in hand already comes first: a process that was killed has left it there.
      for (const name of await folders.tablesIn(`${folder}/working`)) {
        if (stop.signal.aborted) break
        tell(options, await take(program, folder, name, options, stop.signal))
        files += 1
      }
      const { complete, look } = await folders.completeSince(folder, last)
      for (const name of complete) await folders.takeUp(folder, name)
      const waiting = look.size - complete.length
      last = look
      if (complete.length > 0) continue
      if (options.once && waiting === 0) break
      await pause(options.every * 1000, undefined, { signal: stop.signal }).catch(() => {})
    }
    return { files }
  })
}

/** Reads one file that was taken up and puts it away with what it came to. */
async function take(
  program: Program,
  folder: string,
  name: string,
  options: WatchOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const actor = await operator(program, options)
  const bytes = () =>
    name.endsWith('.gz') ? folders.open(folder, name).pipe(createGunzip()) : folders.open(folder, name)
  try {
    const known = await importOfFile(program.db, actor, options.kind, await folders.hashOf(bytes()))
    if (known?.state === 'finished') return await putAway(program, actor, folder, name, known.id, 'known')
    const { kind, profile, branch: branchId } = options
    const given = { kind, profile, branchId, fileName: name, source: 'folder' as const, stream: bytes() }
    const done = known
      ? await finishImport(program.db, actor, known.id, signal)
      : await importFile(program.db, actor, given, undefined, signal)
    if (done.state === 'finished') return await putAway(program, actor, folder, name, done.id, 'done', done)
    const reason: Reason<never> = importReasons[done.failure as 'unexpected'] ?? importReasons.unexpected
    const why = sentenceOf(reason, { row: done.counts.failedAtRow })
    return await putAway(program, actor, folder, name, done.rowsRejected > 0 ? done.id : null, 'failed', done, why)
  } catch (error) {
    if (signal.aborted) return { file: name, state: 'known', why: 'stopped' }
    if (!(error instanceof Refusal)) throw error
    return putAway(program, actor, folder, name, null, 'failed', undefined, sentenceOf(error.reason, error.facts))
  }
}

async function putAway(
  { db }: Program,
  actor: Actor,
  folder: string,
  name: string,
  importId: string | null,
  state: Outcome['state'],
  rows?: { rowsRead: number; rowsNew: number; rowsChanged: number; rowsUnchanged: number; rowsRejected: number },
  why?: string,
): Promise<Outcome> {
  const place = await folders.putAway(folder, name, state === 'failed' ? 'failed' : 'done')
  const { dir, name: stem } = parse(place)
  if (importId && rows && rows.rowsRejected > 0) {
    const file = await rejectionsFile(db, actor, importId, languageOf(startupLanguage()))
    const { ext } = parse(file.fileName)
    await writeFile(`${dir}/${stem}-rejected${ext}.part`, file.bytes)
    await rename(`${dir}/${stem}-rejected${ext}.part`, `${dir}/${stem}-rejected${ext}`)
  }
  if (why) await writeFile(`${dir}/${stem}-reason.txt`, `${why}\n`)
  const { rowsRead, rowsNew, rowsChanged, rowsUnchanged, rowsRejected } = rows ?? {}
  return {
    file: name,
    state,
    why,
    ...(rows && { rows: { rowsRead, rowsNew, rowsChanged, rowsUnchanged, rowsRejected } }),
  }
}

function sentenceOf(reason: Reason<never>, facts: object): string {
  return reason[languageOf(startupLanguage())](facts as never)
}

function tell({ json }: WatchOptions, outcome: Outcome): void {
  if (json) console.log(JSON.stringify(outcome))
  else
    console.log([outcome.state.padEnd(7), outcome.file, outcome.why ?? JSON.stringify(outcome.rows ?? {})].join('  '))
}

function secondsOf(text: string): number {
  const seconds = Number(text)
  if (seconds >= 0.1 && seconds <= 86_400) return seconds
  throw new InvalidArgumentError('It is a number of seconds.')
}
