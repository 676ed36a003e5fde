import { reasons } from '../platform/reason.ts'

/** Whose contact is in play; `null` where the plan names nobody, or nobody the reader may see. */
interface Named {
  customer: string | null
  campaign: string
  /** What whoever calls must have, in words. */
  needs: string
}

const such = ({ customer, campaign }: Named) => (customer === null ? '' : `，例如${customer}（${campaign}）`)
const suchAs = ({ customer, campaign }: Named) => (customer === null ? '' : `, such as ${customer} (${campaign})`)

/** Sentences of the planner, of what was refused and why a follow-up has its day. */
export const plannerReasons = reasons({
  'plan-under-way': {
    zh: () => '排期正在进行，未重复开始。请等它完成，或先取消。',
    en: () => 'A plan is under way, so no other was begun. Wait for it, or cancel it first.',
  },
  'plan-of-the-house': {
    zh: () => '排期涉及整个组织，合作方不能开始或取消。请联系您的委托方。',
    en: () =>
      'The plan is of the whole organisation; a partner neither begins nor cancels it. Ask the organisation you work for.',
  },
  'plan-has-ended': {
    zh: () => '这次排期已经结束，未作更改。',
    en: () => 'This plan has ended; nothing was changed.',
  },
})

/** Why a follow-up is planned for its day, or for none. */
export const outcomeReasons = reasons({
  'first-day': { zh: () => '排在最早可以联系的一天。', en: () => 'Planned for the first day it can be.' },
  carried: {
    zh: (f: Named) => `与同一客户的另一条回访（${f.campaign}）合并为一次联系。`,
    en: (f: Named) => `Made in one contact with another follow-up of the customer (${f.campaign}).`,
  },
  'no-work-before': {
    zh: () => '班组在此之前不上班，排在其后第一天。',
    en: () => 'The team does not work before this day.',
  },
  'day-was-full': {
    zh: (f: Named) => `更早的日子已被更紧急或价值更高的回访排满${such(f)}。`,
    en: (f: Named) => `Earlier days are full with what is more urgent or worth more${suchAs(f)}.`,
  },
  'near-another': {
    zh: (f: Named) => `离该客户的另一次联系（${f.campaign}）太近，按联系规则顺延。`,
    en: (f: Named) => `Earlier days are too near to another contact with the customer (${f.campaign}).`,
  },
  'left-to-others': {
    zh: () => '更早的日子留给没有其他日子可选的回访。',
    en: () => 'Earlier days are left to those who have no other.',
  },
  'released-too-late': {
    zh: () => '联系规则放行之前就会过期，排不进去。',
    en: () => 'It expires before the contact policy releases the customer, so it has no day.',
  },
  'no-work': {
    zh: () => '在有效期内班组没有上班时间，排不进去。请调整班次，或改派其他班组。',
    en: () => 'The team does not work within its time, so it has no day. Plan shifts or give it to another team.',
  },
  'no-room': {
    zh: (f: Named) => `有效期内的日子都被更紧急或价值更高的回访排满${such(f)}。`,
    en: (f: Named) => `All days of its time are full with what is more urgent or worth more${suchAs(f)}.`,
  },
  'no-day-beside-another': {
    zh: (f: Named) => `该客户的另一次联系（${f.campaign}）之后，按联系规则在有效期内没有日子可排。`,
    en: (f: Named) => `Another contact with the customer (${f.campaign}) leaves it no day within its time.`,
  },
  'not-allowed': {
    zh: () => '联系规则不允许为此联系该客户，等待也不会放行，因此不排。',
    en: () => 'The contact policy does not allow it, and waiting does not change that, so it has no day.',
  },
  'nobody-able-before': {
    zh: (f: Named) => `需要${f.needs}：班组里会的人在此之前不上班，排在其后。`,
    en: (f: Named) => `It needs ${f.needs}: nobody of the team who has that works before this day.`,
  },
  'able-were-full': {
    zh: (f: Named) => `需要${f.needs}：更早的日子，会的人已被更紧急或价值更高的回访排满${such(f)}。`,
    en: (f: Named) =>
      `It needs ${f.needs}: earlier days of those who have that are full with what is more urgent or worth more${suchAs(f)}.`,
  },
  'nobody-able': {
    zh: (f: Named) =>
      `需要${f.needs}：在有效期内上班的班组成员都不会，排不进去。请在人员中登记会的人、给他们排班，或改派其他班组。`,
    en: (f: Named) =>
      `It needs ${f.needs}: nobody of the team who works within its time has that, so it has no day. Write it down with those who do, plan their shifts, or give it to another team.`,
  },
  'no-room-with-able': {
    zh: (f: Named) => `需要${f.needs}：有效期内，会的人都被更紧急或价值更高的回访排满${such(f)}。`,
    en: (f: Named) =>
      `It needs ${f.needs}: all days of those who have that are full with what is more urgent or worth more${suchAs(f)}.`,
  },
  'mail-for-room': {
    zh: () => '有效期内没有可打电话的人手，改为这一天自动发邮件，不占坐席时间。',
    en: () => 'Within its time nobody is free to call, so it goes by mail on this day; no agent is needed.',
  },
  'mail-for-leave': {
    zh: () => '有效期内不能给该客户打电话（联系规则或没有可拨打的号码），改为这一天自动发邮件。',
    en: () =>
      'Within its time the customer may not be called (by the contact policy, or for want of a number), so it goes by mail on this day.',
  },
  moved: { zh: () => '按人工指定排在这一天。', en: () => 'Planned for the day that somebody set.' },
})

/** Why the plan in force may no longer fit, and what to do. */
export const staleReasons = reasons({
  'day-passed': {
    zh: () => '排期从已过去的一天开始；今夜会重排，也可以现在重排。',
    en: () => 'The plan begins on a day that is over. It is made again tonight; you can also plan now.',
  },
  'policy-changed': {
    zh: () => '排期之后联系规则换了版本。拨号前仍按现行规则判断，请重排以更新日期。',
    en: () =>
      'The contact policy has changed since. Calls are judged by the policy in force all the same; plan again for days that fit it.',
  },
  'contacts-released': {
    zh: () => '排期之后节假日或其他对所有客户有效的限制有变化。请重排以更新日期。',
    en: () =>
      'Holidays, or something else that holds back all contacts, have changed since. Plan again for days that fit.',
  },
  'hours-changed': {
    zh: () => '排期之后工作日历或班次有变化，产能不同了。请重排以更新日期。',
    en: () => 'Calendars or shifts have changed since, and with them what teams can do. Plan again for days that fit.',
  },
  'abilities-changed': {
    zh: () => '排期之后有人员的班组、语言或技能有变化。交付时按现在的判断，请重排以更新日期。',
    en: () =>
      'Somebody’s teams, languages or skills have changed since. Work is handed out by what holds now; plan again for days that fit.',
  },
  'campaigns-turned': {
    zh: () => '排期之后有回访活动暂停、恢复或结束。请重排以更新日期。',
    en: () => 'A campaign was paused, goes on again or ended since. Plan again for days that fit.',
  },
  'contacts-imported': {
    zh: () => '排期之后导入了大量在别处的联系。拨号前仍会计入，请重排以更新日期。',
    en: () =>
      'A great many contacts made elsewhere were imported since. They count before each call all the same; plan again for days that fit.',
  },
  'many-added': {
    zh: () => '排期之后新增了大量回访，它们要等下一次排期。今夜会重排，也可以现在重排。',
    en: () =>
      'A great many follow-ups came since and wait for the next plan. It is made tonight; you can also plan now.',
  },
  'many-changed': {
    zh: () => '排期之后一次改动了大量客户的回访，其中一部分要等下一次排期。今夜会重排，也可以现在重排。',
    en: () =>
      'The follow-ups of a great many customers were changed at once since, and some of them wait for the next plan. It is made tonight; you can also plan now.',
  },
})
