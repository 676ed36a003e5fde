import type { Language } from '../platform/reason.ts'

/** The festivals a greeting can be planned for, in the order of the year; by the lunar calendar where custom has it so. */
export const FESTIVALS = [
  'new-year',
  'laba',
  'new-years-eve',
  'spring',
  'lantern',
  'qingming',
  'labour',
  'dragon-boat',
  'qixi',
  'mid-autumn',
  'double-ninth',
  'national',
] as const
export type Festival = (typeof FESTIVALS)[number]

export const FESTIVAL_WORDS: Record<Festival, Record<Language, string>> = {
  'new-year': { zh: '元旦', en: 'New Year' },
  laba: { zh: '腊八节', en: 'Laba' },
  'new-years-eve': { zh: '除夕', en: 'Lunar New Year’s Eve' },
  spring: { zh: '春节', en: 'Spring Festival' },
  lantern: { zh: '元宵节', en: 'Lantern Festival' },
  qingming: { zh: '清明节', en: 'Qingming' },
  labour: { zh: '劳动节', en: 'Labour Day' },
  'dragon-boat': { zh: '端午节', en: 'Dragon Boat' },
  qixi: { zh: '七夕', en: 'Qixi' },
  'mid-autumn': { zh: '中秋节', en: 'Mid-Autumn' },
  'double-ninth': { zh: '重阳节', en: 'Double Ninth' },
  national: { zh: '国庆节', en: 'National Day' },
}
