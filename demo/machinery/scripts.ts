import type { DemoScript } from '../business.ts'

export const HANDOVER: DemoScript = {
  name: '交机关怀话术',
  opening:
    '{customer}您好，我是{company}客户服务中心的{agent}，给您打电话是为了{reason}，大约需要{minutes}分钟。现在说话方便吗？',
  minutes: 3,
  questions: [
    {
      id: 'handover',
      text: '交机时的讲解和验收，您打几分？1 分最差，5 分最好。',
      kind: 'scale',
      required: true,
      min: 1,
      max: 5,
      problemIf: { operator: 'at-most', value: 2 },
    },
    {
      id: 'running',
      text: '设备到现在运转正常吗？',
      kind: 'yes-no',
      required: true,
      problemIf: { operator: 'any-of', value: [false] },
    },
    {
      id: 'trouble',
      text: '是哪方面不正常？',
      kind: 'choice',
      required: true,
      options: ['液压', '发动机', '电气', '行走', '其他'],
      showIf: { question: 'running', equals: false },
    },
    { id: 'manual', text: '随车资料和保养手册都收到了吗？', kind: 'yes-no', required: false },
    { id: 'wish', text: '还有什么需要我们做的？', kind: 'text', required: false },
  ],
}

export const SERVICE: DemoScript = {
  name: '服务满意度话术',
  opening:
    '{customer}您好，我是{company}客户服务中心的{agent}。这次来电是为了{reason}，问几个问题，大约{minutes}分钟。现在方便吗？',
  minutes: 4,
  questions: [
    {
      id: 'content',
      text: '对这次服务，您打几分？1 分最差，5 分最好。',
      kind: 'scale',
      required: true,
      min: 1,
      max: 5,
      problemIf: { operator: 'at-most', value: 2 },
    },
    {
      id: 'on-time',
      text: '服务人员到得准时吗？',
      kind: 'choice',
      required: true,
      options: ['准时', '迟到但提前说明', '迟到且没有说明'],
      problemIf: { operator: 'any-of', value: ['迟到且没有说明'] },
    },
    {
      id: 'solved',
      text: '您的问题彻底解决了吗？',
      kind: 'yes-no',
      required: true,
      problemIf: { operator: 'any-of', value: [false] },
    },
    {
      id: 'left-open',
      text: '还有哪里没有解决？',
      kind: 'text',
      required: true,
      showIf: { question: 'solved', equals: false },
    },
    { id: 'recommend', text: '您有多大可能向同行推荐我们？0 到 10。', kind: 'scale', required: false, min: 0, max: 10 },
  ],
}

export const PARTS: DemoScript = {
  name: '配件与保养话术',
  opening: '{customer}您好，{company}的{agent}，{reason}，只占用您{minutes}分钟。现在方便吗？',
  minutes: 2,
  questions: [
    {
      id: 'arrived',
      text: '上次的配件，型号和数量都对吗？',
      kind: 'yes-no',
      required: true,
      problemIf: { operator: 'any-of', value: [false] },
    },
    {
      id: 'quality',
      text: '配件质量您打几分？1 分最差，5 分最好。',
      kind: 'scale',
      required: true,
      min: 1,
      max: 5,
      problemIf: { operator: 'at-most', value: 2 },
    },
    { id: 'hours', text: '设备现在的小时表读数是多少？', kind: 'number', required: false, min: 0, max: 60_000 },
    {
      id: 'needs',
      text: '近期需要准备哪些配件？',
      kind: 'multi',
      required: false,
      options: ['滤芯', '机油', '液压油', '斗齿', '履带或轮胎', '暂不需要'],
    },
    { id: 'remind', text: '到保养周期时，需要我们提前提醒您吗？', kind: 'yes-no', required: false },
  ],
}

/** Still being written; only the draft campaign would use it. */
export const YEAR_END: DemoScript = {
  name: '年终答谢话术（草稿）',
  opening: '{customer}您好，我是{company}的{agent}。{reason}，只占用您{minutes}分钟。',
  minutes: 2,
  questions: [
    {
      id: 'plan',
      text: '明年有添置或更换设备的打算吗？',
      kind: 'choice',
      required: false,
      options: ['有', '还没想好', '没有'],
    },
  ],
}
