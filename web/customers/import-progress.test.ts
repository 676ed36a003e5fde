import { describe, expect, test } from 'vitest'
import {
  type ImportRun,
  rowsWaiting,
  type Sample,
  secondsLeft,
  speedOf,
  stageOf,
  withSample,
} from './import-progress.ts'

function run(over: Partial<ImportRun>): ImportRun {
  return {
    ...{ id: '1', kind: 'orders', fileName: 'a.csv', branchId: '1', state: 'running', sizeBytes: 1000, readBytes: 0 },
    ...{ rowsRead: 0, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0, counts: {}, failure: null },
    ...{ createdBy: null, createdByName: null, createdAt: '2026-11-17T02:00:00Z', startedAt: null, finishedAt: null },
    ...{
      source: 'file',
      format: 'csv',
      corrects: null,
      rowsToUndo: 0,
      rowsUndone: 0,
      undoneByName: null,
      undoneAt: null,
    },
    ...over,
  }
}

describe('how far an import has come', () => {
  test('it is not known how much there is before the first rows are read', () => {
    expect(stageOf(run({}))).toMatchObject({ name: 'surveying', total: null })
  })

  test('while it is read, bytes of the file count', () => {
    expect(stageOf(run({ rowsRead: 50, readBytes: 250 }))).toMatchObject({ name: 'reading', done: 250, total: 1000 })
  })

  test('once it is read, rows put in place count', () => {
    const after = run({ rowsRead: 100, readBytes: 1000, rowsNew: 30, rowsRejected: 10 })
    expect(rowsWaiting(after)).toBe(60)
    expect(stageOf(after)).toMatchObject({ name: 'placing', done: 40, total: 100 })
  })
})

describe('speed', () => {
  const sample = (at: number, done: number, stage: Sample['stage'] = 'reading'): Sample => {
    return { at, done, stage, rows: done / 10 }
  }

  test('is that of the last seconds', () => {
    const samples = [sample(0, 0), sample(1000, 10), sample(20_000, 1000), sample(30_000, 3000)].reduce(
      withSample,
      [] as Sample[],
    )
    expect(speedOf(samples)).toEqual({ perSecond: 200, rowsPerSecond: 20 })
    expect(secondsLeft({ name: 'reading', done: 3000, unit: 'bytes', total: 5000 }, speedOf(samples))).toBe(10)
  })

  test('starts anew with the next stage', () => {
    const samples = [sample(0, 0), sample(1000, 10), sample(2000, 5, 'placing')].reduce(withSample, [] as Sample[])
    expect(samples).toHaveLength(1)
    expect(speedOf(samples)).toBeUndefined()
  })

  test('is not known until it moves', () => {
    expect(speedOf([sample(0, 5)])).toBeUndefined()
    expect(secondsLeft({ name: 'reading', done: 5, unit: 'bytes', total: 10 }, undefined)).toBeUndefined()
  })
})
