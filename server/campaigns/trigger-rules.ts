import { type ActivityKind, PURCHASES } from '../activity/rules.ts'
import type { Language } from '../platform/reason.ts'

/** What deserves a follow-up. The order is that of the choice on the screen. */
export const TRIGGER_KINDS = [
  'order',
  'delivery',
  'service',
  'parts',
  'second-hand',
  'complaint',
  'solved',
  'rental',
  'contract',
  'contract-due',
  'replenishment',
  'lapsed',
  'festival',
  'birthday',
  'visit',
] as const
export type TriggerKind = (typeof TRIGGER_KINDS)[number]

/**
 * What the days of a trigger are counted from: the day an activity happened; the day a contract or rental ends; the day
 * of a customer's last order, while no later one is known; the day his next order is to be expected; a festival; the birthday of a person.
 */
export type Basis = 'activity' | 'end' | 'last-order' | 'next-order' | 'festival' | 'birthday'

export interface TriggerMoment {
  basis: Basis
  /** The activities it looks at. */
  activities: readonly ActivityKind[]
  /** What is suggested, in days from the basis, and why. */
  suggested: { fromDay: number; toDay: number; because: Record<Language, string> }
}

/** Every trigger with its right moment: not before the customer can judge, not after he has forgotten. */
export const TRIGGERS: Record<TriggerKind, TriggerMoment> = {
  order: {
    basis: 'activity',
    activities: ['order'],
    suggested: {
      fromDay: 3,
      toDay: 10,
      because: {
        zh: '三天后客户已经用上，能说出感受；十天后印象变淡。',
        en: 'After three days the customer has used it and can judge; after ten the impression fades.',
      },
    },
  },
  delivery: {
    basis: 'activity',
    activities: ['delivery'],
    suggested: {
      fromDay: 3,
      toDay: 15,
      because: {
        zh: '设备用过几个班次才有话说；半个月内的安装、培训问题还来得及补救。',
        en: 'A few shifts of use give something to say; within two weeks faults of set-up can still be mended.',
      },
    },
  },
  service: {
    basis: 'activity',
    activities: ['service'],
    suggested: {
      fromDay: 1,
      toDay: 7,
      because: {
        zh: '修好第二天就知道好没好；一周内问，客户还记得是谁、怎么修的。',
        en: 'A day later it is plain whether it holds; within a week the customer remembers who did what.',
      },
    },
  },
  parts: {
    basis: 'activity',
    activities: ['parts'],
    suggested: {
      fromDay: 3,
      toDay: 10,
      because: {
        zh: '三天后配件多半已装上，发错、少发、装不上都看得出；十天内还好退换。',
        en: 'After three days the parts are fitted and wrong or missing ones show; within ten they can still be exchanged.',
      },
    },
  },
  'second-hand': {
    basis: 'activity',
    activities: ['second-hand'],
    suggested: {
      fromDay: 7,
      toDay: 20,
      because: {
        zh: '二手机干一周活才看出机况；三周内的问题还说得清是买时就有的。',
        en: 'A used machine shows its state after a week of work; within three it is clear what was there when it was sold.',
      },
    },
  },
  complaint: {
    basis: 'activity',
    activities: ['complaint'],
    suggested: {
      fromDay: 2,
      toDay: 14,
      because: {
        zh: '给处理留两天；超过两周没有人问，不满会变成流失。',
        en: 'Two days for it to be handled; unasked after two weeks, discontent becomes loss.',
      },
    },
  },
  solved: {
    basis: 'activity',
    activities: ['solved'],
    suggested: {
      fromDay: 14,
      toDay: 30,
      because: {
        zh: '解决时已经确认过一次；两周后问有没有再犯，才看出信任回来没有。',
        en: 'It was confirmed when it was solved; two weeks on shows whether it came back, and whether trust did.',
      },
    },
  },
  rental: {
    basis: 'activity',
    activities: ['rental'],
    suggested: {
      fromDay: 2,
      toDay: 7,
      because: {
        zh: '进场两天后看得出机况；一周内换机还不误工期。',
        en: 'Two days on site show how the machine runs; within a week an exchange does not cost the schedule.',
      },
    },
  },
  contract: {
    basis: 'activity',
    activities: ['contract'],
    suggested: {
      fromDay: 7,
      toDay: 21,
      because: {
        zh: '签约一周后开始履行，确认约定的事都已办到。',
        en: 'A week in, what was agreed has begun; ask whether all of it was done.',
      },
    },
  },
  'contract-due': {
    basis: 'end',
    activities: ['contract', 'rental'],
    suggested: {
      fromDay: -30,
      toDay: -7,
      because: {
        zh: '到期前一个月客户开始比较；最后一周才打显得仓促。',
        en: 'A month before the end customers begin to compare; in the last week a call seems hurried.',
      },
    },
  },
  replenishment: {
    basis: 'next-order',
    activities: ['order', 'parts'],
    suggested: {
      fromDay: -7,
      toDay: 7,
      because: {
        zh: '按客户自己的购买间隔推算，缺货前一周提醒最有用。',
        en: 'Counted from the customer’s own rhythm; a week before he runs out is when a reminder helps.',
      },
    },
  },
  lapsed: {
    basis: 'last-order',
    activities: PURCHASES,
    suggested: {
      fromDay: 180,
      toDay: 270,
      because: {
        zh: '半年没再购买已偏离常规；再过三个月，多半已有了别家。',
        en: 'Half a year without an order is unusual; three months later he most likely buys elsewhere.',
      },
    },
  },
  festival: {
    basis: 'festival',
    activities: [],
    suggested: {
      fromDay: -5,
      toDay: -1,
      because: {
        zh: '节前几天问候是心意；节日当天打扰家人团聚。',
        en: 'A greeting some days before is kind; on the day itself it disturbs the family.',
      },
    },
  },
  birthday: {
    basis: 'birthday',
    activities: [],
    suggested: {
      fromDay: 0,
      toDay: 1,
      because: {
        zh: '祝福在当天才有分量，最晚第二天；2 月 29 日出生的，平年在 2 月 28 日。企业客户不算。',
        en: 'Good wishes count on the day, at the latest on the next. Born on 29 February: the 28th in common years. Persons only.',
      },
    },
  },
  visit: {
    basis: 'activity',
    activities: ['visit'],
    suggested: {
      fromDay: 1,
      toDay: 5,
      because: {
        zh: '趁记得，问清来意和没有谈妥的地方。',
        en: 'While he remembers: what he came for and what was left open.',
      },
    },
  },
}

/** Whether a trigger is a day of the year and no activity: nothing can be asked about one. */
export function isOccasion(kind: TriggerKind): boolean {
  const { basis } = TRIGGERS[kind]
  return basis === 'festival' || basis === 'birthday'
}

export const FIRST_DAY = -365
export const LAST_DAY = 3650

/** The earliest day a trigger can be followed up: what has not happened yet and is not known cannot be. */
export function earliestDay(kind: TriggerKind): number {
  const { basis } = TRIGGERS[kind]
  return basis === 'activity' || basis === 'last-order' ? 0 : FIRST_DAY
}

/** How many orders, on days of their own, a customer's rhythm is read from at least. */
export const ORDERS_OF_A_RHYTHM = 3
