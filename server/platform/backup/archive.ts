import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, crc32, zstdCompress, zstdDecompress } from 'node:zlib'
import { StartupError } from '../startup-error.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

const MAGIC = Buffer.from('huifang-backup\n')
/** Frames of the first version carried no sum of their bytes. */
const VERSION = 2
const SALT = 16
const TAG = 16
const SUM = 4
/** Damage is found where it is, before anything is made of it. */
const CHECKED = { params: { [constants.ZSTD_c_checksumFlag]: 1 } }
/** No frame and no part is longer; what claims to be, or unpacks to more, is damage. */
const LONGEST = 64 * 1024 * 1024
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/** What an archive is made of, in its order. Bytes are `COPY … TO STDOUT` in text form. */
export type Part =
  | { kind: 'head'; head: ArchiveHead }
  | { kind: 'table'; table: ArchiveTable }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'table-end'; rows: number; sha256: string }
  | { kind: 'end'; tables: number; sequences: Record<string, string> }

export interface ArchiveHead {
  program: string
  createdAt: string
  postgres: string
  migrations: { name: string; hash: string }[]
  /** The master keys that are needed to read the vault; they are not in the archive. */
  masterKeyIds: string[]
}

export interface ArchiveTable {
  schema: string
  name: string
  columns: string[]
}

/**
 * Writes an archive part by part; memory holds one part. After a first line that says what it is, each part is a frame:
 * length, then the part compressed and, with a passphrase, encrypted with AES-256-GCM under a key of its own (scrypt), then
 * the CRC-32 of these bytes, for a compressed part has bits that mean nothing. The number of an encrypted frame is
 * authenticated, so such frames cannot be dropped, changed or moved.
 */
export class ArchiveWriter {
  readonly #file: FileHandle
  readonly #key: Buffer | null
  #frames = 0

  private constructor(file: FileHandle, key: Buffer | null) {
    this.#file = file
    this.#key = key
  }

  /** Refuses a file that exists already. */
  static async create(path: string, passphrase: string | undefined): Promise<ArchiveWriter> {
    const file = await open(path, 'wx', 0o600)
    const salt = randomBytes(SALT)
    const head = Buffer.concat([MAGIC, Buffer.from([VERSION, passphrase === undefined ? 0 : 1]), salt])
    await file.write(head)
    return new ArchiveWriter(file, passphrase === undefined ? null : keyOf(passphrase, salt))
  }

  async write(part: Part): Promise<void> {
    const number = this.#frames++
    const squeezed = await compress(packed(part), CHECKED)
    const body = this.#key ? sealFrame(this.#key, number, squeezed) : squeezed
    await this.#file.writev([uint32(body.length), body, uint32(crc32(body))])
  }

  async close(): Promise<void> {
    await this.#file.sync()
    await this.#file.close()
  }

  abandon(): Promise<void> {
    return this.#file.close()
  }
}

/** Reads the parts of an archive one after the other. Refuses what is no archive, of a newer kind, locked or damaged. */
export async function* readArchive(path: string, passphrase: string | undefined): AsyncGenerator<Part> {
  const source = bytesOf(path)
  const head = await source.take(MAGIC.length + 2 + SALT)
  if (!head?.subarray(0, MAGIC.length).equals(MAGIC)) throw notAnArchive(path)
  const [version, isLocked] = head.subarray(MAGIC.length)
  if (version === undefined || version > VERSION) throw archiveNewer(path)
  if (isLocked && passphrase === undefined) throw passphraseNeeded(path)
  const key = isLocked ? keyOf(passphrase!, head.subarray(MAGIC.length + 2)) : null
  for (let number = 0; ; number++) {
    const length = (await source.take(4))?.readUInt32BE()
    if (length === undefined || length > LONGEST) throw damaged(path)
    const body = await source.take(length)
    const sum = version === 1 ? undefined : await source.take(SUM)
    if (!body || (version !== 1 && sum?.readUInt32BE() !== crc32(body))) throw damaged(path)
    const part = await readFrame(body, number, key).catch(() => undefined)
    if (!part) throw number === 0 && key ? passphraseWrong(path) : damaged(path)
    yield part
    if (part.kind === 'end') return
  }
}

async function readFrame(body: Buffer, number: number, key: Buffer | null): Promise<Part> {
  return unpacked(await decompress(key ? openFrame(key, number, body) : body, { maxOutputLength: LONGEST }))
}

function packed(part: Part): Buffer {
  if (part.kind === 'rows') return Buffer.concat([Buffer.from([1]), part.bytes])
  return Buffer.concat([Buffer.from([0]), Buffer.from(JSON.stringify(part))])
}

function unpacked(bytes: Buffer): Part {
  return bytes[0] === 1 ? { kind: 'rows', bytes: bytes.subarray(1) } : JSON.parse(bytes.subarray(1).toString())
}

function keyOf(passphrase: string, salt: Uint8Array): Buffer {
  return scryptSync(passphrase.normalize(), salt, 32, SCRYPT)
}

// Each archive has a key of its own, so the number of the frame never serves twice as nonce.
function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 8)
  return nonce
}

function sealFrame(key: Buffer, number: number, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function openFrame(key: Buffer, number: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number), { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function bytesOf(path: string) {
  const parts = createReadStream(path, { highWaterMark: 1024 * 1024 })[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return {
    /** The next bytes, or `undefined` when the file ends before. */
    async take(length: number): Promise<Buffer | undefined> {
      const got = [rest]
      let size = rest.length
      while (size < length) {
        const next = await parts.next().catch(() => {
          throw unreadable(path)
        })
        if (next.done) return undefined
        got.push(next.value)
        size += next.value.length
      }
      const all = Buffer.concat(got)
      rest = all.subarray(length)
      return all.subarray(0, length)
    },
  }
}

function unreadable(path: string): StartupError {
  return new StartupError({ zh: `无法读取文件 ${path}。`, en: `${path} cannot be read.` })
}

function notAnArchive(path: string): StartupError {
  return new StartupError({
    zh: `${path} 不是回访系统的备份文件；目标未被改动。`,
    en: `${path} is not a backup of this product; the target was not touched.`,
  })
}

export function archiveNewer(path: string): StartupError {
  return new StartupError({
    zh: `备份 ${path} 由更新版本的程序写成。请先升级程序；目标未被改动。`,
    en: `The backup ${path} was written by a newer program. Upgrade this one first; the target was not touched.`,
  })
}

function passphraseNeeded(path: string): StartupError {
  return new StartupError({
    zh: `备份 ${path} 已加密，请用 --passphrase-file <文件> 给出口令。`,
    en: `The backup ${path} is encrypted; name the file with its passphrase by --passphrase-file <file>.`,
  })
}

function passphraseWrong(path: string): StartupError {
  return new StartupError({
    zh: `口令与备份 ${path} 不符，或文件开头已损坏；目标未被改动。`,
    en: `The passphrase does not open ${path}, or its beginning is damaged; the target was not touched.`,
  })
}

export function damaged(path: string): StartupError {
  return new StartupError({
    zh: `备份 ${path} 已损坏或不完整；目标未被改动。请使用另一份备份。`,
    en: `The backup ${path} is damaged or incomplete; the target was not touched. Use another backup.`,
  })
}
