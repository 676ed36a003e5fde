import { reasons } from '../platform/reason.ts'

/** Why two customers cannot be merged, or a merge not taken back. */
export const mergeReasons = reasons({
  'merge-with-himself': {
    zh: () => '这是同一位客户（可能已经合并过），没有可合并的，数据未改动。',
    en: () => 'These are one customer, perhaps merged already; nothing was changed.',
  },
  'merge-undone': {
    zh: () => '这次合并已经撤销，数据未改动。',
    en: () => 'This merge was taken back already; nothing was changed.',
  },
  'merge-built-on': {
    zh: () => '合并后的客户又并入了另一位客户，不能直接撤销，数据未改动。请先撤销后一次合并。',
    en: () =>
      'The customer who stayed was merged into another since, so this cannot be taken back yet; nothing was changed. Take the later merge back first.',
  },
  'merge-number-taken': {
    zh: (f: { externalId: string }) =>
      `原客户编号 ${f.externalId} 已被另一位客户使用，合并未撤销。请先更改那位客户的编号。`,
    en: (f: { externalId: string }) =>
      `The old customer number ${f.externalId} is another customer’s now, so the merge stays. Change that customer’s number first.`,
  },
})
