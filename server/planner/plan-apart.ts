import { Worker } from 'node:worker_threads'
import type { Explanations } from './explain-rules.ts'
import type { NeedLoad } from './need-load-rules.ts'
import type { Capacity, Dues, Terms } from './rules.ts'

export interface Asked {
  dues: Dues
  capacity: Capacity
  terms: Terms
}

/** A plan in columns, by due purpose and by `team * days + day`. */
export interface Answered extends Explanations {
  /** The day of each due purpose, −1 where it has none. */
  days: Int16Array
  /** Which of them go by mail. */
  byMail: Uint8Array
  /** By class first. */
  contacts: Int32Array[]
  room: Float64Array
  price: Float64Array
  /** What is asked of those who can do what not everybody can. */
  ofNeeds: NeedLoad[]
  worth: number
  bound: number
}

/**
 * Plans in a thread of its own, so that the program goes on answering meanwhile. Ends at once when it is aborted.
 * @param progress told how much is done, between 0 and 1
 */
export function planApart(asked: Asked, progress: (share: number) => void, signal: AbortSignal): Promise<Answered> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./planning-worker.ts', import.meta.url), { workerData: asked })
  return new Promise((resolve, reject) => {
    const stop = () => {
      worker.terminate()
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: { share?: number; answered?: Answered }) => {
      if (message.answered) resolve(message.answered)
      else progress(message.share!)
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(new Error('planning ended without a plan'))
    })
  })
}
