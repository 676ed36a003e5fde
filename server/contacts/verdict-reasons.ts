import type { z } from 'zod'
import { PURPOSE_WORDS, type Purpose } from '../campaigns/rules.ts'
import { type Language, reasons } from '../platform/reason.ts'
import type { CountWindow } from '../policy/rule-contract.ts'
import { soon } from './soon-rules.ts'

const DAY_ZH = { workday: '工作日', 'rest-day': '休息日', holiday: '法定节假日' } as const
const DAY_EN = { workday: 'working days', 'rest-day': 'rest days', holiday: 'public holidays' } as const

export interface Until {
  until: string
  /** When the sentence is read. */
  now: string
  timeZone: string
}

/** The release as people say it at the time they read it: `明天 09:00`, `tomorrow at 09:00`. */
export const release = ({ until, now, timeZone }: Until, language: Language): string =>
  soon({ at: until, now, timeZone }, language)

interface HoursFacts extends Until {
  dayKind: keyof typeof DAY_ZH
  windows: { from: string; to: string }[]
}

/** `days` is how rows written before versions of the policy say their window. */
export interface CapFacts {
  cap: number
  count: number
  counting?: 'attempts' | 'conversations'
  per?: keyof typeof PER_ZH
  window?: z.output<typeof CountWindow>
  days?: number
  layer?: 'carrier'
}

interface GapFacts extends Until {
  seconds?: number
  minutes?: number
  per?: keyof typeof PER_ZH
}

const PER_ZH = { person: '此客户', number: '此号码', matter: '此事项', 'caller-number': '此外显号码' } as const
const PER_EN = {
  person: 'with this customer',
  number: 'at this number',
  matter: 'about this matter',
  'caller-number': 'from this calling number',
} as const
const CLASS_ZH: Record<string, string> = { service: '服务', research: '调研', marketing: '营销' }
const CHANNEL_ZH: Record<string, string> = {
  phone: '电话',
  sms: '短信',
  email: '邮件',
  chat: '在线聊天',
  visit: '上门',
}
const CHANNEL_EN: Record<string, string> = {
  phone: 'by phone',
  sms: 'by text message',
  email: 'by e-mail',
  chat: 'by chat',
  visit: 'by a visit',
}
const UNIT_ZH = { day: '当天', week: '本周', month: '本月' } as const
const UNIT_EN = { day: 'today', week: 'this week', month: 'this month' } as const

const SPANS = [
  [86_400, '天', 'day'],
  [3600, '小时', 'hour'],
  [60, '分钟', 'minute'],
  [1, '秒', 'second'],
] as const

/** A span in the largest unit that says it without a fraction: `7 天`, `90 minutes`. */
function span(seconds: number, language: Language): string {
  const [size, zh, en] = SPANS.find(([size]) => seconds % size === 0 && seconds >= size) ?? SPANS[3]
  const count = seconds / size
  return language === 'zh' ? `${count} ${zh}` : `${count} ${en}${count === 1 ? '' : 's'}`
}

/** The window of a cap as people say it at this moment: `within 7 days`, `today`. */
export function within({ window, days = 0 }: CapFacts, language: Language): string {
  const zh = language === 'zh'
  if (window?.kind === 'calendar') return zh ? UNIT_ZH[window.unit] : UNIT_EN[window.unit]
  if (window?.kind === 'day-part') return zh ? '本时段' : 'in this part of the day'
  if (window?.kind === 'ever') return zh ? '累计' : 'altogether'
  const long = span(window?.seconds ?? days * 86_400, language)
  if (window?.kind === 'tumbling') return zh ? `本计数周期（${long}）内` : `within the window of ${long}`
  return zh ? `${long}内` : `within ${long}`
}

const wasZh = (counting: CapFacts['counting']) => (counting === 'conversations' ? '通话' : '联系')
const wereEn = (counting: CapFacts['counting'], count: number) =>
  `${count} ${counting === 'conversations' ? 'conversation' : 'attempt'}${count === 1 ? '' : 's'}`

const whoseZh = ({ per = 'person', layer }: CapFacts) =>
  `${per === 'person' ? '' : `${PER_ZH[per]} `}${layer ? '（运营商上限）' : ''}`
const whoseEn = ({ per = 'person', layer }: CapFacts) =>
  `${per === 'person' ? '' : ` ${PER_EN[per]}`}${layer ? ' (a carrier’s ceiling)' : ''}`

const fullZh = (f: CapFacts, counting: CapFacts['counting']) =>
  `${whoseZh(f)}${within(f, 'zh')}已${wasZh(counting)} ${f.count} 次，上限 ${f.cap} 次。`
const fullEn = (f: CapFacts, counting: CapFacts['counting']) =>
  `There ${f.count === 1 ? 'was' : 'were'} ${wereEn(counting, f.count)}${whoseEn(f)} ${within(f, 'en')}; the limit is ${f.cap}.`

const gapOf = ({ seconds, minutes = 0 }: GapFacts, language: Language) => span(seconds ?? minutes * 60, language)

const spans = (windows: HoursFacts['windows'], separator: string) =>
  windows.map(window => `${window.from}–${window.to}`).join(separator)
const purposeIn = (purpose: string, language: Language) => PURPOSE_WORDS[purpose as Purpose]?.[language] ?? purpose

interface ConsentFacts {
  purposeClass: string | undefined
  channel: string
}
const consentZh = (f: ConsentFacts) => `${CHANNEL_ZH[f.channel]}${CLASS_ZH[f.purposeClass ?? ''] ?? ''}`
const consentEn = (f: ConsentFacts) => `being contacted for ${f.purposeClass} ${CHANNEL_EN[f.channel]}`

/** Why a contact is deferred or denied, by the code of the reason. */
export const verdictReasons = reasons({
  'do-not-contact': {
    zh: () => '客户已要求不再联系。请勿联系；如客户改变主意，由有权限的人员解除。',
    en: () =>
      'The customer asked not to be contacted. Do not contact him; an authorised person may lift it if the customer changes his mind.',
  },
  'do-not-contact-purpose': {
    zh: (f: { purpose: string }) => `客户已要求不再因“${purposeIn(f.purpose, 'zh')}”联系。其他目的不受影响。`,
    en: (f: { purpose: string }) =>
      `The customer asked not to be contacted for “${purposeIn(f.purpose, 'en')}”. Other purposes are not affected.`,
  },
  'do-not-contact-until': {
    zh: (f: Until) => `客户要求在 ${release(f, 'zh')} 之前不要联系，届时自动恢复。`,
    en: (f: Until) => `The customer asked not to be contacted before ${release(f, 'en')}; it resumes then.`,
  },
  'no-dialable-number': {
    zh: () => '没有可拨打的登记号码。请先补充或更正联系方式。',
    en: () => 'There is no registered number that can be dialled. Add or correct a contact point first.',
  },
  'number-not-registered': {
    zh: () => '这个号码没有登记在这位客户名下，不能拨打。请用登记的号码，或先核实后登记。',
    en: () =>
      'This number is not registered for the customer and cannot be dialled. Use a registered one, or verify and register it first.',
  },
  'number-stopped': {
    zh: () => '登记的号码上有人要求不要再打。请勿拨打；请核实客户现在的号码。',
    en: () =>
      'Whoever answers at the registered number asked not to be called. Do not call; find out the customer’s present number.',
  },
  'no-address': {
    zh: () => '没有可用的登记邮箱。请先补充或更正联系方式。',
    en: () => 'There is no registered e-mail address that can be written to. Add or correct a contact point first.',
  },
  'address-not-registered': {
    zh: () => '这个邮箱没有登记在这位客户名下，不能发送。请用登记的邮箱，或先核实后登记。',
    en: () =>
      'This address is not registered for the customer and cannot be written to. Use a registered one, or verify and register it first.',
  },
  'address-stopped': {
    zh: () => '登记的邮箱已要求不再发送邮件。请勿再发；如有需要，请改用其他方式联系。',
    en: () =>
      'Whoever reads the registered address asked for no more mail. Do not write; use another channel if need be.',
  },
  'on-hold': {
    zh: (f: Until) => `此客户已被暂停联系，到 ${release(f, 'zh')} 为止，届时自动恢复。`,
    en: (f: Until) => `This customer is on hold until ${release(f, 'en')}; contacts resume by themselves then.`,
  },
  'conversation-cap': {
    zh: (f: CapFacts & Until) => `${fullZh(f, 'conversations')}${release(f, 'zh')} 起可再联系，届时自动回到队列。`,
    en: (f: CapFacts & Until) =>
      `${fullEn(f, 'conversations')} It may be contacted again from ${release(f, 'en')} and returns to the queue by itself.`,
  },
  'attempt-cap': {
    zh: (f: CapFacts & Until) => `${fullZh(f, 'attempts')}${release(f, 'zh')} 起可再联系，届时自动回到队列。`,
    en: (f: CapFacts & Until) =>
      `${fullEn(f, 'attempts')} It may be tried again from ${release(f, 'en')} and returns to the queue by itself.`,
  },
  'cap-closes': {
    zh: (f: CapFacts) => `${fullZh(f, f.counting)}此规则不自动放行；确有需要时，请申请经第二人批准的例外。`,
    en: (f: CapFacts) =>
      `${fullEn(f, f.counting)} This rule does not release by itself; if it must be, ask for an override that a second person approves.`,
  },
  'quiet-period': {
    zh: (f: Until) => `同一客户刚因另一事项被联系过，处于静默期。${release(f, 'zh')} 起可联系，届时自动回到队列。`,
    en: (f: Until) =>
      `The customer was just contacted about another matter. The quiet period ends ${release(f, 'en')}; it returns to the queue by itself.`,
  },
  'attempt-gap': {
    zh: (f: GapFacts) => `距上次联系不足 ${gapOf(f, 'zh')}。${release(f, 'zh')} 起可再联系。`,
    en: (f: GapFacts) => `Less than ${gapOf(f, 'en')} since the last attempt. Try again from ${release(f, 'en')}.`,
  },
  'conversation-gap': {
    zh: (f: GapFacts) => `距上次通话不足 ${gapOf(f, 'zh')}。${release(f, 'zh')} 起可再联系，届时自动回到队列。`,
    en: (f: GapFacts) =>
      `Less than ${gapOf(f, 'en')} since the last conversation. It may be contacted again from ${release(f, 'en')} and returns to the queue by itself.`,
  },
  'outside-hours': {
    zh: (f: HoursFacts) =>
      f.windows.length > 0
        ? `客户当地时间不在${DAY_ZH[f.dayKind]}可联系时段（${spans(f.windows, '、')}）内。下一时段 ${release(f, 'zh')} 开始。`
        : `客户当地是${DAY_ZH[f.dayKind]}，不联系。下一时段 ${release(f, 'zh')} 开始。`,
    en: (f: HoursFacts) =>
      f.windows.length > 0
        ? `It is outside the contact hours of ${DAY_EN[f.dayKind]} (${spans(f.windows, ', ')}) where the customer is. The next begin ${release(f, 'en')}.`
        : `Customers are not contacted on ${DAY_EN[f.dayKind]}. The next hours begin ${release(f, 'en')}.`,
  },
  'outside-own-hours': {
    zh: (f: Until) => `不在客户自己说的方便时段内。下一方便时段 ${release(f, 'zh')} 开始。`,
    en: (f: Until) => `It is outside the hours the customer himself named. The next begin ${release(f, 'en')}.`,
  },
  'live-contact': {
    zh: (f: Until) => `另一位同事正在联系此客户。最迟 ${release(f, 'zh')} 释放，届时自动回到队列。`,
    en: (f: Until) =>
      `A colleague is in contact with this customer right now. It is released by ${release(f, 'en')} at the latest and returns to the queue by itself.`,
  },
  'no-consent': {
    zh: (f: ConsentFacts) => `客户没有明确同意${consentZh(f)}联系，视为拒绝。请先取得并登记同意。`,
    en: (f: ConsentFacts) =>
      `The customer has not agreed to ${consentEn(f)}, which counts as a refusal. Get and record consent first.`,
  },
  'consent-withdrawn': {
    zh: (f: ConsentFacts) => `客户已撤回对${consentZh(f)}联系的同意。请勿联系。`,
    en: (f: ConsentFacts) => `The customer has withdrawn his consent to ${consentEn(f)}. Do not contact him for it.`,
  },
  'consent-expired': {
    zh: (f: ConsentFacts) => `客户对${consentZh(f)}联系的同意已过期，或在可联系之前过期。请先重新取得同意。`,
    en: (f: ConsentFacts) =>
      `The customer’s consent to ${consentEn(f)} has expired, or does before the contact is possible. Get it again first.`,
  },
  'open-problem': {
    zh: (f: Until) => `客户有未解决的问题，先解决再联系。问题解决后自动放行；最迟 ${release(f, 'zh')} 再看一次。`,
    en: (f: Until) =>
      `The customer has an open problem; it is solved first. It is released when the problem is closed, and looked at again by ${release(f, 'en')} at the latest.`,
  },
  'other-speaker': {
    zh: (f: { hasOwner?: boolean; owner?: boolean }) =>
      f.owner && f.hasOwner === false
        ? '此客户只由其客户经理联系，但还没有客户经理。请先指定客户经理。'
        : '此客户只由其客户经理或指定角色联系，您不能联系；其他有权限的同事可以。',
    en: (f: { hasOwner?: boolean; owner?: boolean }) =>
      f.owner && f.hasOwner === false
        ? 'Only the owner of this customer speaks to him, and there is none yet. Name one first.'
        : 'Only the owner of this customer or certain roles speak to him; a colleague who may can do it.',
  },
  'too-many-purposes': {
    zh: (f: { most: number; count: number }) =>
      `一次联系最多 ${f.most} 个目的，这里有 ${f.count} 个。请减少目的或分次联系。`,
    en: (f: { most: number; count: number }) =>
      `One contact carries ${f.most} purpose${f.most === 1 ? '' : 's'} at most; here are ${f.count}. Leave some out or make two contacts.`,
  },
  'purposes-apart': {
    zh: (f: { purposes: string[] }) =>
      `${f.purposes.map(one => `“${purposeIn(one, 'zh')}”`).join('和')}不得在同一次联系中进行。请分次联系。`,
    en: (f: { purposes: string[] }) =>
      `${f.purposes.map(one => `“${purposeIn(one, 'en')}”`).join(' and ')} never go together in one contact. Make two contacts.`,
  },
  'exemption-used-up': {
    zh: () => '豁免的次数已用完或已到期。',
    en: () => 'The exemption is used up or has ended.',
  },
  'override-expired': {
    zh: () => '经批准的例外已过期。',
    en: () => 'The approved override has expired.',
  },
  'no-permitted-hours': {
    zh: (f: { days: number }) => `今后 ${f.days} 天内没有可联系的时段。请检查联系规则的时段设置。`,
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
