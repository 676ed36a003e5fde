import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'

const MAINLAND_MOBILE = /^(?:(?:\+|00)?86)?1[3-9]\d{9}$/
// Some plans (+1) do not tell fixed lines from mobiles; their numbers are given the benefit of the doubt.
const LAND_LINES = ['FIXED_LINE', 'FIXED_LINE_OR_MOBILE', 'TOLL_FREE', 'SHARED_COST', 'UAN', 'VOIP']

/** Why a number cannot be shown to customers: a key of `campaignsReasons`. */
export type CallerNumberProblem = 'caller-number-is-mobile' | 'caller-number-unknown'

/**
 * Judges the number that customers will see and ring back: the organisation's service number, or a fixed line or
 * service line (400, 800) that is valid in the public numbering plans. A mobile is refused even as service number.
 * @param country ISO 3166 code of the organisation, for numbers written without a country code
 * @returns the number in E.164, or the service number as the organisation writes it
 */
export function callerNumber(
  given: string,
  organisation: { country: string; serviceNumber: string | null },
): { number: string } | { problem: CallerNumberProblem } {
  const bare = digitsOf(given)
  const country = isSupportedCountry(organisation.country) ? organisation.country : undefined
  const parsed = parsePhoneNumberFromString(given.normalize('NFKC'), country)
  const type = parsed?.getType()
  if (MAINLAND_MOBILE.test(bare) || type === 'MOBILE') return { problem: 'caller-number-is-mobile' }
  const service = organisation.serviceNumber
  if (service && digitsOf(service) === bare) return { number: service }
  if (parsed?.isValid() && type && LAND_LINES.includes(type)) return { number: parsed.number }
  return { problem: 'caller-number-unknown' }
}

function digitsOf(number: string): string {
  return number.normalize('NFKC').replace(/[^\d+]/g, '')
}
