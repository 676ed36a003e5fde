import { reasons } from '../platform/reason.ts'

export const elsewhereReasons = reasons({
  'campaign-not-for-this': {
    zh: () => '这个活动没有在运行，或不是为了这个目的，未登记。请给出正在运行的活动和它的目的，或不写活动。',
    en: () =>
      'This campaign does not run or is not for this purpose; nothing was registered. Give one that runs with a purpose of its own, or none.',
  },
  'agreed-long-ago': {
    zh: (f: { days: number }) => `客户约定的时间已过去 ${f.days} 天以上，未登记。请不写约定时间，按普通联系再问一次。`,
    en: (f: { days: number }) =>
      `The time the customer asked for is more than ${f.days} days past; nothing was registered. Ask again without it, as for any contact.`,
  },
})
