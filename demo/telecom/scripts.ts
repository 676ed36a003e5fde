import type { DemoScript } from '../business.ts'

export const INSTALL: DemoScript = {
  name: '装机满意度话术',
  opening: '{customer}您好，我是{company}的客服{agent}，给您打电话是为了{reason}，大约{minutes}分钟。现在方便吗？',
  minutes: 2,
  questions: [
    {
      id: 'fitter',
      text: '装机师傅的服务，您打几分？1 分最差，5 分最好。',
      kind: 'scale',
      required: true,
      min: 1,
      max: 5,
      problemIf: { operator: 'at-most', value: 2 },
    },
    {
      id: 'speed',
      text: '现在上网速度正常吗？',
      kind: 'yes-no',
      required: true,
      problemIf: { operator: 'any-of', value: [false] },
    },
    { id: 'taught', text: '师傅有没有教您测速和设置无线？', kind: 'yes-no', required: false },
    { id: 'nps', text: '您有多大可能向亲友推荐我们？0 到 10。', kind: 'scale', required: false, min: 0, max: 10 },
  ],
}

export const FAULT: DemoScript = {
  name: '报障修复话术',
  opening: '{customer}您好，这里是{company}，我是{agent}。{reason}，只占用您{minutes}分钟。现在方便吗？',
  minutes: 2,
  questions: [
    {
      id: 'mended',
      text: '故障修好了吗？',
      kind: 'yes-no',
      required: true,
      problemIf: { operator: 'any-of', value: [false] },
    },
    {
      id: 'again',
      text: '是又出现同样的问题，还是别的问题？',
      kind: 'choice',
      required: true,
      options: ['同样的问题', '别的问题'],
      showIf: { question: 'mended', equals: false },
    },
    {
      id: 'how-fast',
      text: '修复的速度您打几分？1 分最差，5 分最好。',
      kind: 'scale',
      required: true,
      min: 1,
      max: 5,
      problemIf: { operator: 'at-most', value: 2 },
    },
  ],
}

export const RENEWAL: DemoScript = {
  name: '合约关怀话术',
  opening: '{customer}您好，{company}客服{agent}。{reason}，大约{minutes}分钟。现在方便说话吗？',
  minutes: 3,
  questions: [
    {
      id: 'bill',
      text: '每月账单您都看得明白吗？',
      kind: 'yes-no',
      required: true,
      problemIf: { operator: 'any-of', value: [false] },
    },
    {
      id: 'use',
      text: '家里主要用来做什么？',
      kind: 'multi',
      required: false,
      options: ['看电视', '上网课', '办公', '游戏', '监控'],
    },
    {
      id: 'upgrade',
      text: '有没有考虑升级到千兆？',
      kind: 'choice',
      required: false,
      options: ['有', '再看看', '没有'],
    },
  ],
}
