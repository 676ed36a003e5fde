import { reasons } from '../platform/reason.ts'

/** The key numbers of a report sent by e-mail. */
export const figureWords = reasons({
  due: { zh: () => '应回访', en: () => 'Due' },
  attempts: { zh: () => '拨打', en: () => 'Attempts' },
  conversations: { zh: () => '接通交谈', en: () => 'Conversations' },
  completed: { zh: () => '完成', en: () => 'Completed' },
  'response-rate': { zh: () => '应答率 RR1', en: () => 'Response rate RR1' },
  'overdue-cases': { zh: () => '超期问题单', en: () => 'Overdue cases' },
  plan: { zh: () => '计划', en: () => 'Plan' },
  'of-plan': { zh: (f: { plan: number }) => `计划 ${f.plan}`, en: (f: { plan: number }) => `plan ${f.plan}` },
  'no-plan': { zh: () => '没有锁定的计划', en: () => 'no frozen plan' },
  'share-of-attempts': {
    zh: (f: { share: string }) => `占拨打 ${f.share}`,
    en: (f: { share: string }) => `${f.share} of attempts`,
  },
  'share-of-conversations': {
    zh: (f: { share: string }) => `占接通 ${f.share}`,
    en: (f: { share: string }) => `${f.share} of conversations`,
  },
  'open-cases': { zh: (f: { open: number }) => `处理中 ${f.open}`, en: (f: { open: number }) => `${f.open} open` },
  'left-alone': { zh: () => '超期未联系客户', en: () => 'Customers left alone' },
  'newly-alone': {
    zh: (f: { newly: number }) => `期内新增 ${f.newly}`,
    en: (f: { newly: number }) => `${f.newly} new`,
  },
  'ended-basis': { zh: (f: { ended: number }) => `依据 ${f.ended} 条`, en: (f: { ended: number }) => `of ${f.ended}` },
})
