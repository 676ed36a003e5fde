import { reasons } from '../platform/reason.ts'

/** Why a list, a view or a change of many customers cannot be. */
export const listReasons = reasons({
  'tag-unknown': {
    zh: (f: { tag: string }) => `没有标签“${f.tag}”，什么都没有改动。请先在标签中添加它。`,
    en: (f: { tag: string }) => `There is no tag “${f.tag}”; nothing was changed. Add it to the tags first.`,
  },
  'tag-in-use': {
    zh: (f: { tag: string }) => `仍有客户带有标签“${f.tag}”，标签未删除。请先从这些客户上取下它。`,
    en: (f: { tag: string }) => `Customers still carry the tag “${f.tag}”, so it stays. Take it off them first.`,
  },
  'too-many-tags': {
    zh: () => '每位客户最多 20 个标签，什么都没有改动。请先取下不用的标签。',
    en: () => 'A customer may carry twenty tags; nothing was changed. Take some off first.',
  },
  'owner-unknown': {
    zh: () => '这位员工不存在或已停用，什么都没有改动。请另选一位。',
    en: () => 'This member of staff does not exist or has left; nothing was changed. Choose somebody else.',
  },
  'nothing-to-change': {
    zh: () => '没有选择要改动的内容，什么都没有改动。',
    en: () => 'Nothing was chosen to be changed, and nothing was.',
  },
  'batch-undone': {
    zh: () => '这次批量修改已撤销、仍在进行或不属于您，数据未改动。',
    en: () => 'This change was undone already, is still going on, or is not yours; nothing was changed.',
  },
  'view-name-taken': {
    zh: (f: { name: string }) => `您已有名为“${f.name}”的视图，未保存。请换一个名称，或更新原视图。`,
    en: (f: { name: string }) =>
      `You have a view “${f.name}” already; nothing was saved. Choose another name, or update that view.`,
  },
  'view-of-another': {
    zh: () => '这是同事共享的视图，只有他可以修改；视图未改动。您可以另存为自己的视图。',
    en: () =>
      'A colleague shares this view and he alone may change it; it stays as it is. Save it as your own instead.',
  },
  'words-point-at-one': {
    zh: () => '搜索内容是完整的号码或邮箱，视图会被保存和共享，因此不能包含它；未保存。请清除搜索后再保存。',
    en: () =>
      'The search is a whole number or e-mail, which a kept view must not hold; nothing was saved. Clear the search and save again.',
  },
})
