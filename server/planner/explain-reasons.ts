import { PURPOSE_WORDS, type Purpose } from '../campaigns/rules.ts'
import { soon } from '../contacts/soon-rules.ts'
import { dateFormat, type Language, reasons } from '../platform/reason.ts'

/** A day of the organisation's calendar in words. */
export function dayInWords(day: Temporal.PlainDate, language: Language): string {
  const format = dateFormat(language, {
    ...{ month: 'long', day: 'numeric', weekday: 'short' },
    timeZone: 'UTC',
  })
  return format.format(day.toZonedDateTime('UTC').epochMilliseconds)
}

/** What a follow-up is called beside others: its campaign, else its purpose. */
export function nameOf(
  { campaignName, purpose }: { campaignName: string | null; purpose: Purpose },
  language: Language,
): string {
  return campaignName ?? PURPOSE_WORDS[purpose][language]
}

interface OnDay {
  day: Temporal.PlainDate
}
interface Moved extends OnDay {
  byName: string | null
  reason: string
}
interface Ends {
  at: Temporal.Instant
  /** When the sentence is read. */
  now: Temporal.Instant
  timeZone: string
}
const ending = ({ at, now, timeZone }: Ends, language: Language) =>
  soon({ at: at.toString(), now: now.toString(), timeZone }, language)

/** What a plan says of a follow-up besides why. */
export const explainWords = reasons({
  planned: {
    zh: (f: OnDay) => `计划在${dayInWords(f.day, 'zh')}联系。`,
    en: (f: OnDay) => `Planned for ${dayInWords(f.day, 'en')}.`,
  },
  'planned-by-mail': {
    zh: (f: OnDay) => `计划在${dayInWords(f.day, 'zh')}发邮件。`,
    en: (f: OnDay) => `Planned to go by mail on ${dayInWords(f.day, 'en')}.`,
  },
  'goes-by-itself': {
    zh: () => '那一天联系规则允许时自动发出，不占坐席时间。',
    en: () => 'It goes out by itself that day once the contact policy allows it; no agent is needed.',
  },
  'goes-without-day': {
    zh: () => '联系规则一旦允许，仍会自动发邮件。',
    en: () => 'It goes by mail all the same, should the contact policy come to allow it in its time.',
  },
  'call-for-mail': {
    zh: () => '有效期内不能发邮件，因此排为电话。',
    en: () => 'Within its time it cannot go by mail, so it is planned as a call.',
  },
  'no-day': {
    zh: () => '目前排不进任何一天。',
    en: () => 'It has no day in the plan.',
  },
  together: {
    zh: (f: { names: string[] }) => `同一次联系里还有：${f.names.join('、')}。`,
    en: (f: { names: string[] }) => `The same contact also brings: ${f.names.join(', ')}.`,
  },
  'move-kept': {
    zh: (f: Moved) => `${f.byName ?? '系统'}指定了这一天：${f.reason}`,
    en: (f: Moved) => `${f.byName ?? 'The system'} set this day: ${f.reason}`,
  },
  'move-not-kept': {
    zh: (f: Moved) =>
      `${f.byName ?? '系统'}曾指定${dayInWords(f.day, 'zh')}（${f.reason}），但那天联系规则不允许、已过去或已过期，未能照办。`,
    en: (f: Moved) =>
      `${f.byName ?? 'The system'} set ${dayInWords(f.day, 'en')} (${f.reason}); the contact policy does not allow that day, or it is over or past its expiry, so it was not kept.`,
  },
  expires: {
    zh: (f: Ends) => `将于${ending(f, 'zh')} 过期。`,
    en: (f: Ends) => `It expires ${ending(f, 'en')}.`,
  },
  'no-plan': {
    zh: () => '还没有排过期。请先排期，或等今夜自动排期。',
    en: () => 'Nothing was planned yet. Plan now, or wait for the nightly plan.',
  },
  'not-waiting': {
    zh: () => '它不在等待中，因此不在排期里。',
    en: () => 'It is not waiting, so the plan does not have it.',
  },
  'goes-by-mail': {
    zh: () => '它由系统发邮件，到期且联系规则允许时自动发出，不占坐席时间。',
    en: () => 'It goes by mail by itself once it is due and the contact policy allows it; no agent is needed.',
  },
  'with-supervisor': {
    zh: () => '它在主管手里，退回之后才会排期。',
    en: () => 'It is up with a supervisor and is planned once he gives it back.',
  },
  'campaign-not-running': {
    zh: () => '它的回访活动没有在进行，恢复之后才会排期。',
    en: () => 'Its campaign does not run; it is planned once that goes on.',
  },
  'came-later': {
    zh: () => '它在排期之后才有，几分钟内会补排，最迟今夜。',
    en: () => 'It came after the plan and is planned within minutes, tonight at the latest.',
  },
})
