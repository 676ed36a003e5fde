import { type Language, reasons } from '../platform/reason.ts'

/** A moment as people say it in a time zone: `11月18日 周三 09:00`, `Wed 18 Nov, 09:00`. */
export function moment(at: string, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return format.format(new Date(at))
}

const DAY_ZH = { workday: '工作日', 'rest-day': '休息日', holiday: '法定节假日' } as const
const DAY_EN = { workday: 'working days', 'rest-day': 'rest days', holiday: 'public holidays' } as const

interface HoursFacts {
  dayKind: keyof typeof DAY_ZH
  windows: { from: string; to: string }[]
  timeZone: string
  until: string
}

interface Until {
  until: string
  timeZone: string
}

function spans(windows: HoursFacts['windows'], separator: string): string {
  return windows.map(window => `${window.from}–${window.to}`).join(separator)
}

/** Why a contact is deferred or denied, by the code of the reason. */
export const verdictReasons = reasons({
  'do-not-contact': {
    zh: () => '客户已要求不再联系。请勿拨打；如客户改变主意，由有权限的人员解除。',
    en: () =>
      'The customer asked not to be contacted. Do not call; an authorised person may lift it if the customer changes his mind.',
  },
  'do-not-contact-purpose': {
    zh: (f: { purpose: string }) => `客户已要求不再因“${f.purpose}”联系。其他目的不受影响。`,
    en: (f: { purpose: string }) =>
      `The customer asked not to be contacted for “${f.purpose}”. Other purposes are not affected.`,
  },
  'do-not-contact-until': {
    zh: (f: Until) => `客户要求在 ${moment(f.until, f.timeZone, 'zh')} 之前不要联系，届时自动恢复。`,
    en: (f: Until) =>
      `The customer asked not to be contacted before ${moment(f.until, f.timeZone, 'en')}; it resumes then.`,
  },
  'no-dialable-number': {
    zh: () => '没有可拨打的登记号码。请先补充或更正联系方式。',
    en: () => 'There is no registered number that can be dialled. Add or correct a contact point first.',
  },
  'conversation-cap': {
    zh: (f: Until & { cap: number; days: number; count: number }) =>
      `${f.days} 天内已通话 ${f.count} 次，上限 ${f.cap} 次。${moment(f.until, f.timeZone, 'zh')} 起可再联系，届时自动回到队列。`,
    en: (f: Until & { cap: number; days: number; count: number }) =>
      `There were ${f.count} conversations within ${f.days} days; the limit is ${f.cap}. It may be contacted again from ${moment(f.until, f.timeZone, 'en')} and returns to the queue by itself.`,
  },
  'attempt-cap': {
    zh: (f: Until & { cap: number; days: number; count: number }) =>
      `${f.days} 天内已拨打 ${f.count} 次，上限 ${f.cap} 次。${moment(f.until, f.timeZone, 'zh')} 起可再拨打，届时自动回到队列。`,
    en: (f: Until & { cap: number; days: number; count: number }) =>
      `There were ${f.count} attempts within ${f.days} days; the limit is ${f.cap}. It may be tried again from ${moment(f.until, f.timeZone, 'en')} and returns to the queue by itself.`,
  },
  'quiet-period': {
    zh: (f: Until) =>
      `同一客户刚因另一事项被联系过，处于静默期。${moment(f.until, f.timeZone, 'zh')} 起可联系，届时自动回到队列。`,
    en: (f: Until) =>
      `The customer was just contacted about another matter. The quiet period ends on ${moment(f.until, f.timeZone, 'en')}; it returns to the queue by itself.`,
  },
  'attempt-gap': {
    zh: (f: Until & { minutes: number }) =>
      `距上次拨打不足 ${f.minutes} 分钟。${moment(f.until, f.timeZone, 'zh')} 起可再拨打。`,
    en: (f: Until & { minutes: number }) =>
      `Less than ${f.minutes} minutes have passed since the last attempt. Try again from ${moment(f.until, f.timeZone, 'en')}.`,
  },
  'outside-hours': {
    zh: (f: HoursFacts) =>
      f.windows.length > 0
        ? `客户当地时间不在${DAY_ZH[f.dayKind]}可联系时段（${spans(f.windows, '、')}）内。下一时段 ${moment(f.until, f.timeZone, 'zh')} 开始。`
        : `客户当地是${DAY_ZH[f.dayKind]}，不联系。下一时段 ${moment(f.until, f.timeZone, 'zh')} 开始。`,
    en: (f: HoursFacts) =>
      f.windows.length > 0
        ? `It is outside the contact hours of ${DAY_EN[f.dayKind]} (${spans(f.windows, ', ')}) where the customer is. The next begin ${moment(f.until, f.timeZone, 'en')}.`
        : `Customers are not contacted on ${DAY_EN[f.dayKind]}. The next hours begin ${moment(f.until, f.timeZone, 'en')}.`,
  },
  'live-contact': {
    zh: (f: Until) => `另一位同事正在联系此客户。最迟 ${moment(f.until, f.timeZone, 'zh')} 释放，届时自动回到队列。`,
    en: (f: Until) =>
      `A colleague is in contact with this customer right now. It is released by ${moment(f.until, f.timeZone, 'en')} at the latest and returns to the queue by itself.`,
  },
  'no-permitted-hours': {
    zh: (f: { days: number }) => `今后 ${f.days} 天内没有可联系的时段。请检查联系策略的时段设置。`,
    en: (f: { days: number }) =>
      `There are no permitted contact hours within ${f.days} days. Check the hours in the contact policy.`,
  },
  'year-not-loaded': {
    zh: (f: { country: string; year: number }) =>
      `${f.country} ${f.year} 年的节假日安排尚未载入，周一至周五按工作日、周末按休息日处理。`,
    en: (f: { country: string; year: number }) =>
      `The public holidays of ${f.country} in ${f.year} are not loaded; Monday to Friday count as working days, the weekend as rest days.`,
  },
})
export type VerdictCode = keyof typeof verdictReasons

/** Outcomes of a contact in words; the ledger keeps the code. What each leads to is a rule of the follow-ups. */
export const outcomeWords = reasons({
  completed: { zh: () => '已完成', en: () => 'completed' },
  partial: { zh: () => '部分完成', en: () => 'partly completed' },
  refused: { zh: () => '客户拒绝', en: () => 'refused' },
  'soft-refused': { zh: () => '客户暂不愿意', en: () => 'refused for now' },
  'asked-not-to-call': { zh: () => '客户要求不再联系', en: () => 'asked not to be contacted' },
  appointment: { zh: () => '另约时间', en: () => 'another time agreed' },
  'someone-else': { zh: () => '他人接听，本人不在', en: () => 'somebody else answered, the customer was away' },
  'hung-up': { zh: () => '接通后中断', en: () => 'the line broke off after it was answered' },
  'voice-mail': { zh: () => '语音信箱', en: () => 'voice mail' },
  incapable: { zh: () => '客户无法接受回访', en: () => 'the customer is not able to answer' },
  deceased: { zh: () => '客户已故', en: () => 'the customer has died' },
  language: { zh: () => '语言不通', en: () => 'no common language' },
  'not-eligible': { zh: () => '不属于回访对象', en: () => 'not concerned by this follow-up' },
  'no-answer': { zh: () => '无人接听', en: () => 'no answer' },
  busy: { zh: () => '占线', en: () => 'busy' },
  'powered-off': { zh: () => '关机', en: () => 'switched off' },
  unreachable: { zh: () => '无法接通', en: () => 'out of reach' },
  'technical-problem': { zh: () => '线路故障', en: () => 'technical problem' },
  'wrong-number': { zh: () => '号码不是本人', en: () => 'wrong person at this number' },
  'not-in-service': { zh: () => '空号或停机', en: () => 'number not in service' },
  fax: { zh: () => '传真或数据线', en: () => 'fax or data line' },
  unreported: { zh: () => '已拨打，未登记结果', en: () => 'dialled, the result was not reported' },
})
export type OutcomeCode = keyof typeof outcomeWords

export const contactsReasons = reasons({
  'windows-out-of-order': {
    zh: (f: { day: keyof typeof DAY_ZH }) => `${DAY_ZH[f.day]}的时段须先后有序、互不重叠，未保存。请更正后重试。`,
    en: (f: { day: keyof typeof DAY_ZH }) =>
      `The hours of ${DAY_EN[f.day]} must follow one another without overlap; nothing was saved. Correct them and try again.`,
  },
  'expiry-in-the-past': {
    zh: () => '到期时间已过，未登记。请填写将来的时间，或留空表示长期有效。',
    en: () => 'The expiry lies in the past; nothing was registered. Give a future time, or none for good.',
  },
  'number-not-readable': {
    zh: () => '无法识别这个号码，未查询。请连同区号或国家代码完整填写。',
    en: () => 'This number cannot be read; nothing was looked up. Give it whole, with its area or country code.',
  },
  'contact-not-live': {
    zh: () => '这次联系已结束，未作更改。请刷新后查看最新状态。',
    en: () => 'This contact has ended already and was not changed. Reload to see its state.',
  },
  'stop-lifted': {
    zh: () => '这条“不再联系”已解除，无需再次操作。',
    en: () => 'This wish has been lifted already; there is nothing to do.',
  },
})
