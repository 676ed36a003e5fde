import { defineWords } from '../kit/define-words.ts'

export const words = defineWords({
  zh: {
    outside: '外部联系',
    'outside-hint':
      '座机、合作商外呼、邮件系统等在拨打或发送前经接口询问并登记的联系，和坐席的拨打一起计入上限。没有按时回报结果的，请在这里补上。',
    'outside-state': '状态',
    'outside-open': '等待回报',
    'outside-unreported': '未回报',
    'no-outside': '还没有外部联系',
    'outside-channel': '方式',
    'outside-not-sent': '没有发送（撤回）',
    'no-outside-hint':
      '外部系统拨打或发邮件前调用 POST /api/v1/outside-contacts：可不可以、为什么、最早何时；之后回报结果。',
    'outside-by': '由谁联系',
    'outside-asked': '登记时间',
    'outside-outcome': '结果',
    'outside-until': '最迟',
    'outside-report': '补报结果',
    'outside-reported': '结果已登记。',
    'outside-not-dialled': '没有拨打（撤回）',
    'outside-conversed': '和客户本人通上话了吗',
    'outside-yes': '通上了',
    'outside-no': '没有',
  },
  en: {
    outside: 'Outside contacts',
    'outside-hint':
      'Contacts that desk phones, partners’ diallers, mail systems and others asked for through the API before dialling or writing. They count together with those of agents. What was not reported in time can be reported here.',
    'outside-state': 'State',
    'outside-open': 'To be reported',
    'outside-unreported': 'Unreported',
    'no-outside': 'No outside contacts yet',
    'outside-channel': 'By',
    'outside-not-sent': 'Not sent (take it back)',
    'no-outside-hint':
      'Before it dials or writes, another system calls POST /api/v1/outside-contacts: whether it may, why not, and when at the earliest; afterwards it reports the outcome.',
    'outside-by': 'Made by',
    'outside-asked': 'Registered',
    'outside-outcome': 'Outcome',
    'outside-until': 'At the latest',
    'outside-report': 'Report the outcome',
    'outside-reported': 'The outcome is registered.',
    'outside-not-dialled': 'Not dialled (take it back)',
    'outside-conversed': 'Was the customer himself spoken to?',
    'outside-yes': 'Yes',
    'outside-no': 'No',
  },
})
