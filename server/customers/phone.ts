import parsePhoneNumber, { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max'
import type { LineType } from './rules.ts'

export interface Phone {
  /** E.164: `+8613800138000`. */
  e164: string
  lineType: LineType
  /** Digits to dial after the number, when it has some. */
  extension?: string
}

/**
 * Numbers the British regulator keeps for drama that the numbering plan counts as unassigned; they ring nobody, so
 * training and demonstrations use them. (Ofcom, "Telephone numbers for use in TV and radio drama programmes")
 */
const KEPT_FOR_DRAMA: readonly { prefix: string; lineType: LineType }[] = [
  { prefix: '+447700900', lineType: 'mobile' },
  { prefix: '+441632960', lineType: 'fixed' },
  { prefix: '+441154960', lineType: 'fixed' },
]
const BRITISH_LENGTH = 13

const LINE_TYPES: Partial<Record<string, LineType>> = { MOBILE: 'mobile', FIXED_LINE: 'fixed' }

/** Most numbers of a Chinese file, as the numbering plan has them; asking the library for each takes thirty times as long. */
const CHINESE_MOBILE = /^(?:\+86)?(1(?:[38]\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8])\d{8})$/
/** Of Beijing and the cities with an area code of two digits. */
const CHINESE_LINE = /^(?:\+86|0)((?:10[02-79]|2[02-57-9][02-8])\d{7})$/

/** A usual Chinese number; `undefined` leaves the answer to the library, which a test compares with this. */
function usualChinese(plain: string, country: string): Phone | undefined {
  if (country !== 'CN' && !plain.startsWith('+86')) return undefined
  const digits = plain.replaceAll(/(?<=\d)[ -](?=\d)/g, '')
  const mobile = CHINESE_MOBILE.exec(digits)
  if (mobile) return { e164: `+86${mobile[1]}`, lineType: 'mobile' }
  const line = CHINESE_LINE.exec(digits)
  return line ? { e164: `+86${line[1]}`, lineType: 'fixed' } : undefined
}

/**
 * Reads a phone number as people write it, in the given country (ISO 3166) unless it names one itself. `undefined` when
 * the numbering plan of its country has no such number. An extension (`转801`, `分机 801`, `ext. 801`, `#801`) is kept apart.
 */
export function readPhone(text: string, country: string): Phone | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/\.0$/, '')
    .replace(/^00/, '+')
    .replace(/\s*(?:转|分机号?|內線|内线)[:：]?\s*/, ' ext ')
  if (!/\d{3}/.test(plain)) return undefined
  const usual = usualChinese(plain, country)
  if (usual) return usual
  const parsed = parsePhoneNumber(plain, isSupportedCountry(country) ? (country as CountryCode) : undefined)
  if (!parsed) return undefined
  const extension = /^\d{1,8}$/.test(parsed.ext ?? '') ? { extension: parsed.ext! } : {}
  // A number of a known type is valid; asking both takes twice as long.
  const type = parsed.getType()
  if (type || parsed.isValid()) {
    return { e164: parsed.number, lineType: LINE_TYPES[type ?? ''] ?? 'unknown', ...extension }
  }
  const drama = KEPT_FOR_DRAMA.find(({ prefix }) => parsed.number.startsWith(prefix))
  return drama && parsed.number.length === BRITISH_LENGTH
    ? { e164: parsed.number, lineType: drama.lineType, ...extension }
    : undefined
}

/** Reads an e-mail address into lower case; `undefined` when it is none. */
export function readEmail(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  return plain.length <= 200 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(plain) ? plain : undefined
}
