import { reasons } from '../platform/reason.ts'
import type { ConditionProblem } from './rules.ts'

type Facts = ConditionProblem['facts']

const EXPECTED_ZH: Record<string, (allowed: string) => string> = {
  choice: allowed => `从以下选项中选一项或多项：${allowed}`,
  branch: () => '一个或多个机构',
  staff: () => '一位或多位员工',
  country: () => '一个或多个两位国家代码，如 CN',
  currency: () => '一个或多个三位货币代码，如 CNY',
  amount: () => '一个金额',
  count: () => '一个不小于 0 的整数',
  days: () => '0 到 3650 之间的整数天数',
  text: () => '1 到 100 个字的文本',
  words: () => '一个或多个词',
  phone: allowed => `以下之一：${allowed}`,
}

const EXPECTED_EN: Record<string, (allowed: string) => string> = {
  choice: allowed => `one or more of: ${allowed}`,
  branch: () => 'one or more branches',
  staff: () => 'one or more members of staff',
  country: () => 'one or more two-letter country codes such as CN',
  currency: () => 'one or more three-letter currency codes such as CNY',
  amount: () => 'an amount',
  count: () => 'a whole number from 0 on',
  days: () => 'a whole number of days from 0 to 3650',
  text: () => 'a text of 1 to 100 characters',
  words: () => 'one or more words',
  phone: allowed => `one of: ${allowed}`,
}

export const segmentsReasons = reasons({
  'too-many-conditions': {
    zh: (f: { depth: number; count: number }) =>
      `条件太多或嵌套太深，未保存。最多 ${f.count} 个条件、${f.depth} 层；请合并或去掉一些。`,
    en: (f: { depth: number; count: number }) =>
      `There are too many conditions or too many groups within groups; nothing was saved. Keep to ${f.count} conditions and ${f.depth} levels.`,
  },
  'unknown-field': {
    zh: (f: Facts) => `条件中的字段“${f.field}”不存在，未保存。可用字段：${f.allowed?.join('、')}。`,
    en: (f: Facts) =>
      `A condition asks about “${f.field}”, which does not exist; nothing was saved. Choose from: ${f.allowed?.join(', ')}.`,
  },
  'unknown-operator': {
    zh: (f: Facts) => `字段“${f.field}”不能用“${f.operator}”比较，未保存。可用：${f.allowed?.join('、')}。`,
    en: (f: Facts) =>
      `“${f.field}” cannot be compared by “${f.operator}”; nothing was saved. Choose from: ${f.allowed?.join(', ')}.`,
  },
  'wrong-value': {
    zh: (f: Facts) =>
      `条件“${f.field}”的值不合要求，未保存。请填写${EXPECTED_ZH[f.type ?? 'text']?.(f.allowed?.join('、') ?? '')}。`,
    en: (f: Facts) =>
      `The value of the condition on “${f.field}” does not fit; nothing was saved. Give ${EXPECTED_EN[f.type ?? 'text']?.(f.allowed?.join(', ') ?? '')}.`,
  },
  'wrong-days': {
    zh: (f: Facts) =>
      f.allowed?.length
        ? `条件“${f.field}”须说明最近多少天（${f.allowed[0]}），未保存。请补上天数。`
        : `条件“${f.field}”不看最近天数，未保存。请去掉天数。`,
    en: (f: Facts) =>
      f.allowed?.length
        ? `The condition on “${f.field}” must say over how many of the last days (${f.allowed[0]}); nothing was saved. Add the days.`
        : `The condition on “${f.field}” does not look at a number of last days; nothing was saved. Leave the days out.`,
  },
})
