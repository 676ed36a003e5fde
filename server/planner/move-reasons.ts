import { reasons } from '../platform/reason.ts'
import { dayInWords } from './explain-reasons.ts'

interface OnDay {
  day: Temporal.PlainDate
}
interface Released {
  releasedOn: Temporal.PlainDate | null
}

/** Why a contact cannot be moved to a day, and what can be done. */
export const moveProblems = reasons({
  'not-in-plan': {
    zh: () => '它不在当前排期里，或没有可对调的日子，未改期。请先重新排期。',
    en: () => 'The plan does not have it, or has no day of it to swap, so it was not moved. Plan again first.',
  },
  'day-not-planned': {
    zh: () => '这一天已过去，或超出排期范围，未改期。请选择从今天到排期最后一天之间的日子。',
    en: () => 'The day is over, or after the last that is planned. Choose one from today to the end of the plan.',
  },
  'not-due-then': {
    zh: (f: OnDay) => `它到${dayInWords(f.day, 'zh')}才到期联系，不能提前到那天之前。`,
    en: (f: OnDay) => `It becomes due on ${dayInWords(f.day, 'en')} and cannot come before.`,
  },
  'not-allowed-then': {
    zh: (f: Released) =>
      f.releasedOn
        ? `联系规则那天不允许，最早${dayInWords(f.releasedOn, 'zh')}。`
        : '联系规则不允许联系这位客户，不能改期。',
    en: (f: Released) =>
      f.releasedOn
        ? `The contact policy does not allow it that day; ${dayInWords(f.releasedOn, 'en')} is the first it does.`
        : 'The contact policy does not allow contacts with this customer at all.',
  },
  'expired-by-then': {
    zh: (f: OnDay) => `它最晚在${dayInWords(f.day, 'zh')}联系，之后就过期了。`,
    en: (f: OnDay) => `${dayInWords(f.day, 'en')} is its last day; it would have expired.`,
  },
  'near-another': {
    zh: () => '离该客户的另一次联系太近，那天排不下。请另选日子，或先把那一次改期。',
    en: () => 'Another contact with the customer is too near to that day. Choose another, or move that contact first.',
  },
  'nobody-able-then': {
    zh: (f: OnDay) => `${dayInWords(f.day, 'zh')}上班的班组成员都不会所需的语言或技能。请另选日子，或给会的人排班。`,
    en: (f: OnDay) =>
      `Nobody of the team who works on ${dayInWords(f.day, 'en')} has the language or skill it needs. Choose another day, or plan a shift for somebody who does.`,
  },
})

/** What was refused about moves. */
export const moveRefusals = reasons({
  'move-not-possible': {
    zh: (f: { problems: number }) => `有 ${f.problems} 次联系不能改到那一天，全部未改期。请查看原因后调整。`,
    en: (f: { problems: number }) =>
      `${f.problems} of the contacts cannot go to that day, so none was moved. Look at the reasons and choose again.`,
  },
  'no-plan-to-change': {
    zh: () => '还没有排期，没有可改期的联系。请先排期。',
    en: () => 'There is no plan yet, so nothing can be moved. Plan first.',
  },
})

/** What a move leads to, in words. */
export const moveWords = reasons({
  moved: {
    zh: (f: { count: number }) => `${f.count} 次联系改期；下次排期会保留。`,
    en: (f: { count: number }) =>
      `${f.count} ${f.count === 1 ? 'contact is' : 'contacts are'} moved; the next plan keeps ${f.count === 1 ? 'it' : 'them'}.`,
  },
  problems: {
    zh: (f: { count: number }) => `其中 ${f.count} 次不能改期，请查看原因。`,
    en: (f: { count: number }) => `${f.count} of them cannot be moved; the reasons are given.`,
  },
  missing: {
    zh: (f: { count: number }) =>
      `选中的有 ${f.count} 次已不在排期里，或已有人在联系，因此全部不能改期。请刷新后重新选择。`,
    en: (f: { count: number }) =>
      `${f.count} of those chosen ${f.count === 1 ? 'is' : 'are'} no longer in the plan or in somebody's hands by now, so none can be moved. Refresh and choose again.`,
  },
  over: {
    zh: (f: OnDay & { team: string; percent: number }) =>
      `${f.team}${dayInWords(f.day, 'zh')}将达到产能的 ${f.percent}%。`,
    en: (f: OnDay & { team: string; percent: number }) =>
      `${f.team} will be at ${f.percent}% of what it can do on ${dayInWords(f.day, 'en')}.`,
  },
  'over-able': {
    zh: (f: OnDay & { team: string; needs: string; percent: number }) =>
      `${f.team}中会${f.needs}的人，${dayInWords(f.day, 'zh')}将达到产能的 ${f.percent}%。`,
    en: (f: OnDay & { team: string; needs: string; percent: number }) =>
      `Those of ${f.team} who have ${f.needs} will be at ${f.percent}% of what they can do on ${dayInWords(f.day, 'en')}.`,
  },
  displaced: {
    zh: (f: { count: number }) => `下次排期时 ${f.count} 次不太紧急的联系要让到别的日子。`,
    en: (f: { count: number }) =>
      `In the next plan ${f.count} less urgent ${f.count === 1 ? 'contact has' : 'contacts have'} to yield to other days.`,
  },
  expiring: {
    zh: (f: { count: number }) => `同一客户的 ${f.count} 次其他联系会因此排不进去而过期。`,
    en: (f: { count: number }) =>
      `${f.count} other ${f.count === 1 ? 'contact' : 'contacts'} of the same customers will have no day and expire.`,
  },
})
