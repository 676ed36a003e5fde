import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

/**
 * Encrypts with AES-256-GCM (NIST SP 800-38D) under a random 96-bit nonce: nonce, tag, ciphertext. `context` is
 * authenticated: what is sealed for one place cannot be opened at another. One key serves at most 2^32 messages.
 */
export function encrypt(key: Buffer, plain: Uint8Array, context: string): Buffer {
  const nonce = freshNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const body = cipher.update(plain)
  // Of this mode nothing is left for the end but the tag.
  cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

let nonces = Buffer.alloc(0)

/** Random bytes that nobody had before; asked of the system for a thousand at once, because each asking takes 5 µs. */
function freshNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(NONCE * 1000)
  const nonce = nonces.subarray(0, NONCE)
  nonces = nonces.subarray(NONCE)
  return nonce
}

/** Opens what `encrypt` made; throws when it was changed, moved to another context or made under another key. */
export function decrypt(key: Buffer, sealed: Uint8Array, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
}

/**
 * The blind index of a value, in hexadecimal: equal values have equal indexes, and nobody without the key finds the value
 * (HMAC-SHA-256).
 */
export function blindIndex(key: Buffer, kind: string, value: string): string {
  return createHmac('sha256', key).update(`${kind}\0${value}`).digest('hex')
}
