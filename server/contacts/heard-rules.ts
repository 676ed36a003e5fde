/** What a caller gave: a whole number, pieces of one, an e-mail address, or a name with or without the last four digits. */
export type Heard =
  | { kind: 'number'; text: string }
  | { kind: 'address'; text: string }
  | { kind: 'parts'; parts: string[]; lastFour: string }
  | { kind: 'name'; name: string; lastFour: string | null }

/** Marks people put where they did not hear a digit. */
const GAP = /[…*?？#_~]+|\.{2,}|[xX×]+|-{2,}/
/** A number of fewer digits is whole nowhere; an answer to it would be a false “no”. */
const FEWEST_DIGITS = 7
const LONGEST = 60
const ADDRESS = /^[^\s@]{1,100}@[^\s@]{1,100}\.[^\s@]{2,}$/

/**
 * Reads what a caller gave about a number or himself, as it was typed: “138 1234 4412”, “+86 138…”, “138 4412”, “…4412”,
 * “138****4412”, “王芳 4412”, a name, or a customer number. Pieces stand in their order and the last ones end the
 * number. `null` while it is none of these.
 */
export function heardFrom(text: string): Heard | null {
  const plain = text.normalize('NFKC').trim()
  if (ADDRESS.test(plain)) return { kind: 'address', text: plain }
  if (plain === '' || plain.length > LONGEST) return null
  const withoutGaps = plain.replace(new RegExp(GAP, 'g'), ' ')
  if (/\p{L}/u.test(withoutGaps)) return namedIn(plain)
  const international = /^(\+|00)/.test(plain)
  const segments = plain.split(GAP)
  const digits = plain.replace(/\D/g, '')
  if (segments.length === 1 && digits.length >= FEWEST_DIGITS && (international || isWhole(digits))) {
    return { kind: 'number', text: plain }
  }
  return partsOf(segments, international)
}

/** Whether so many digits can be a number of their own: a Chinese mobile has 11, a line with its area code 10 to 12. */
function isWhole(digits: string): boolean {
  return digits.length >= 10
}

function namedIn(plain: string): Heard | null {
  const found =
    /^(?<name>[^\d]*\p{L}[^\d]*?)[\s,，、/]*(?<digits>\d{4})$|^(?<first>\d{4})[\s,，、/]*(?<last>[^\d]*\p{L}[^\d]*)$/u.exec(
      plain,
    )?.groups
  if (found)
    return { kind: 'name', name: (found.name ?? found.last ?? '').trim(), lastFour: found.digits ?? found.first! }
  return { kind: 'name', name: plain, lastFour: null }
}

function partsOf(segments: readonly string[], international: boolean): Heard | null {
  const groups = segments.flatMap(segment => segment.match(/\d+/g) ?? [])
  // The country is known; what was heard of it helps nothing.
  if (international && groups.length > 1 && /^(00)?86$/.test(groups[0]!)) groups.shift()
  while (groups.length > 1 && groups.at(-1)!.length < 4) groups.splice(-2, 2, groups.at(-2)! + groups.at(-1)!)
  const last = groups.at(-1)
  if (!last || last.length < 4) return null
  return { kind: 'parts', parts: groups, lastFour: last.slice(-4) }
}

/**
 * Whether a number in E.164 form has the parts in their order, the last of them at its end. A leading zero is how an area
 * code is said at home and does not stand in the number.
 */
export function fitsParts(e164: string, parts: readonly string[]): boolean {
  const number = e164.replace(/\D/g, '')
  const last = parts.at(-1)!
  let from = 0
  for (const [n, part] of parts.slice(0, -1).entries()) {
    const found = [part, ...(n === 0 && part.startsWith('0') ? [part.slice(1)] : [])]
      .map(said => ({ at: number.indexOf(said, from), length: said.length }))
      .find(({ at }) => at >= 0)
    if (!found) return false
    from = found.at + found.length
  }
  const ending = number.endsWith(last) ? last : parts.length === 1 && last.startsWith('0') ? last.slice(1) : last
  return number.endsWith(ending) && number.length - ending.length >= from
}
