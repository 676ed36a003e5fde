import { expect, test } from 'vitest'
import { checkFile } from './check-file.ts'

test('an Excel workbook and an empty file are told apart from CSV before they are sent', async () => {
  const workbook = new Blob([new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0])])
  expect((await checkFile(workbook))?.code).toBe('file-not-csv')
  expect((await checkFile(new Blob([])))?.code).toBe('file-empty')
  expect(await checkFile(new Blob(['姓名,电话\n']))).toBeNull()
  expect(await checkFile(new Blob(['a']))).toBeNull()
})
