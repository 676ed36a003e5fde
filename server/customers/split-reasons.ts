import { reasons } from '../platform/reason.ts'

/** Why one customer cannot be split into two, or a split not taken back. */
export const splitReasons = reasons({
  'split-of-nothing': {
    zh: () => '没有选择要分出去的内容，数据未改动。请至少选择一项。',
    en: () => 'Nothing was chosen to go to the new customer; nothing was changed. Choose at least one thing.',
  },
  'split-not-his': {
    zh: () => '所选内容中有的已不属于这位客户，没有拆分，数据未改动。请刷新后重新选择。',
    en: () =>
      'Something that was chosen is not this customer’s any more, so he was not split; nothing was changed. Reload and choose again.',
  },
  'split-point-of-person': {
    zh: (f: { name: string }) => `所选的联系方式属于负责人“${f.name}”，请连同这位负责人一起分出去。数据未改动。`,
    en: (f: { name: string }) =>
      `A chosen number or address is that of ${f.name}, who stays; choose the person as well. Nothing was changed.`,
  },
  'split-undone': {
    zh: () => '这次拆分已经撤销，数据未改动。',
    en: () => 'This split was taken back already; nothing was changed.',
  },
  'split-built-on': {
    zh: () => '拆分出的两位客户之一后来又并入了别的客户，不能直接撤销，数据未改动。请先撤销那次合并。',
    en: () =>
      'One of the two was merged into another customer since, so the split cannot be taken back yet; nothing was changed. Take that merge back first.',
  },
})
