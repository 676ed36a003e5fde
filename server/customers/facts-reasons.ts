import { reasons } from '../platform/reason.ts'

export const factsReasons = reasons({
  'duty-unknown': {
    zh: (f: { duty: string }) => `没有“${f.duty}”这项职责，未保存。请从列表中选择，或先添加这项职责。`,
    en: (f: { duty: string }) =>
      `There is no duty “${f.duty}”, so nothing was saved. Choose one of the list, or add the duty first.`,
  },
  'duty-known': {
    zh: (f: { duty: string }) => `职责“${f.duty}”已经有了，可以直接使用。`,
    en: (f: { duty: string }) => `The duty “${f.duty}” is there already; you can use it.`,
  },
  'person-dates-crossed': {
    zh: () => '结束日期早于开始日期，未保存。请核对两个日期。',
    en: () => 'The last day comes before the first, so nothing was saved. Check the two days.',
  },
  'person-ended': {
    zh: (f: { name: string }) => `${f.name}已不再负责，不能添加联系方式。请先恢复。`,
    en: (f: { name: string }) =>
      `${f.name} is in charge no more, so no contact point was added. Put him in charge again first.`,
  },
  'point-of-another-person': {
    zh: (f: { masked: string }) => `${f.masked} 已登记为该客户另一位联系人的号码，未保存。请核对。`,
    en: (f: { masked: string }) =>
      `${f.masked} is registered for another person at this customer, so nothing was saved. Check it.`,
  },
  'extension-taken': {
    zh: () => '该客户已登记了同一号码和分机，未保存。请核对分机。',
    en: () => 'This customer has the same number with this extension already; nothing was saved. Check the extension.',
  },
  'not-a-phone': {
    zh: () => '只有电话才有分机，未保存。',
    en: () => 'Only phones have extensions; nothing was saved.',
  },
  'state-unchanged': {
    zh: () => '这个联系方式已经是这个状态，没有改动。',
    en: () => 'The contact point is in this state already; nothing was changed.',
  },
  'hours-out-of-order': {
    zh: (f: { weekday: number }) => `${WEEKDAYS.zh[f.weekday - 1]}的时段重叠或结束早于开始，未保存。请修改。`,
    en: (f: { weekday: number }) =>
      `The hours of ${WEEKDAYS.en[f.weekday - 1]} overlap or end before they begin; nothing was saved. Correct them.`,
  },
  'hours-crossed': {
    zh: () => '“不早于”须早于“不晚于”，未保存。请修改。',
    en: () => '“Not before” must come before “not after”; nothing was saved. Correct them.',
  },
  'consent-in-the-future': {
    zh: () => '同意或撤回的时间晚于现在，未保存。请核对时间。',
    en: () => 'The consent lies in the future, so it was not saved. Check the time.',
  },
  'consent-expiry-crossed': {
    zh: () => '到期时间须晚于同意时间，且撤回没有到期时间，未保存。请修改。',
    en: () => 'Consent must expire after it is given, and a withdrawal never expires; nothing was saved. Correct it.',
  },
  'language-unknown': {
    zh: (f: { language: string }) => `没有保存：不认识语言“${f.language}”。请写语言名称（如粤语）或代码（如 yue）。`,
    en: (f: { language: string }) =>
      `Nothing was saved: “${f.language}” is no language known here. Write its name, such as Cantonese, or its code, such as yue.`,
  },
  'birthday-unreadable': {
    zh: () => '生日看不懂，或晚于今天，未保存。请写成 1985-03-12，不知道年份时写 03-12。',
    en: () =>
      'The birthday cannot be read or lies ahead, so nothing was saved. Write it as 1985-03-12, or as 03-12 without the year.',
  },
  'time-zone-unknown': {
    zh: (f: { timeZone: string }) => `不认识时区 ${f.timeZone}，未保存。请使用如 Asia/Shanghai 的名称。`,
    en: (f: { timeZone: string }) =>
      `The time zone ${f.timeZone} is not known, so nothing was saved. Use a name such as Asia/Shanghai.`,
  },
})

const WEEKDAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
