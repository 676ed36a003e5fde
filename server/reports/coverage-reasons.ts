import { reasons } from '../platform/reason.ts'

export const coverageReasons = reasons({
  'coverage-needs-customers': {
    zh: () => '请选择客户阶段或标签，至少一项，未保存。',
    en: () => 'Choose a stage or a tag, at least one; nothing was saved.',
  },
})

/** The stages of a customer's life cycle, in words. */
export const stageWords = reasons({
  reach: { zh: () => '接触', en: () => 'Reach' },
  acquisition: { zh: () => '获取', en: () => 'Acquisition' },
  conversion: { zh: () => '转化', en: () => 'Conversion' },
  retention: { zh: () => '保持', en: () => 'Retention' },
  loyalty: { zh: () => '忠诚', en: () => 'Loyalty' },
})
