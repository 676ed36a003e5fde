import { reasons } from '../platform/reason.ts'
import { contentReasons } from './content-reasons.ts'
import type { ContentProblemCode } from './content-rules.ts'
import type { StepProblem } from './rules.ts'

type OfStep = StepProblem['facts']

const STATE_ZH = { draft: '草稿', submitted: '待审批', running: '进行中', paused: '已暂停', stopped: '已停止' }
const STATE_EN = {
  draft: 'a draft',
  submitted: 'waiting for approval',
  running: 'running',
  paused: 'paused',
  stopped: 'stopped',
}
const STEP_ZH = {
  submit: '提交',
  withdraw: '撤回',
  approve: '批准',
  return: '退回',
  discard: '放弃新版本',
  pause: '暂停',
  resume: '恢复',
  stop: '停止',
}
const STEP_EN = {
  submit: 'submitted',
  withdraw: 'withdrawn',
  approve: 'approved',
  return: 'returned',
  discard: 'relieved of a next version',
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
}
const AFTER_END_ZH: Partial<Record<OfStep['step'], string>> = {
  submit: '请先延长有效期。',
  approve: '请退回，由策划人延长有效期。',
  resume: '请另建一个活动。',
}
const AFTER_END_EN: Partial<Record<OfStep['step'], string>> = {
  submit: 'Give it a later end first.',
  approve: 'Return it, so that a planner gives it a later end.',
  resume: 'Plan another campaign.',
}

export const campaignsReasons = reasons({
  'campaign-not-in-state': {
    zh: (f: OfStep) => `活动现在是“${STATE_ZH[f.state]}”，不能${STEP_ZH[f.step]}，状态未变。请刷新后查看。`,
    en: (f: OfStep) =>
      `The campaign is ${STATE_EN[f.state]} now and cannot be ${STEP_EN[f.step]}; it stays as it is. Reload to see it.`,
  },
  'campaign-changed': {
    zh: () => '活动内容在您打开后已被修改，本次操作未生效。请重新打开、看过后再操作。',
    en: () => 'The campaign was changed after you opened it, and nothing was done. Open it again and read it first.',
  },
  'second-person-needed': {
    zh: () => '编写或提交活动的人不能批准它，活动仍在等待审批。请由另一位审批人批准。',
    en: () => 'Who wrote or submitted a campaign cannot approve it; it is still waiting. Ask another approver.',
  },
  'validity-is-over': {
    zh: (f: OfStep) => `活动有效期已于 ${f.validUntil} 结束，不能${STEP_ZH[f.step]}，状态未变。${AFTER_END_ZH[f.step]}`,
    en: (f: OfStep) =>
      `The campaign was valid until ${f.validUntil} and cannot be ${STEP_EN[f.step]}; it stays as it is. ${AFTER_END_EN[f.step]}`,
  },
  'campaign-incomplete': {
    zh: (f: { problems: ContentProblemCode[] }) =>
      `活动还没有写完，未提交，已写的都在。请补上：${f.problems.map(code => contentReasons[code].zh()).join('；')}。`,
    en: (f: { problems: ContentProblemCode[] }) =>
      `The campaign is not complete and was not submitted; what you wrote is kept. ${f.problems.map(code => contentReasons[code].en()).join('; ')}.`,
  },
  'campaign-not-a-draft': {
    zh: (f: { state: OfStep['state'] }) =>
      `活动现在是“${STATE_ZH[f.state]}”${f.state === 'stopped' ? '' : '，有一版正在等待审批'}，内容不能改，您的修改未保存。${f.state === 'stopped' ? '请另建一个活动。' : '请先撤回再改。'}`,
    en: (f: { state: OfStep['state'] }) =>
      `The campaign is ${STATE_EN[f.state]}${f.state === 'stopped' ? '' : ' and a version of it waits for approval'}, so its content cannot change; your edit was not saved. ${f.state === 'stopped' ? 'Plan another campaign.' : 'Withdraw it first.'}`,
  },
  'caller-number-is-mobile': {
    zh: (f: { number: string }) =>
      `${f.number} 是手机号，客户无法确认来电身份，未保存。请填写单位统一服务号码或登记的固定电话。`,
    en: (f: { number: string }) =>
      `${f.number} is a mobile number, and a customer cannot tell who calls; nothing was saved. Use the service number or a fixed line.`,
  },
  'caller-number-unknown': {
    zh: (f: { number: string }) =>
      `${f.number} 不是有效的固定电话，也不是单位统一服务号码，未保存。请核对号码（含区号）。`,
    en: (f: { number: string }) =>
      `${f.number} is neither a valid fixed line nor the organisation’s service number; nothing was saved. Check it, with its area code.`,
  },
  'team-unknown': {
    zh: () => '班组不存在或不在您的数据范围内，未保存。请另选一个班组。',
    en: () => 'The team does not exist or lies outside your data scope; nothing was saved. Choose another team.',
  },
  'script-unknown': {
    zh: () => '话术不存在，未保存。请另选一份话术。',
    en: () => 'The script does not exist; nothing was saved. Choose another script.',
  },
  'owner-unknown': {
    zh: () => '负责人不在职或不在本单位，未保存。请另选一位负责人。',
    en: () => 'The owner does not work here; nothing was saved. Choose another owner.',
  },
  'counting-took-too-long': {
    zh: (f: { seconds: number }) =>
      `测算超过 ${f.seconds} 秒，已停下，草稿没有受影响。请缩小机构、时机或条件后再测算。`,
    en: (f: { seconds: number }) =>
      `Counting took longer than ${f.seconds} seconds and was stopped; your draft is untouched. Narrow the branch, the moment or the conditions.`,
  },
})
