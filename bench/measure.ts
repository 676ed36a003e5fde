import { cpus, loadavg, totalmem } from 'node:os'

/** The value below which a share of the samples lies (nearest rank); `NaN` without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** Runs work and answers its result with the milliseconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const startedAt = performance.now()
  const result = await work()
  return { ms: performance.now() - startedAt, result }
}

/** Repeats work one after the other and answers the milliseconds of each; the first runs warm up and do not count. */
export async function samplesOf(times: number, work: (number: number) => Promise<unknown>): Promise<number[]> {
  const warmUp = Math.ceil(times / 10)
  const samples: number[] = []
  for (let number = 0; number < warmUp + times; number += 1) {
    const { ms } = await timed(() => work(number))
    if (number >= warmUp) samples.push(ms)
  }
  return samples
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
export const millis = (ms: number): string => `${ms.toFixed(1)} ms`

/** The machine in words, with what else it was busy with, as it stands beside the figures. */
export function machine(): string {
  const [processor] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${processor?.model.trim()}, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}; ${loadavg()[0]!.toFixed(1)} processes were busy when it began`
}
