import { reasons } from '../platform/reason.ts'

/** Why a list does not leave the house. */
export const exportReasons = reasons({
  'export-kind-unknown': {
    zh: () => '没有这种导出，什么都没有申请。请从列表页重新申请。',
    en: () => 'There is no such export; nothing was requested. Ask again from the list itself.',
  },
  'export-is-empty': {
    zh: () => '没有符合条件的数据，什么都没有申请。请更改条件后再申请。',
    en: () => 'Nothing fits, so nothing was requested. Change the criteria and ask again.',
  },
  'export-own': {
    zh: () => '自己的申请须由另一位同事审批，状态未改动。',
    en: () => 'Somebody else must decide on your own request; it stays as it is.',
  },
  'export-not-now': {
    zh: () => '该申请已经处理、撤回或过期，状态未改动。请刷新后查看。',
    en: () =>
      'This request was decided, withdrawn or has expired; nothing was changed. Refresh to see where it stands.',
  },
  'export-count-differs': {
    zh: (f: { rows: number }) => `申请的行数是 ${f.rows}，与您确认的不同，未批准。请刷新后再确认。`,
    en: (f: { rows: number }) =>
      `The request is for ${f.rows} rows, which is not what you confirmed; it is not approved. Refresh and confirm again.`,
  },
  'export-numbers-not-asked': {
    zh: () => '申请人没有要求完整号码，不能批准完整号码；状态未改动。',
    en: () => 'Full numbers were not asked for, so they cannot be allowed; nothing was changed.',
  },
  'export-expired': {
    zh: () => '文件已过期并删除。如仍需要，请重新申请。',
    en: () => 'The file has expired and is deleted. Ask again if you still need it.',
  },
  'export-downloaded-often': {
    zh: (f: { most: number }) => `文件已下载 ${f.most} 次，不能再下载。如仍需要，请重新申请。`,
    en: (f: { most: number }) =>
      `The file was downloaded ${f.most} times, which is all there are. Ask again if you still need it.`,
  },
})
