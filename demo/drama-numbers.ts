/** The blocks of a thousand numbers that ring nobody (Ofcom, "Telephone numbers for use in TV and radio drama programmes"). */
const MOBILE = '07700 900'
const FIXED = [
  '020 7946 0',
  ...['0113', '0114', '0115', '0116', '0117', '0118', '0121', '0131', '0141', '0151', '0161'].map(
    area => `${area} 496 0`,
  ),
  '0191 498 0',
  '028 9649 6',
  '029 2018 0',
  '01632 960',
]
const BLOCK = 1000

/** How many different drama numbers there are. */
export const DRAMA_NUMBERS = BLOCK * (1 + FIXED.length)

/**
 * The n-th fictitious British phone number, in national form, always the same and no two alike: a mobile every fourth time
 * while there are mobiles, else a fixed line. Throws when `n` is not from 0 to `DRAMA_NUMBERS - 1`.
 */
export function dramaNumber(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= DRAMA_NUMBERS) throw new RangeError(`there is no drama number ${n}`)
  const mobilesBefore = Math.min(BLOCK, Math.ceil(n / 4))
  if (n % 4 === 0 && n / 4 < BLOCK) return MOBILE + pad(n / 4)
  const fixed = n - mobilesBefore
  return FIXED[fixed % FIXED.length] + pad(Math.floor(fixed / FIXED.length))
}

/** A customers file that gives each customer, by his number, a fictitious phone. */
export function* dramaPhonesCsv(externalIds: Iterable<string>): Generator<string> {
  yield 'CustomerID,Phone\n'
  let n = 0
  for (const externalId of externalIds) yield `${externalId},${dramaNumber(n++)}\n`
}

const pad = (n: number): string => String(n).padStart(3, '0')
