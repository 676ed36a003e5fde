import { pinyin } from 'pinyin-pro'

const FIRST_HAN = 0x4e00
const LAST_HAN = 0x9fff
const HAN = /[\u4e00-\u9fff]/
const HAN_ALONE = /^[\u4e00-\u9fff]+$/
/** A name is sorted by so much of it; more would not fit an index. */
const LONGEST_KEY = 120
/** Beginnings of the initials that a name is found by, and the longest name found by its whole pinyin. */
const LONGEST_INITIALS = 6
const LONGEST_SPELLED = 4

let readings: { usual: string[]; surname: Map<string, string> } | undefined

/** The reading of every Chinese character of the basic block, without tones; made on first use (80 ms), then a look-up. */
function readingsOfHan() {
  if (readings) return readings
  const characters = Array.from({ length: LAST_HAN - FIRST_HAN + 1 }, (_, at) => String.fromCodePoint(FIRST_HAN + at))
  const usual = pinyin(characters.join(' '), { toneType: 'none', type: 'array', v: true }).filter(
    one => one.trim() !== '',
  )
  const surname = new Map<string, string>()
  for (const [at, character] of characters.entries()) {
    const read = pinyin(character, { toneType: 'none', mode: 'surname', v: true })
    if (read !== usual[at]) surname.set(character, read)
  }
  readings = { usual, surname }
  return readings
}

function readingOf(character: string, first: boolean): string {
  const { usual, surname } = readingsOfHan()
  return (first && surname.get(character)) || usual[character.codePointAt(0)! - FIRST_HAN]!
}

/** The text as names are compared: compatibility forms (full-width letters) as plain ones, in lower case. */
export function normalName(text: string): string {
  if (HAN_ALONE.test(text)) return text
  return text.normalize('NFKC').toLowerCase()
}

/** Chinese as pinyin, a syllable and a space each, the rest as it is; the first character as a surname is read. */
export function spelled(text: string): string {
  let key = ''
  let first = true
  for (const character of normalName(text)) {
    key += HAN.test(character) ? `${readingOf(character, first)} ` : character
    first = false
    if (key.length >= LONGEST_KEY) break
  }
  return key
}

/** By what names are sorted: Chinese by pinyin, same pinyin by character, Latin without regard to case. */
export function nameKey(name: string): string {
  return spelled(name) + normalName(name).slice(0, LONGEST_KEY)
}

interface Run {
  text: string
  isHan: boolean
}

/** The stretches of Chinese characters, and of letters and digits, that a text consists of. */
function runsOf(text: string): Run[] {
  if (HAN_ALONE.test(text)) return [{ text, isHan: true }]
  const found = normalName(text).matchAll(/([\u4e00-\u9fff]+)|((?:(?![\u4e00-\u9fff])[\p{L}\p{N}])+)/gu)
  return [...found].map(([run, han]) => ({ text: run, isHan: han !== undefined }))
}

function grams(text: string, length: number): string[] {
  const characters = [...text]
  return Array.from({ length: Math.max(0, characters.length - length + 1) }, (_, at) =>
    characters.slice(at, at + length).join(''),
  )
}

/**
 * What a name is found by: each Chinese character and each two in a row; three letters or digits in a row, and the first
 * two of a word (`>sm`); the beginnings of its pinyin initials (`~lm`) and, when it is short, its whole pinyin (`=liming`).
 */
export function nameTerms(name: string): string[] {
  const terms = new Set<string>()
  let initials = ''
  let whole = ''
  for (const { text, isHan } of runsOf(name)) {
    if (isHan) {
      for (const character of text) {
        terms.add(character)
        const reading = readingOf(character, whole === '')
        initials += reading[0]
        whole += reading
      }
      for (let at = 0; at + 1 < text.length; at += 1) terms.add(text.slice(at, at + 2))
    } else {
      initials += [...text][0]
      whole += text
      terms.add(`>${[...text].slice(0, 2).join('')}`)
      for (const three of grams(text, 3)) terms.add(three)
    }
  }
  if (!HAN.test(name)) return [...terms]
  for (let length = 2; length <= Math.min(LONGEST_INITIALS, initials.length); length += 1) {
    terms.add(`~${initials.slice(0, length)}`)
  }
  if (initials.length <= LONGEST_SPELLED) terms.add(`=${whole}`)
  return [...terms]
}

/** One way in which a name can be what was searched. */
export interface NameMeant {
  /** All of them the name is found by. */
  terms: string[]
  /** All of them stand in the name, in normal form; empty where the terms say enough. */
  parts: string[]
}

/** The ways in which a name can be what was searched; none when the words hold nothing a name is found by. */
export function namesMeant(words: string): NameMeant[] {
  const runs = runsOf(words)
  if (runs.length === 0) return []
  const terms = runs.flatMap(({ text, isHan }) => {
    const length = [...text].length
    if (isHan) return length === 1 ? [text] : grams(text, 2)
    return length < 3 ? (length === 2 ? [`>${text}`] : []) : grams(text, 3)
  })
  const parts = normalName(words)
    .split(/\s+/)
    .filter(part => part !== '')
  const meant: NameMeant[] = terms.length > 0 ? [{ terms, parts }] : []
  const [only] = runs
  if (runs.length === 1 && only && /^[a-z]{2,}$/.test(only.text)) {
    meant.push({ terms: [`~${only.text.slice(0, LONGEST_INITIALS)}`], parts: [] })
    meant.push({ terms: [`=${only.text}`], parts: [] })
  }
  return meant
}

/** Where names that begin with what was searched lie in the order of `nameKey`: from the first, to before the second. */
export function beginningsOf(words: string): [from: string, before: string] {
  const [first] = runsOf(words)
  // Two letters are initials more often than not, and the names they mean begin with the first of them.
  const text = first
    ? first.isHan
      ? spelled(first.text)
      : first.text.slice(0, first.text.length > 2 ? undefined : 1)
    : ''
  return [text, `${text}\u{10ffff}`]
}
