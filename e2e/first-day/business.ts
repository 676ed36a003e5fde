import type { Page } from '@playwright/test'
import { fixedLine, mobile } from '../../demo/quiet-numbers.ts'
import type { House } from '../house.ts'
import { csv } from '../page.ts'

/** Everybody works in a browser of his own, as they do. */
export type Person = 'owner' | 'planner' | 'approver' | 'supervisor' | 'hotline' | 'agent' | 'colleague'

export type Customer = keyof typeof NUMBERS

export const STAFF = [
  { name: '林晓燕', login: 'planner', role: 'planner' },
  { name: '周志强', login: 'approver', role: 'approver' },
  { name: '王海燕', login: 'supervisor', role: 'supervisor' },
  { name: '何敏', login: 'hotline', role: 'hotline' },
  { name: '李娜', login: 'agent', role: 'agent' },
  { name: '张伟', login: 'colleague', role: 'agent' },
] as const
export const TEAM = '回访一组'
export const SCRIPT = '购买后关怀话术'
export const CAMPAIGN = '购买后 3 到 10 天关怀'
export const MAIL = '您的按摩椅用得怎么样'
export const OPENING = '您好，{customer}，我是{company}的{agent}，想用{minutes}分钟{reason}，您看可以吗？'
export const SCORE = '您对这次购买打几分？'
export const ON_TIME = '安装师傅是否按约定时间到了？'
export const PROBLEM = '按摩椅左侧扶手有异响，说明书里没有写怎么调'

/** In form the numbers that customers have; none of them can ring. */
export const NUMBERS = { 王芳: fixedLine('10', 1), 刘洋: fixedLine('10', 2), 孙悦: mobile(3), 赵磊: fixedLine('10', 4) }

export const CUSTOMERS = csv([
  ['会员名', '客户编号', '手机', '备注'],
  ['王芳', 'K001', NUMBERS.王芳, '老客户'],
  ['刘洋', 'K002', NUMBERS.刘洋, ''],
  ['孙悦', 'K003', NUMBERS.孙悦, ''],
  ['赵磊', 'K004', NUMBERS.赵磊, ''],
  ['钱多', 'K005', '12345', ''],
  ['没有编号', '', '', ''],
])

/** Today is 17 November: three orders are 3 to 10 days old, one will be, one was; the last is of nobody known. */
export const ORDERS = csv([
  ['订单号', '客户编号', '下单时间', '产品名称', '数量', '单价'],
  ['D1', 'K001', '2026-11-08 15:30', '按摩椅', '1', '6980'],
  ['D1', 'K001', '2026-11-08 15:30', '脚垫', '2', '59'],
  ['D2', 'K002', '2026-11-10 11:00', '床垫', '1', '3200'],
  ['D3', 'K003', '2026-11-12 09:00', '台灯', '1', '199'],
  ['D4', 'K004', '2026-11-16 09:00', '书柜', '1', '899'],
  ['D5', 'K004', '2026-10-16 09:00', '书架', '1', '399'],
  ['D6', 'K009', '2026-11-10 09:00', '茶几', '1', '699'],
])

/** The product on its first day, and everybody who works with it. */
export interface Day {
  house: House
  at: Record<Person, Page>
}
