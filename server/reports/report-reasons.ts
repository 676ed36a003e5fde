import { reasons } from '../platform/reason.ts'

/** Why a report is refused. */
export const reportReasons = reasons({
  'period-too-long': {
    zh: (f: { days: number; most: number }) =>
      `所选期间为 ${f.days} 天，这份报表最多 ${f.most} 天，未作计算。请缩短期间，或改按天、按月查看。`,
    en: (f: { days: number; most: number }) =>
      `The period has ${f.days} days; this report shows at most ${f.most}, so nothing was counted. Choose a shorter period, or count by day or month.`,
  },
})
