import { importReasons } from '../../server/imports/reasons.ts'

type FileReason = 'file-empty' | 'workbook-locked'

/** How workbooks from before 2007, and those locked by a password, begin. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]

/** Why a file cannot be imported, found out before it is sent; the server looks again. */
export async function checkFile(file: Blob): Promise<(typeof importReasons)[FileReason] | null> {
  if (file.size === 0) return importReasons['file-empty']
  const head = new Uint8Array(await file.slice(0, COMPOUND.length).arrayBuffer())
  return COMPOUND.every((byte, at) => head[at] === byte) ? importReasons['workbook-locked'] : null
}
