import { createHmac, randomBytes } from 'node:crypto'

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`
}

/**
 * The header `Huifang-Signature: t=<Unix seconds>,v1=<hex>[,v1=<hex>]`: for each valid secret the HMAC-SHA256 of
 * `<t>.<body>` under the whole secret as UTF-8 text. A receiver compares with its one secret and refuses a `t` that is
 * more than five minutes from its own clock.
 */
export function signatureOf(secrets: readonly string[], body: string, seconds: number): string {
  const marks = secrets.map(secret => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'))
  return [`t=${seconds}`, ...marks.map(mark => `v1=${mark}`)].join(',')
}
