import { reasons } from '../platform/reason.ts'
import type { ContactChannel } from './channel-rules.ts'
import { type MailOutcomeCode, mailOutcomeWords, tellOfMail } from './mail-reasons.ts'
import { soon } from './soon-rules.ts'
import { release, type Until } from './verdict-reasons.ts'

export { type VerdictCode, verdictReasons } from './verdict-reasons.ts'

/** A verdict as a whole, in words; its reasons follow. */
export const wholeVerdict = reasons({
  allow: { zh: () => '现在可以联系。', en: () => 'The customer may be contacted now.' },
  defer: {
    zh: (f: Until) => `现在不能联系，${release(f, 'zh')} 起可以。`,
    en: (f: Until) => `The customer may not be contacted now, but from ${release(f, 'en')} on.`,
  },
  deny: { zh: () => '不能联系。', en: () => 'The customer must not be contacted.' },
})

/** Outcomes of a contact in words; the ledger keeps the code. What each leads to is a rule of the follow-ups. */
export const outcomeWords = reasons({
  completed: { zh: () => '已完成', en: () => 'completed' },
  partial: { zh: () => '部分完成', en: () => 'partly completed' },
  refused: { zh: () => '客户拒绝', en: () => 'refused' },
  'soft-refused': { zh: () => '客户暂不愿意', en: () => 'refused for now' },
  'asked-not-to-call': { zh: () => '客户要求不再联系', en: () => 'asked not to be contacted' },
  appointment: { zh: () => '另约时间', en: () => 'another time agreed' },
  'someone-else': { zh: () => '他人接听，本人不在', en: () => 'somebody else answered, the customer was away' },
  'hung-up': { zh: () => '接通后中断', en: () => 'the line broke off after it was answered' },
  'voice-mail': { zh: () => '语音信箱', en: () => 'voice mail' },
  incapable: { zh: () => '客户无法接受回访', en: () => 'the customer is not able to answer' },
  deceased: { zh: () => '客户已故', en: () => 'the customer has died' },
  language: { zh: () => '语言不通', en: () => 'no common language' },
  'not-eligible': { zh: () => '不属于回访对象', en: () => 'not concerned by this follow-up' },
  'no-answer': { zh: () => '无人接听', en: () => 'no answer' },
  busy: { zh: () => '占线', en: () => 'busy' },
  'powered-off': { zh: () => '关机', en: () => 'switched off' },
  unreachable: { zh: () => '无法接通', en: () => 'out of reach' },
  'technical-problem': { zh: () => '线路故障', en: () => 'technical problem' },
  'wrong-number': { zh: () => '号码不是本人', en: () => 'wrong person at this number' },
  'not-in-service': { zh: () => '空号或停机', en: () => 'number not in service' },
  fax: { zh: () => '传真或数据线', en: () => 'fax or data line' },
  unreported: { zh: () => '未登记结果', en: () => 'the result was not reported' },
})
export type OutcomeCode = keyof typeof outcomeWords

/** Whatever the ledger may have as an outcome, of calls and of mails. */
export const ledgerOutcomeWords = { ...outcomeWords, ...mailOutcomeWords }
export type LedgerOutcome = OutcomeCode | MailOutcomeCode

export const contactsReasons = reasons({
  'expiry-in-the-past': {
    zh: () => '到期时间已过，未登记。请填写将来的时间，或留空表示长期有效。',
    en: () => 'The expiry lies in the past; nothing was registered. Give a future time, or none for good.',
  },
  'number-not-readable': {
    zh: () => '无法识别这个号码，未查询。请连同区号或国家代码完整填写。',
    en: () => 'This number cannot be read; nothing was looked up. Give it whole, with its area or country code.',
  },
  'not-enough-heard': {
    zh: () => '信息不够，未查询。请输入号码、号码片段（至少末四位）、姓名或客户编号。',
    en: () =>
      'That is not enough; nothing was looked up. Give a number, pieces of it with at least the last four digits, a name, or a customer number.',
  },
  'handled-already': {
    zh: () => '这条举报已处理，未重复登记。请刷新查看。',
    en: () => 'This report was dealt with already and was not changed. Reload to see it.',
  },
  'say-whom': {
    zh: () => '没有说明要联系谁，未登记。请给出客户、客户编号或号码。',
    en: () =>
      'It does not say who is to be contacted; nothing was registered. Give the customer, his number with you, or the phone number.',
  },
  'number-of-several': {
    zh: () => '这个号码登记在几位客户名下，未登记。请同时给出客户或客户编号。',
    en: () =>
      'Several customers have this number; nothing was registered. Give the customer or his customer number as well.',
  },
  'number-of-nobody': {
    zh: () => '这个号码没有登记在任何客户名下，不能拨打。请先登记客户和号码。',
    en: () => 'This number belongs to no customer and cannot be dialled. Register the customer and the number first.',
  },
  'customer-busy': {
    zh: () => '另一个请求正在判断这位客户，未登记。请稍后再问。',
    en: () =>
      'Another request is being decided for this customer right now; nothing was registered. Ask again in a moment.',
  },
  'reported-already': {
    zh: () => '这次外部联系的结果已登记，未作更改。',
    en: () => 'The outcome of this outside contact is registered already and was not changed.',
  },
  'reported-too-late': {
    zh: (f: { days: number }) => `外部联系的结果最迟在 ${f.days} 天内补报，未登记。`,
    en: (f: { days: number }) =>
      `The outcome of an outside contact can be reported within ${f.days} days; nothing was registered.`,
  },
  'contact-not-live': {
    zh: () => '这次联系已结束，未作更改。请刷新后查看最新状态。',
    en: () => 'This contact has ended already and was not changed. Reload to see its state.',
  },
  'number-not-dialable': {
    zh: () => '所选号码不可拨打或不属于这位客户，未拨打。请选择列表中的号码。',
    en: () =>
      'The chosen number cannot be dialled or is not this customer’s; nothing was dialled. Choose one of the list.',
  },
  'stop-lifted': {
    zh: () => '这条“不再联系”已解除，无需再次操作。',
    en: () => 'This wish has been lifted already; there is nothing to do.',
  },
})

interface Told {
  channel: ContactChannel
  at: string
  /** When it is told. */
  now: string
  timeZone: string
  staffName: string
  teamName: string
  organisation: string
  campaignName: string | null
  reason: string
  callerNumber: string
  approved: boolean
  conversed: boolean
  outcome: LedgerOutcome | null
  state: 'reserved' | 'dialled' | 'made' | 'cancelled'
}

function howItEndedZh({ state, outcome }: Told): string {
  if (state === 'reserved') return '这个电话已登记，尚未拨出。'
  if (state === 'cancelled') return '这个电话最后没有拨出。'
  return outcome ? `登记的结果是：${ledgerOutcomeWords[outcome].zh()}。` : '通话正在进行或结果尚未登记。'
}

function howItEndedEn({ state, outcome }: Told): string {
  if (state === 'reserved') return 'The call is registered and has not been made yet.'
  if (state === 'cancelled') return 'In the end the call was not made.'
  return outcome
    ? `It is registered as: ${ledgerOutcomeWords[outcome].en()}.`
    : 'It is under way, or its result is not reported yet.'
}

const callZh = (f: Told) =>
  `是的，${soon(f, 'zh')}，${f.organisation}${f.teamName}的${f.staffName}` +
  `${f.state === 'reserved' || f.state === 'cancelled' ? '准备' : ''}${f.callerNumber && `用 ${f.callerNumber} `}给您打电话，原因是：${f.reason}。` +
  `${f.campaignName ? `这属于我们的正式活动“${f.campaignName}”${f.approved ? '，已经总部审批' : ''}。` : ''}${howItEndedZh(f)}`

const callEn = (f: Told) =>
  `Yes: ${soon(f, 'en')}, ${f.staffName} of ${f.teamName}, ${f.organisation}, ` +
  `${f.state === 'reserved' || f.state === 'cancelled' ? 'was to call' : 'called'} you${f.callerNumber && ` from ${f.callerNumber}`}. The reason: ${f.reason}. ` +
  `${f.campaignName ? `It belongs to our official campaign “${f.campaignName}”${f.approved ? ', which was approved centrally' : ''}. ` : ''}${howItEndedEn(f)}`

/** What can be told to a customer who asks “was that really you?”. */
export const tellCustomer = reasons({
  registered: {
    zh: (f: Told) => (f.channel === 'email' ? tellOfMail.zh(f) : callZh(f)),
    en: (f: Told) => (f.channel === 'email' ? tellOfMail.en(f) : callEn(f)),
  },
  elsewhere: {
    zh: (f: { organisation: string }) =>
      `我们登记过给您的电话，由${f.organisation}的另一机构拨出，我请同事核实后回复您。`,
    en: (f: { organisation: string }) =>
      `A call to you is registered; another branch of ${f.organisation} made it. I will have it checked and call you back.`,
  },
  none: {
    zh: (f: { serviceNumber: string | null }) =>
      `我们没有登记过给这个号码的任何电话，那通电话不是我们打的，可能是冒充。请不要提供验证码、密码或转账${f.serviceNumber ? `，有疑问请拨打 ${f.serviceNumber}` : ''}。`,
    en: (f: { serviceNumber: string | null }) =>
      `No call from us to this number is registered, so that was not us; somebody may be posing as us. Do not give codes or passwords and do not transfer money${f.serviceNumber ? `; in doubt ring ${f.serviceNumber}` : ''}.`,
  },
  'none-by-address': {
    zh: (f: { serviceNumber: string | null }) =>
      `我们没有登记过发往这个邮箱的任何邮件，那封邮件不是我们发的，可能是冒充。请不要点开其中的链接或附件，不要提供验证码、密码${f.serviceNumber ? `，有疑问请拨打 ${f.serviceNumber}` : ''}。`,
    en: (f: { serviceNumber: string | null }) =>
      `No mail from us to this address is registered, so that was not us; somebody may be posing as us. Do not open its links or attachments and give no codes or passwords${f.serviceNumber ? `; in doubt ring ${f.serviceNumber}` : ''}.`,
  },
  'none-by-name': {
    zh: () => '按您说的姓名没有查到登记的电话。请提供接到电话的完整号码，我再为您核实。',
    en: () =>
      'No registered call was found by this name. Please give the whole number that was called, so that I can be sure.',
  },
  'none-by-part': {
    zh: () => '按这几位数字没有查到登记的电话。请提供接到电话的完整号码，我再为您核实。',
    en: () =>
      'No registered call was found by these digits. Please give the whole number that was called, so that I can be sure.',
  },
})

/** What the agent who was asked should do next. */
export const adviseAgent = reasons({
  'mailed-and-stopped': {
    zh: () => '把上面的话告诉客户，并说明这个邮箱不会再收到我们的邮件。',
    en: () => 'Tell the customer what stands above, and that this address gets no more mail from us.',
  },
  mailed: {
    zh: () => '把上面的话告诉客户即可；如客户不愿再收到邮件，请登记“不再给这个邮箱发邮件”。',
    en: () => 'Tell the customer what stands above. If he wants no more mail, register that for his address.',
  },
  registered: {
    zh: () => '把上面的话告诉客户即可；如客户不愿再接到此类电话，请登记“不再联系”。',
    en: () => 'Tell the customer what stands above. If he wants no more such calls, register it.',
  },
  elsewhere: {
    zh: () => '这次联系由您数据范围以外的机构登记。请转总部热线核实，不要告诉客户是诈骗。',
    en: () => 'It is registered by a branch outside your scope. Pass it to the central hotline; do not call it fraud.',
  },
  none: {
    zh: () => '请登记“疑似冒充来电”：时间、对方号码和说辞，并提醒客户可拨打反诈专线 96110。',
    en: () =>
      'Report it as a suspected fake call: when it was, the number that called and what was said; and name the police’s fraud line.',
  },
  'none-by-address': {
    zh: () => '请登记“疑似冒充”：收到的时间、发件人地址和内容；请客户不要点开其中的链接。',
    en: () =>
      'Report it as suspected fraud: when it came, from which address, what it says; and nobody is to open its links.',
  },
  'none-by-part': {
    zh: () => '仅凭几位数字不能断定；请向客户要完整号码后再查一次。',
    en: () => 'A few digits do not settle it; ask for the whole number and look again.',
  },
  'none-by-name': {
    zh: () => '仅凭姓名和尾号不能断定；请向客户要完整号码后再查一次。',
    en: () => 'Name and last digits alone do not settle it; ask for the whole number and look again.',
  },
})
