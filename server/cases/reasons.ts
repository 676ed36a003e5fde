import { reasons } from '../platform/reason.ts'
import type { CaseState, CaseStep } from './rules.ts'

const STATE_ZH: Record<CaseState, string> = { open: '处理中', confirming: '待客户确认', closed: '已关闭' }
const STATE_EN: Record<CaseState, string> = { open: 'open', confirming: 'waiting for the customer', closed: 'closed' }
const STEP_ZH: Record<CaseStep, string> = {
  assign: '转交',
  note: '记录',
  solve: '提交解决方案',
  'confirm-again': '再次确认',
  'customer-content': '由客户确认',
  'customer-not-content': '由客户退回',
  'customer-not-reached': '记为未联系上',
  'close-unheard': '以未联系上结束',
  'deadline-passed': '记为超期',
}
const STEP_EN: Record<CaseStep, string> = {
  assign: 'assigned',
  note: 'noted',
  solve: 'solved',
  'confirm-again': 'confirmed again',
  'customer-content': 'confirmed by the customer',
  'customer-not-content': 'sent back by the customer',
  'customer-not-reached': 'marked as not reached',
  'close-unheard': 'ended without the customer’s word',
  'deadline-passed': 'marked as overdue',
}

interface Impossible {
  state: CaseState
  step: CaseStep
}

export const casesReasons = reasons({
  'case-step-not-possible': {
    zh: (f: Impossible) => `问题单目前“${STATE_ZH[f.state]}”，不能${STEP_ZH[f.step]}，内容未改变。请刷新查看最新状态。`,
    en: (f: Impossible) =>
      `The case is ${STATE_EN[f.state]} and cannot be ${STEP_EN[f.step]} now; nothing was changed. Reload to see where it stands.`,
  },
  'case-needs-a-confirmation': {
    zh: () => '问题单只能由确认回访关闭：请提交解决方案，由另一位同事向客户确认。问题单保持不变。',
    en: () =>
      'A case closes only by a confirming follow-up: submit the solution and a colleague will ask the customer. The case is unchanged.',
  },
  'solver-does-not-confirm': {
    zh: () => '解决问题的人不能自己向客户确认，本次结果未保存。请交给另一位同事回访。',
    en: () =>
      'Whoever solved a case does not ask the customer about it; the result was not saved. Leave this follow-up to a colleague.',
  },
  'nobody-to-confirm': {
    zh: () => '除解决人外，没有班组成员可以向客户确认，方案未提交。请先把同事加入本机构或上级机构的班组。',
    en: () =>
      'Apart from the solver no team member can ask the customer, so the solution was not submitted. Add a colleague to a team of this branch or of one above first.',
  },
  'still-being-confirmed': {
    zh: () => '确认回访还在进行，不会重复联系客户。请等待结果。',
    en: () =>
      'The confirming follow-up is still under way, and the customer will not be called twice. Wait for its result.',
  },
  'too-few-attempts': {
    zh: (f: { needed: number; made: number }) =>
      `结束前至少要联系客户 ${f.needed} 次，目前 ${f.made} 次，问题单保持不变。请再次确认。`,
    en: (f: { needed: number; made: number }) =>
      `The customer must have been called ${f.needed} times before; so far it was ${f.made}. The case is unchanged; plan another confirming follow-up.`,
  },
  'owner-cannot-handle': {
    zh: (f: { name: string }) =>
      `${f.name}不能处理该机构的问题单（没有权限、机构不符或已停用），负责人未改变。请选择其他同事。`,
    en: (f: { name: string }) =>
      `${f.name} cannot handle cases of this branch (no permission, another branch, or deactivated); the owner is unchanged. Choose somebody else.`,
  },
  'nobody-to-own': {
    zh: () => '没有可以负责问题单的主管或负责人，问题单未建立。请先添加一位主管。',
    en: () => 'There is no supervisor or owner who could take the case, so it was not opened. Add a supervisor first.',
  },
})
