/**
 * Phone numbers for demo customers that ring nobody. China keeps no numbers for drama, so there are two sources:
 *
 * - Fixed lines are Chinese in form, `+86 <area> 0xxx xxxx`: a local number that begins with 0. No subscriber can have
 *   one, because in China a leading 0 is the prefix of long-distance calls, 1 and 9 lead to services, and local numbers
 *   begin with 2 to 8. Metadata of the numbering plan (libphonenumber) looks at the area code and the length only and
 *   takes them as valid, which the import demands. Only areas with eight digits are used. Not used are local numbers
 *   beginning with 1 or 9: an exchange may connect such a call to a service after the first digits (010-110…).
 * - Mobiles are British, from the block 07700 900000–900999 that Ofcom keeps for drama. Every Chinese mobile block that
 *   libphonenumber takes as valid has been allotted to a carrier, so none of them is safe. Masks show four digits alone.
 */
export function fixedLine(area: string, n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > LAST_LINE) throw new RangeError(`there is no quiet line ${n}`)
  return `+86 ${area} 0${String((n * SPREAD) % (LAST_LINE + 1)).padStart(7, '0')}`
}

/** The n-th mobile number that rings nobody. */
export function mobile(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= MOBILES) throw new RangeError(`there is no quiet mobile ${n}`)
  return `+44 7700 900${String((n * SPREAD) % MOBILES).padStart(3, '0')}`
}

/** How many mobiles there are. */
export const MOBILES = 1000
const LAST_LINE = 9_999_999
/** Prime to both sizes, so that neighbours look unlike each other and no two are alike. */
const SPREAD = 7_919
