import { defineWords } from '../kit/define-words.ts'

export const words = defineWords({
  zh: {
    outside: '外部拨打',
    'outside-hint':
      '座机、合作商外呼和其他系统在拨打前经接口询问并登记的联系，和坐席的拨打一起计入上限。没有按时回报结果的，请在这里补上。',
    'outside-state': '状态',
    'outside-open': '等待回报',
    'outside-unreported': '未回报',
    'no-outside': '还没有外部拨打',
    'no-outside-hint': '外部系统拨打前调用 POST /api/v1/outside-contacts：能不能打、为什么、最早何时；拨打后回报结果。',
    'outside-by': '由谁拨打',
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
    outside: 'Outside dials',
    'outside-hint':
      'Contacts that desk phones, partners’ diallers and other systems asked for through the API before dialling. They count together with those of agents. What was not reported in time can be reported here.',
    'outside-state': 'State',
    'outside-open': 'To be reported',
    'outside-unreported': 'Unreported',
    'no-outside': 'No outside dials yet',
    'no-outside-hint':
      'Before it dials, another system calls POST /api/v1/outside-contacts: whether it may, why not, and when at the earliest; afterwards it reports the outcome.',
    'outside-by': 'Dialled by',
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
