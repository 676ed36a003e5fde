import { reasons } from '../platform/reason.ts'
import { soon } from './soon-rules.ts'

/** Outcomes of a mail in words; the ledger keeps the code. */
export const mailOutcomeWords = reasons({
  sent: { zh: () => '已发出', en: () => 'sent' },
  bounced: { zh: () => '被退回', en: () => 'came back' },
  'asked-not-to-write': { zh: () => '客户要求不再发邮件', en: () => 'asked for no more mail' },
})
export type MailOutcomeCode = keyof typeof mailOutcomeWords

export interface MailTold {
  at: string
  /** When it is told. */
  now: string
  timeZone: string
  staffName: string
  organisation: string
  campaignName: string | null
  reason: string
  /** The sender that the customer sees. */
  callerNumber: string
  approved: boolean
  outcome: string | null
  state: 'reserved' | 'dialled' | 'made' | 'cancelled'
}

const outcomeOf = ({ outcome }: MailTold) => mailOutcomeWords[outcome as MailOutcomeCode]

function howItEndedZh(mail: MailTold): string {
  if (mail.state === 'cancelled') return '这封邮件最后没有发出。'
  const words = outcomeOf(mail)
  return words ? `登记的结果是：${words.zh()}。` : '是否发出尚未登记。'
}

function howItEndedEn(mail: MailTold): string {
  if (mail.state === 'cancelled') return 'In the end the mail was not sent.'
  const words = outcomeOf(mail)
  return words ? `It is registered as: ${words.en()}.` : 'Whether it went out is not reported yet.'
}

/** What can be told to a customer who asks whether a mail was really ours. */
export const tellOfMail = {
  zh: (f: MailTold) =>
    `是的，${soon(f, 'zh')}，${f.organisation}（${f.staffName}）从 ${f.callerNumber} 给您发过邮件，原因是：${f.reason}。` +
    `${f.campaignName ? `这属于我们的正式活动“${f.campaignName}”${f.approved ? '，已经总部审批' : ''}。` : ''}${howItEndedZh(f)}`,
  en: (f: MailTold) =>
    `Yes: ${soon(f, 'en')}, ${f.organisation} (${f.staffName}) wrote to you from ${f.callerNumber}. The reason: ${f.reason}. ` +
    `${f.campaignName ? `It belongs to our official campaign “${f.campaignName}”${f.approved ? ', which was approved centrally' : ''}. ` : ''}${howItEndedEn(f)}`,
}

export const mailReasons = reasons({
  'address-unreadable': {
    zh: () => '无法识别这个邮箱地址，未登记。请完整填写，例如 name@example.com。',
    en: () => 'This e-mail address cannot be read; nothing was registered. Give it whole, such as name@example.com.',
  },
  'sender-not-ours': {
    zh: (f: { sender: string }) =>
      `${f.sender} 不是本组织的发件邮箱，客户无从核实，未登记。请用“组织”设置中发件邮箱的同一域名发送，或由管理员先登记发件邮箱。`,
    en: (f: { sender: string }) =>
      `${f.sender} is not a sender of this organisation, so customers could not check it; nothing was registered. Send from the domain of the sender in the organisation's settings, or have an administrator enter one there first.`,
  },
  'address-of-several': {
    zh: () => '这个邮箱登记在几位客户名下，未登记。请同时给出客户或客户编号。',
    en: () =>
      'Several customers have this address; nothing was registered. Give the customer or his customer number as well.',
  },
  'address-of-nobody': {
    zh: () => '这个邮箱没有登记在任何客户名下，不能发送。请先登记客户和邮箱。',
    en: () =>
      'This address belongs to no customer and cannot be written to. Register the customer and the address first.',
  },
  'outcome-of-another-channel': {
    zh: () =>
      '这个结果不适用于这次联系的方式，未登记。邮件只能登记：已发出、被退回、要求不再发邮件；其余结果用于电话。',
    en: () =>
      'This outcome does not fit the channel of the contact; nothing was registered. A mail was sent, came back, or ended in a wish for no more mail; the other outcomes are of calls.',
  },
})
