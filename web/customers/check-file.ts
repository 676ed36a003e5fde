import { importReasons } from '../../server/imports/reasons.ts'

type FileReason = 'file-empty' | 'file-not-csv'

const ZIP = [0x50, 0x4b, 0x03, 0x04]

/** Why a file cannot be imported, found out before it is sent; the server looks again. */
export async function checkFile(file: Blob): Promise<(typeof importReasons)[FileReason] | null> {
  if (file.size === 0) return importReasons['file-empty']
  const head = new Uint8Array(await file.slice(0, ZIP.length).arrayBuffer())
  return ZIP.every((byte, at) => head[at] === byte) ? importReasons['file-not-csv'] : null
}
