import { reasons } from '../platform/reason.ts'

export const calendarsReasons = reasons({
  'hours-out-of-order': {
    zh: () => '时段有重叠，或结束早于开始，没有保存。请调整后再试。',
    en: () => 'Some hours overlap, or end before they begin; nothing was saved. Correct them and try again.',
  },
  'calendar-name-taken': {
    zh: (f: { name: string }) => `日历“${f.name}”已存在，请换一个名称。`,
    en: (f: { name: string }) => `There is a calendar “${f.name}” already; choose another name.`,
  },
  'calendar-in-use': {
    zh: (f: { name: string }) => `日历“${f.name}”还在使用，没有删除。请先让使用它的机构和班组改用其他日历。`,
    en: (f: { name: string }) =>
      `The calendar “${f.name}” is in use and was not removed. Give its branches and teams another one first.`,
  },
  'notice-not-clear': {
    zh: (f: { count: number }) => `通知里有 ${f.count} 处对不上，没有保存。请按提示核对原文后再试。`,
    en: (f: { count: number }) =>
      `${f.count} places of the notice do not agree; nothing was saved. Compare them with the original and try again.`,
  },
})

const PROBLEMS = {
  unreadable: { zh: '读不懂', en: 'cannot be read' },
  'weekday-differs': { zh: '日期与星期对不上', en: 'date and weekday do not agree' },
  'count-differs': { zh: '天数与日期对不上', en: 'the number of days does not agree with the dates' },
  'named-twice': { zh: '同一天既放假又上班', en: 'is both a holiday and a working day' },
  'other-year': { zh: '不在这一年', en: 'lies in another year' },
  'weekday-made-up': { zh: '周一至周五本来就上班', en: 'is a working day of its weekday anyway' },
  'nothing-found': { zh: '没有找到日期', en: 'no day was found' },
} as const

/** What is doubtful about a notice, in words. */
export function sayNoticeProblem(code: keyof typeof PROBLEMS, language: 'zh' | 'en'): string {
  return PROBLEMS[code][language]
}
