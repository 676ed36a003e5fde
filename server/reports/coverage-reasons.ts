import { reasons } from '../platform/reason.ts'

export const coverageReasons = reasons({
  'coverage-needs-customers': {
    zh: () => '请选择客户阶段或标签，至少一项，未保存。',
    en: () => 'Choose a stage or a tag, at least one; nothing was saved.',
  },
})
