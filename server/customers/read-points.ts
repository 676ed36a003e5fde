import { organisation } from '../people/index.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { maskOf } from '../privacy/index.ts'
import { lastFourOf } from '../privacy/rules.ts'
import { readEmail, readPhone } from './phone.ts'
import { customerReasons } from './reasons.ts'
import { type LineType, tailOf } from './rules.ts'

export interface ReadPoint {
  kind: 'phone' | 'email'
  /** E.164, or an e-mail in lower case. */
  value: string
  lastFour: string
  lineType: LineType | null
  /** Digits to dial after the number; empty for none. */
  extension: string
}

/** Reads numbers and e-mails that a person typed; refuses the first that cannot be read. Each comes once;
 * a number with two extensions is two. */
export async function readPoints(
  tx: Tx,
  orgId: string,
  given: { country?: string | null; phones: readonly string[]; emails: readonly string[] },
): Promise<ReadPoint[]> {
  const country = given.country ?? (await organisation(tx, orgId)).country
  const points = new Map<string, ReadPoint>()
  for (const text of given.phones) {
    const phone = readPhone(text, country)
    if (!phone) {
      const masked = maskOf({ kind: 'phone', lastFour: tailOf(text) })
      throw new Refusal('invalid', customerReasons['phone-invalid'], { masked })
    }
    const { e164, lineType, extension = '' } = phone
    points.set(`${e164} ${extension}`, { kind: 'phone', value: e164, lastFour: e164.slice(-4), lineType, extension })
  }
  for (const text of given.emails) {
    const email = readEmail(text)
    if (!email) throw new Refusal('invalid', customerReasons['email-invalid'])
    points.set(email, {
      kind: 'email',
      value: email,
      lastFour: lastFourOf('email', email),
      lineType: null,
      extension: '',
    })
  }
  return [...points.values()]
}
