import type { lookUpContacts } from '../../server/contacts/contract.ts'
import type { GivenTo } from '../kit/api.ts'

/** What is looked up: a number, or a name with the last four digits. */
export type Asked = GivenTo<typeof lookUpContacts>['body']

/** Fewer are no whole number anywhere; an answer to them would be a false “no”. */
const FEWEST_DIGITS = 7

/**
 * Reads what was typed into the one field: a number as it comes, with spaces, brackets, hyphens, full-width digits or a
 * country code; or a name with the last four digits, in either order.
 * @returns `null` while it is neither
 */
export function askedFrom(text: string): Asked | null {
  const plain = text.normalize('NFKC').trim()
  const named =
    /^(?<name>[^\d]*\p{L}[^\d]*?)[\s,，、/]*(?<digits>\d{4})$|^(?<first>\d{4})[\s,，、/]*(?<last>[^\d]*\p{L}[^\d]*)$/u.exec(
      plain,
    )?.groups
  if (named) {
    const name = (named.name ?? named.last ?? '').trim()
    return { lastFour: (named.digits ?? named.first)!, name }
  }
  if (/\p{L}/u.test(plain)) return null
  const digits = plain.replace(/\D/g, '')
  return digits.length >= FEWEST_DIGITS && plain.length <= 40 ? { number: plain } : null
}
