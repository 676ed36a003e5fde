import { reasons, type Sentence } from '../platform/reason.ts'
import type { ContentProblem, ContentProblemCode } from './content-rules.ts'
import { type Named as Called, nameIn } from './name-rules.ts'

const DAYS_ZH: Record<string, string> = {
  workday: '工作日',
  'rest-day': '休息日',
  holiday: '法定节假日',
  1: '周一',
  2: '周二',
  3: '周三',
  4: '周四',
  5: '周五',
  6: '周六',
  7: '周日',
}
const DAYS_EN: Record<string, string> = {
  workday: 'working days',
  'rest-day': 'rest days',
  holiday: 'public holidays',
  1: 'Mondays',
  2: 'Tuesdays',
  3: 'Wednesdays',
  4: 'Thursdays',
  5: 'Fridays',
  6: 'Saturdays',
  7: 'Sundays',
}

interface Named {
  name: string
}

/** What is wrong in a policy that is being written, and what its writers are warned of. */
export const contentReasons = reasons({
  'id-twice': {
    zh: (f: { id: string }) => `编号“${f.id}”用了两次，请删去其中一条`,
    en: (f: { id: string }) => `The id “${f.id}” is used twice; remove one of the two`,
  },
  'hours-out-of-order': {
    zh: (f: Named & { day: string }) => `“${f.name}”：${DAYS_ZH[f.day]}的时段须先后有序、互不重叠`,
    en: (f: Named & { day: string }) =>
      `“${f.name}”: the hours of ${DAYS_EN[f.day]} must follow one another without overlap`,
  },
  'cuts-out-of-order': {
    zh: (f: Named) => `“${f.name}”：一天的分段时刻须从早到晚`,
    en: (f: Named) => `“${f.name}”: the times that part the day must go from early to late`,
  },
  'days-out-of-order': {
    zh: (f: Named) => `“${f.name}”：生效日期晚于失效日期`,
    en: (f: Named) => `“${f.name}”: it would end before it begins`,
  },
  'branch-unknown': {
    zh: (f: Named) => `“${f.name}”：所选机构已不存在，请重选`,
    en: (f: Named) => `“${f.name}”: a branch it names does not exist any more; choose again`,
  },
  'campaign-unknown': {
    zh: (f: Named) => `“${f.name}”：所选活动不存在，请重选`,
    en: (f: Named) => `“${f.name}”: a campaign it names does not exist; choose again`,
  },
  'tag-unknown': {
    zh: (f: Named & { tag: string }) => `“${f.name}”：没有“${f.tag}”这个标签，请先建立或改选`,
    en: (f: Named & { tag: string }) => `“${f.name}”: there is no tag “${f.tag}”; add it first or choose another`,
  },
  'role-unknown': {
    zh: (f: Named & { role: string }) => `“${f.name}”：没有“${f.role}”这个角色，请改选`,
    en: (f: Named & { role: string }) => `“${f.name}”: there is no role “${f.role}”; choose another`,
  },
  'nobody-may-speak': {
    zh: (f: Named) => `“${f.name}”：没有任何人可以联系，请选择客户经理或角色`,
    en: (f: Named) => `“${f.name}”: nobody may speak; choose the owner or a role`,
  },
  'pair-of-one-purpose': {
    zh: (f: Named) => `“${f.name}”：不能合并的两个目的相同`,
    en: (f: Named) => `“${f.name}”: a purpose is parted from itself`,
  },
  'order-names-one-twice': {
    zh: (f: Named) => `“${f.name}”：先后次序里同一目的出现两次`,
    en: (f: Named) => `“${f.name}”: the order names a purpose twice`,
  },
  'carrier-limits-alone': {
    zh: (f: Named) => `“${f.name}”：运营商上限只能是次数、间隔或时段`,
    en: (f: Named) => `“${f.name}”: carriers limit counts, gaps and hours alone`,
  },
  'exemption-for-everything': {
    zh: (f: Named) => `豁免“${f.name}”没有限定范围，请写明只适用于哪些联系`,
    en: (f: Named) => `The exemption “${f.name}” is for everything; say which contacts it is for`,
  },
  'exemption-passes-carrier': {
    zh: (f: Named & { rule: string }) => `豁免“${f.name}”不能越过运营商上限“${f.rule}”，请去掉`,
    en: (f: Named & { rule: string }) =>
      `The exemption “${f.name}” cannot pass the carrier’s ceiling “${f.rule}”; leave it out`,
  },
  'exemption-passes-unknown': {
    zh: (f: Named & { id: string }) => `豁免“${f.name}”指向的规则“${f.id}”已不在，请重选`,
    en: (f: Named & { id: string }) => `The exemption “${f.name}” passes a rule “${f.id}” that is gone; choose again`,
  },
  'exemption-over': {
    zh: (f: Named & { until: string }) => `豁免“${f.name}”已于 ${f.until} 到期，不再起作用`,
    en: (f: Named & { until: string }) => `The exemption “${f.name}” ended on ${f.until} and does nothing any more`,
  },
  'exemption-over-a-year': {
    zh: (f: Named & { until: string }) => `豁免“${f.name}”要到 ${f.until} 才到期，超过一年`,
    en: (f: Named & { until: string }) => `The exemption “${f.name}” lasts until ${f.until}, more than a year`,
  },
  'rule-over': {
    zh: (f: Named & { until: string }) => `“${f.name}”已于 ${f.until} 失效，不再起作用`,
    en: (f: Named & { until: string }) => `“${f.name}” ended on ${f.until} and does nothing any more`,
  },
  'never-open': {
    zh: (f: Named) => `“${f.name}”与其他时段规则合在一起，没有任何可联系的时刻`,
    en: (f: Named) => `“${f.name}” together with the other hours leaves no time at all`,
  },
  'no-hours': {
    zh: () => '没有适用于所有客户的联系时段，夜里也可以拨打',
    en: () => 'No hours hold for all customers; they could be called at night',
  },
  'no-cap': {
    zh: () => '没有适用于所有客户的次数上限',
    en: () => 'No limit of contacts holds for all customers',
  },
} satisfies Record<ContentProblemCode, Sentence>)

/** A problem in words. */
export function problemSentence({ code, item, facts }: ContentProblem, language: 'zh' | 'en'): string {
  const rule = facts.rule && nameIn(facts.rule as Called, language)
  return contentReasons[code][language]({ ...facts, name: item ? nameIn(item, language) : '', rule } as never)
}
