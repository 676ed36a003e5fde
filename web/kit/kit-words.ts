import { defineWords } from './define-words.ts'

export const words = defineWords({
  zh: {
    bug: '页面出错了。已保存的内容不受影响，请刷新页面后重试。',
    offline: '连接不上服务器，刚才的操作可能没有保存。您填写的内容还在，请检查网络后重试。',
    'no-answer': (f: { status: number }) => `服务器没有正常回答（${f.status}）。您填写的内容还在，请稍后重试。`,
    retry: '重试',
    more: '加载更多',
    cancel: '取消',
    required: '请填写这一项',
    email: '请填写有效的邮箱地址',
    'check-field': '请检查这一项',
    'no-permission': '您的角色没有这项权限。如需要，请联系管理员。',
    'clear-filters': '清除筛选',
    'remove-filter': (f: { name: string }) => `去掉筛选“${f.name}”`,
    masked: '号码已隐藏，仅显示部分数字',
    picture: '图',
    table: '表',
    undo: '撤销',
  },
  en: {
    bug: 'This page ran into an error. What was saved is safe; reload the page and try again.',
    offline:
      'The server cannot be reached and the last action may not be saved. What you typed is still here; check the network and try again.',
    'no-answer': f =>
      `The server did not answer properly (${f.status}). What you typed is still here; try again shortly.`,
    retry: 'Try again',
    more: 'Load more',
    cancel: 'Cancel',
    required: 'Please fill this in',
    email: 'Please enter a valid e-mail address',
    'check-field': 'Please check this',
    'no-permission': 'Your role does not include this. Ask an administrator if you need it.',
    'clear-filters': 'Clear filters',
    'remove-filter': f => `Remove the filter “${f.name}”`,
    masked: 'The number is hidden; only some digits are shown',
    picture: 'Chart',
    table: 'Table',
    undo: 'Undo',
  },
})
