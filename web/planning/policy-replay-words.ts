import { defineWords } from '../kit/define-words.ts'

export const words = defineWords({
  zh: {
    replay: '拿上月的联系试一遍',
    'replay-running': '正在逐通核对最近 30 天的联系…',
    'replay-stopped': (f: { contacts: number }) => `通会被这份草稿拦下，最近 30 天共 ${f.contacts} 通`,
    'replay-anyway': (f: { count: number }) => `其中 ${f.count} 通按现行规则也会被拦下。`,
    'replay-most': (f: { most: number }) => `只核对了最近的 ${f.most} 通。`,
    'replay-examples': '只有草稿会拦下的（最近的在前）',
    'replay-hint':
      '每通都按拨打那一刻之前实际发生的联系判断；同意和方便时间按 30 天前的记录；拒访、暂停联系、未结问题和“由谁来谈”不在其内。',
  },
  en: {
    replay: 'Try it on last month’s contacts',
    'replay-running': 'Judging the contacts of the last 30 days one by one…',
    'replay-stopped': f => `would be held back by this draft, of ${f.contacts} in the last 30 days`,
    'replay-anyway': f => `${f.count} of them by the policy in force as well.`,
    'replay-most': f => `Only the newest ${f.most} were judged.`,
    'replay-examples': 'Held back by the draft alone, newest first',
    'replay-hint':
      'Each is judged by what had really happened before it was dialled; consents and good hours as of 30 days ago; wishes, holds, open problems and who may speak are left out.',
  },
})
