import parsePhoneNumber, { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max'

/** Whether a text is a phone number of a country (ISO 3166) or an e-mail address. */
export function looksLikeIdentifier(text: string, country: string): boolean {
  if (text.length > 200) return false
  if (/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(text)) return true
  const plain = text.normalize('NFKC').trim().replace(/^00/, '+')
  if (!/\d{3}/.test(plain)) return false
  return parsePhoneNumber(plain, isSupportedCountry(country) ? (country as CountryCode) : undefined)?.isValid() ?? false
}
