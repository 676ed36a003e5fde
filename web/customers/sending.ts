import { useSyncExternalStore } from 'react'
import { createImport, uploadImportFile } from '../../server/imports/contract.ts'
import { type AnswerOf, call, type GivenTo, upload } from '../kit/api.ts'
import { answers, askAgain } from '../kit/ask.ts'

/** A file on its way to the server. It goes on while other pages are shown, and stays chosen when it fails. */
export interface Sending {
  file: File
  given: Pick<GivenTo<typeof createImport>['body'], 'kind' | 'branchId'>
  /** The import it is for, once that has begun. */
  importId: string | null
  sent: number
  state: 'sending' | 'failed'
  problem: unknown
}

let sending: Sending | null = null
const listeners = new Set<() => void>()

function set(next: Sending | null): void {
  sending = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The file being sent at present, `null` when none is. */
export function useSending(): Sending | null {
  return useSyncExternalStore(subscribe, () => sending)
}

/** Sends a file for a new import, or for one that waits for its file; answers the import, or nothing when it failed. */
export async function send(
  file: File,
  given: Sending['given'],
  forImport: string | null = null,
): Promise<AnswerOf<typeof uploadImportFile> | undefined> {
  set({ file, given, importId: forImport, sent: 0, state: 'sending', problem: null })
  const update = (change: Partial<Sending>) => sending && set({ ...sending, ...change })
  addEventListener('beforeunload', warn)
  try {
    let id = forImport
    if (id === null) {
      id = (await call(createImport, { body: { ...given, fileName: file.name } })).id
      update({ importId: id })
    }
    const run = await upload(uploadImportFile, { params: { id } }, file, sent => update({ sent }))
    set(null)
    return run
  } catch (problem) {
    update({ state: 'failed', problem })
    return undefined
  } finally {
    removeEventListener('beforeunload', warn)
    void askAgain(answers, ['imports'])
  }
}

/** Lets go of a file that could not be sent. */
export function forgetSending(): void {
  if (sending?.state === 'failed') set(null)
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
