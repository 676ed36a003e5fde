import { reasons } from '../platform/reason.ts'

export const coverageReasons = reasons({
  'coverage-needs-customers': {
    zh: () => '请选择客户阶段或标签，至少一项，未保存。',
    en: () => 'Choose a stage or a tag, at least one; nothing was saved.',
  },
  'coverage-changed-meanwhile': {
    zh: () => '这条覆盖规则刚被别人改过，您的修改未保存。请重新打开后再改。',
    en: () => 'Somebody else has just changed this rule, so your change was not saved. Open it again and repeat it.',
  },
  'coverage-told-unfit': {
    zh: () =>
      '所选的提醒对象中，有人已离职、无权安排回访或看不到这家机构，未保存。请重新选择，或不选以提醒所有安排回访的人。',
    en: () =>
      'One of those to be told has left, may not plan follow-ups or does not see this branch; nothing was saved. Choose again, or choose nobody to tell all who plan.',
  },
})
