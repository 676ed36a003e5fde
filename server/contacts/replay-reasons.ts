import { reasons } from '../platform/reason.ts'

export const replayReasons = reasons({
  'replay-under-way': {
    zh: () => '您的上一次试算还在进行，没有另外开始。请等它完成，或先取消。',
    en: () => 'A replay of yours is still under way; no other was begun. Wait until it is done, or cancel it first.',
  },
  'replay-of-another': {
    zh: () => '这次试算是别人开始的，没有取消。请由开始的人取消。',
    en: () => 'Somebody else began this replay; it was not cancelled. Ask whoever began it.',
  },
  'replay-has-ended': {
    zh: () => '这次试算已经结束，没有可取消的。请刷新查看结果。',
    en: () => 'This replay has ended already; there was nothing to cancel. Reload to see what it found.',
  },
})

/** What of the past is not known, and how it was taken. */
export const notKnownReasons = reasons({
  'customer-as-now': {
    zh: () => '标签、阶段、客户经理、所属机构和角色没有留历史，按现在的算。',
    en: () => 'Tags, stages, owners, branches and roles have no history; they are taken as they are now.',
  },
  'own-hours-as-now': {
    zh: () => '客户自己的方便时间没有留历史，按现在登记的算。',
    en: () => 'The hours customers named themselves have no history; they are taken as they are now.',
  },
  'consents-by-day-given': {
    zh: () => '同意和撤回按客户表示的时间算，即使后来才登记或导入。',
    en: () =>
      'Consents and withdrawals count from when the customer gave them, even where they were registered or imported later.',
  },
  'appointments-not-known': {
    zh: () => '一次联系是不是客户约定的时间没有记录，一律按未约定算，所以可能多算一些。',
    en: () =>
      'Whether a contact was at a time the customer had asked for is not on record; none is taken to be, so that some may be counted too many.',
  },
  'deadlines-not-known': {
    zh: (f: { count: number }) =>
      `${f.count} 位客户的未结问题在开始留历史之前就有，中途改过的期限不知道，按最后的期限算。`,
    en: (f: { count: number }) =>
      `${f.count} customers had an open problem from before its history was kept; a deadline moved in between is not known, the last one is taken.`,
  },
  'speaker-not-known': {
    zh: (f: { count: number }) =>
      `${f.count} 通是在别处拨打或导入的，不知道由谁来谈，“由谁来谈”的规则没有用在它们上面。`,
    en: (f: { count: number }) =>
      `${f.count} were made outside or imported; who spoke is not known, so rules on who may speak were not applied to them.`,
  },
})
export type NotKnownCode = keyof typeof notKnownReasons
