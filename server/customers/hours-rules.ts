import { type GoodWindow, hoursProblem } from './facts-rules.ts'

const CHINESE_DAYS: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const SETS: readonly [RegExp, readonly number[]][] = [
  [/(?:工作日|weekdays?|workdays?|working days?)/y, [1, 2, 3, 4, 5]],
  [/(?:周末|双休日|weekends?)/y, [6, 7]],
  [/(?:每天|每日|天天|daily|every ?day)/y, [1, 2, 3, 4, 5, 6, 7]],
]
const CHINESE = '(?:周|星期|礼拜)'
const ENGLISH = '(mon|tue|wed|thu|fri|sat|sun)(?:nesday|rsday|urday|sday|day|rs|r|s)?\\.?'
const CHINESE_RANGE = new RegExp(`${CHINESE}([一二三四五六日天])\\s*-\\s*${CHINESE}?([一二三四五六日天])`, 'y')
const ENGLISH_RANGE = new RegExp(`${ENGLISH}\\s*-\\s*${ENGLISH}`, 'y')
const CHINESE_LIST = new RegExp(`${CHINESE}([一二三四五六日天]+)`, 'y')
const ENGLISH_DAY = new RegExp(ENGLISH, 'y')
const HOUR = '(上午|早上|中午|下午|傍晚|晚上)?\\s*(\\d{1,2})(?:[:点时](\\d{2}|半)?分?)?\\s*(am|pm)?'
const WINDOW = new RegExp(`${HOUR}\\s*-\\s*${HOUR}`, 'y')
const BETWEEN = /[\s,;、|和:]+|and /y
/** As many windows a customer may have. */
const MOST = 21

/**
 * When a customer likes to be rung, as people write it: `工作日 10:00-12:00, 周六 14:00-18:00`, `周一三五 下午2点到5点`,
 * `Mon-Fri 9am-11am`. Times without days are for every day; several times may follow the same days. `undefined` for what
 * cannot be read whole, and for windows that overlap or end before they begin.
 */
export function readGoodHours(text: string): GoodWindow[] | undefined {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[~–—−至到]/g, '-')
    .trim()
  const windows: GoodWindow[] = []
  let days: readonly number[] = []
  let waiting = false
  for (let at = 0; at < plain.length; ) {
    const read = tokenAt(plain, at)
    if (!read) return undefined
    at = read.end
    if (read.days) {
      days = waiting ? [...days, ...read.days] : read.days
      waiting = true
    }
    if (!read.window) continue
    const on = days.length > 0 ? new Set(days) : new Set([1, 2, 3, 4, 5, 6, 7])
    windows.push(...[...on].map(weekday => ({ weekday, ...read.window! })))
    waiting = false
  }
  if (windows.length === 0 || windows.length > MOST || waiting || hoursProblem(windows)) return undefined
  return windows.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from))
}

/** The hours as they stand in the history: `1 09:00–11:00, 3 14:00–16:00; 08:30–20:00`. */
export function hoursInHistory(
  hours: { windows: readonly GoodWindow[]; notBefore: string | null; notAfter: string | null } | null,
): string | null {
  if (!hours) return null
  const windows = hours.windows.map(({ weekday, from, to }) => `${weekday} ${from}–${to}`).join(', ')
  const limits = hours.notBefore || hours.notAfter ? `${hours.notBefore ?? ''}–${hours.notAfter ?? ''}` : ''
  return [windows, limits].filter(Boolean).join('; ')
}

interface Token {
  end: number
  days?: readonly number[]
  window?: { from: string; to: string }
}

function tokenAt(text: string, at: number): Token | undefined {
  const find = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  const ended = (found: RegExpExecArray) => ({ end: at + found[0].length })
  const between = find(BETWEEN)
  if (between) return ended(between)
  for (const [pattern, days] of SETS) {
    const set = find(pattern)
    if (set) return { ...ended(set), days }
  }
  const range = find(CHINESE_RANGE) ?? find(ENGLISH_RANGE)
  if (range) return { ...ended(range), days: daysFrom(dayOf(range[1]!), dayOf(range[2]!)) }
  const list = find(CHINESE_LIST)
  if (list) return { ...ended(list), days: [...list[1]!].map(dayOf) }
  const day = find(ENGLISH_DAY)
  if (day) return { ...ended(day), days: [dayOf(day[1]!)] }
  const found = find(WINDOW)
  const window = found && windowOf(found.slice(1))
  return window ? { ...ended(found!), window } : undefined
}

const dayOf = (word: string): number => CHINESE_DAYS[word] ?? ENGLISH_DAYS.indexOf(word) + 1

/** The days from one to another, over the end of the week when need be. */
const daysFrom = (first: number, last: number): number[] =>
  Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, day) => ((first - 1 + day) % 7) + 1)

function windowOf(parts: readonly (string | undefined)[]): { from: string; to: string } | undefined {
  const [fromPart, fromHour, fromMinute, fromHalf, toPart, toHour, toMinute, toHalf] = parts
  const begins = { half: fromHalf ?? halfOf(fromPart), hour: Number(fromHour), minute: fromMinute }
  const ends = { half: toHalf ?? halfOf(toPart), hour: Number(toHour), minute: toMinute }
  // 下午2点到6点: what is said once holds for both; 10-2pm begins in the morning.
  if (!ends.half && begins.half === 'pm' && ends.hour < 12) ends.half = 'pm'
  if (!begins.half && ends.half === 'pm' && begins.hour < 12 && begins.hour + 12 < hourOf(ends)) begins.half = 'pm'
  const [from, to] = [clock(begins), clock(ends)]
  return from && to ? { from, to } : undefined
}

const halfOf = (word: string | undefined): string | undefined =>
  word && (/上午|早上/.test(word) ? 'am' : word === '中午' ? 'noon' : 'pm')

interface Said {
  half: string | undefined
  hour: number
  minute: string | undefined
}

function hourOf({ half, hour }: Said): number {
  if (half === 'am') return hour === 12 ? 0 : hour
  if (half === 'pm' && hour < 12) return hour + 12
  return half === 'noon' && hour < 3 ? hour + 12 : hour
}

function clock(said: Said): string | undefined {
  const minute = said.minute === '半' ? '30' : (said.minute ?? '00')
  const hour = hourOf(said)
  if (hour > 24 || Number(minute) > 59 || (hour === 24 && minute !== '00')) return undefined
  return `${String(hour).padStart(2, '0')}:${minute}`
}
