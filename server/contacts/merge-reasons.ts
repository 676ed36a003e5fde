import { reasons } from '../platform/reason.ts'

/** Why the ledgers of two customers cannot become one now, or that of one cannot become two. */
export const mergeReasons = reasons({
  'both-being-called': {
    zh: () => '两位客户此刻都有正在进行的联系，没有合并，数据未改动。请等其中一次联系结束后再合并。',
    en: () =>
      'Both customers are being contacted at this moment, so they were not merged; nothing was changed. Merge them when one of the contacts has ended.',
  },
  'being-called-now': {
    zh: () => '这位客户此刻正在联系中，没有拆分，数据未改动。请等这次联系结束后再拆分。',
    en: () =>
      'This customer is being contacted at this moment, so he was not split; nothing was changed. Split him when the contact has ended.',
  },
})
