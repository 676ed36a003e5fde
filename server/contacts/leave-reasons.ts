import { reasons } from '../platform/reason.ts'

export const leaveReasons = reasons({
  'hold-too-long': {
    zh: (f: { days: number }) =>
      `暂停最长 ${f.days} 天，且须在将来结束，未登记。长期不联系请登记客户的“不再联系”意愿。`,
    en: (f: { days: number }) =>
      `A hold lasts ${f.days} days at most and ends in the future; nothing was registered. For longer, register the customer’s wish not to be contacted.`,
  },
  'hold-over': {
    zh: () => '这次暂停已结束，未作更改。请刷新查看。',
    en: () => 'This hold is over already; nothing was changed. Reload to see it.',
  },
  'override-too-long': {
    zh: (f: { days: number }) => `例外最长有效 ${f.days} 天，且须在将来到期，未申请。请缩短有效期。`,
    en: (f: { days: number }) =>
      `An override is valid for ${f.days} days at most and expires in the future; nothing was asked for. Shorten it.`,
  },
  'override-passes-nothing': {
    zh: (f: { rule: string }) =>
      `“${f.rule}”不是现行联系规则中可以例外的规则，未申请。运营商上限、客户意愿和暂停联系不能例外。`,
    en: (f: { rule: string }) =>
      `“${f.rule}” is no rule of the policy in force that can be passed; nothing was asked for. Carriers’ ceilings, wishes and holds cannot be.`,
  },
  'override-by-another': {
    zh: () => '申请人不能批准自己的例外，未作决定。请由另一位有权限的同事处理。',
    en: () => 'Whoever asked for an override does not decide it; nothing was decided. Let a colleague who may do it.',
  },
  'override-of-another': {
    zh: () => '这项例外由别人申请，未撤回。只有申请人能撤回；有权限的同事可以不批准。',
    en: () =>
      'Somebody else asked for this override; it was not withdrawn. Only he can; a colleague who may can refuse it.',
  },
  'override-decided': {
    zh: () => '这项例外已有决定或已过期，未作更改。请刷新查看。',
    en: () => 'This override is decided or has expired; nothing was changed. Reload to see it.',
  },
})
