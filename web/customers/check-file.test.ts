import { expect, test } from 'vitest'
import { checkFile } from './check-file.ts'

test('an old or locked workbook and an empty file are told apart before they are sent', async () => {
  const locked = new Blob([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])])
  expect((await checkFile(locked))?.code).toBe('workbook-locked')
  expect((await checkFile(new Blob([])))?.code).toBe('file-empty')
  expect(await checkFile(new Blob([new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0])]))).toBeNull()
  expect(await checkFile(new Blob(['姓名,电话\n']))).toBeNull()
  expect(await checkFile(new Blob(['a']))).toBeNull()
})
