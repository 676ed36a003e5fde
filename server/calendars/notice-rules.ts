/** A day as a notice names it. */
export interface NoticeDay {
  day: string
  kind: 'holiday' | 'make-up-workday'
  name: string
}

/** What is doubtful about a notice; a person decides. `blocking` ones keep it from being taken over. */
export interface NoticeProblem {
  code:
    | 'unreadable'
    | 'weekday-differs'
    | 'count-differs'
    | 'named-twice'
    | 'other-year'
    | 'weekday-made-up'
    | 'nothing-found'
  /** The words it is about. */
  text: string
  blocking: boolean
}

export interface Notice {
  source: string
  days: NoticeDay[]
  problems: NoticeProblem[]
}

const WEEKDAYS = '一二三四五六日'
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?/g
const LINE =
  /^\s*["']?(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?["']?\s*[,;，\t]\s*["']?([^,;，\t"']+)["']?\s*(?:[,;，\t]\s*["']?([^"']*?)["']?)?\s*$/
const MAKE_UP = /上班|班$|make-?up|work/i
const DAY_OFF = /休|假|holiday|off/i

/**
 * Reads the days of a year from the text of the State Council's notice, or from lines `day, kind, name` (CSV). Nothing is
 * guessed: weekdays in brackets and the stated number of days are checked against the dates, and what does not agree is a
 * problem. Sentences that only recommend (“鼓励…”) name no day off.
 * @param year the year the notice is for
 */
export function readNotice(text: string, year: number): Notice {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '')
  const read = lines.some(line => LINE.test(line)) ? readLines(lines) : readProse(text, year)
  const problems = [...read.problems, ...problemsOf(read.days, year)]
  return { source: sourceOf(text, year), days: unique(read.days), problems }
}

type Read = Pick<Notice, 'days' | 'problems'>

function readLines(lines: readonly string[]): Read {
  const days: NoticeDay[] = []
  const problems: NoticeProblem[] = []
  for (const [number, line] of lines.entries()) {
    const match = LINE.exec(line)
    const kind = match && (MAKE_UP.test(match[4]!) ? 'make-up-workday' : DAY_OFF.test(match[4]!) ? 'holiday' : null)
    const day = match && dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
    if (kind && day) days.push({ day: day.toString(), kind, name: match[5]?.trim() ?? '' })
    // The first line may name the columns.
    else if (number > 0 || match) problems.push({ code: 'unreadable', text: line.trim(), blocking: true })
  }
  return { days, problems }
}

function readProse(text: string, year: number): Read {
  const days: NoticeDay[] = []
  const problems: NoticeProblem[] = []
  let name = ''
  for (const sentence of text.split(/[。\n\r；]/)) {
    const named = /^\s*(?:[一二三四五六七八九十]+、\s*)?([^：:，,\d]{1,20})[：:]\s*(.*)$/.exec(sentence.trim())
    if (named) name = named[1]!.trim()
    const said = (named?.[2] ?? sentence).trim()
    const verb = /放假|上班/.exec(said)
    if (!verb || /^鼓励/.test(said)) continue
    const read = spansOf(said.slice(0, verb.index), year)
    problems.push(...read.problems)
    const stated = /共(\d+)天/.exec(said)
    if (stated && Number(stated[1]) !== read.days.length) {
      problems.push({ code: 'count-differs', text: said, blocking: true })
    }
    const kind = verb[0] === '上班' ? 'make-up-workday' : 'holiday'
    days.push(...read.days.map(day => ({ day, kind, name }) as const))
  }
  return { days, problems }
}

/** The days of “2月15日（周日）至23日（周一）” or “2月14日（周六）、2月28日（周六）”. */
function spansOf(text: string, year: number): { days: string[]; problems: NoticeProblem[] } {
  const days: string[] = []
  const problems: NoticeProblem[] = []
  let month: number | undefined
  let before: { day: Temporal.PlainDate; end: number } | undefined
  const matches = [...text.matchAll(DATE)]
  // “12月30日至1月1日” of New Year's begins in the year before.
  const crosses = /12月/.test(text) && matches.some(match => match[2] === '1')
  for (const match of matches) {
    month = match[2] ? Number(match[2]) : month
    const own = match[1] ? Number(match[1]) : year - Number(crosses && month === 12)
    const day = month === undefined ? null : dateOf(own, month, Number(match[3]))
    if (!day) {
      problems.push({ code: 'unreadable', text: match[0], blocking: true })
      continue
    }
    const weekday = /(?:周|星期)([一二三四五六日天])/.exec(match[4] ?? '')?.[1]?.replace('天', '日')
    if (weekday && WEEKDAYS[day.dayOfWeek - 1] !== weekday) {
      problems.push({ code: 'weekday-differs', text: match[0], blocking: true })
    }
    const spanned = before && /^\s*[至到—–~-]/.test(text.slice(before.end))
    const first = spanned ? before!.day.add({ days: 1 }) : day
    for (
      let next = first;
      Temporal.PlainDate.compare(next, day) <= 0 && days.length < 60;
      next = next.add({ days: 1 })
    ) {
      days.push(next.toString())
    }
    before = { day, end: match.index + match[0].length }
  }
  return { days, problems }
}

function problemsOf(days: readonly NoticeDay[], year: number): NoticeProblem[] {
  const problems: NoticeProblem[] = []
  if (days.length === 0) problems.push({ code: 'nothing-found', text: '', blocking: true })
  const seen = new Map<string, string>()
  for (const { day, kind } of days) {
    if (seen.has(day) && seen.get(day) !== kind) problems.push({ code: 'named-twice', text: day, blocking: true })
    seen.set(day, kind)
    const { year: own, month, dayOfWeek } = Temporal.PlainDate.from(day)
    const aroundNewYear = (own === year - 1 && month === 12) || (own === year + 1 && month === 1)
    if (own !== year) problems.push({ code: 'other-year', text: day, blocking: !aroundNewYear })
    if (kind === 'make-up-workday' && dayOfWeek <= 5) {
      problems.push({ code: 'weekday-made-up', text: day, blocking: false })
    }
  }
  return problems
}

function unique(days: readonly NoticeDay[]): NoticeDay[] {
  return [...new Map(days.map(day => [day.day, day])).values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

function sourceOf(text: string, year: number): string {
  const number = /国办发明电〔\d{4}〕\d+号/.exec(text)?.[0]
  if (number) return `国务院办公厅关于${year}年部分节假日安排的通知（${number}）`
  return /国务院办公厅关于\d{4}年部分节假日安排的通知/.exec(text)?.[0] ?? ''
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}
