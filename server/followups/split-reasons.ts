import { reasons } from '../platform/reason.ts'

/** Why the follow-ups of a customer cannot be divided now. */
export const splitReasons = reasons({
  'in-hand-now': {
    zh: () => '这位客户有一项回访正在坐席手中，没有拆分，数据未改动。请等这项回访结束后再拆分。',
    en: () =>
      'A follow-up of this customer is in an agent’s hand, so he was not split; nothing was changed. Split him when it is finished.',
  },
})
