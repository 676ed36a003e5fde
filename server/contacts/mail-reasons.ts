import { type Language, reasons } from '../platform/reason.ts'
import { soon } from './soon-rules.ts'

/** Outcomes of a mail in words; the ledger keeps the code. */
export const mailOutcomeWords = reasons({
  sent: { zh: () => '已发出', en: () => 'sent' },
  unconfirmed: { zh: () => '是否送达不明', en: () => 'not known whether it went out' },
  bounced: { zh: () => '被退回', en: () => 'came back' },
  'asked-not-to-write': { zh: () => '客户要求不再发邮件', en: () => 'asked for no more mail' },
})
export type MailOutcomeCode = keyof typeof mailOutcomeWords

interface MailTold {
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

const failureWords: Record<string, { zh: string; en: string }> = {
  unreachable: { zh: '连不上邮件服务器', en: 'the mail server was not reached' },
  'no-tls': { zh: '与邮件服务器的连接无法加密', en: 'the connection to the mail server could not be encrypted' },
  'sign-in': { zh: '邮件服务器不接受用户名或密码', en: 'the mail server did not take user and password' },
  later: { zh: '邮件服务器要求稍后再试', en: 'the mail server asks to try later' },
  refused: { zh: '邮件服务器拒收', en: 'the mail server refuses it' },
  uncomposed: { zh: '邮件无法生成', en: 'it could not be composed' },
}

/** Why a mail was stopped whose address may no longer be written to, though the customer may. */
export const ADDRESS_NOT_IN_USE = 'address-not-in-use'

/** How a mail stands, for whoever wrote it. */
export function mailSentence(
  { state, failure, words }: { state: string; failure: string | null; words: string | null },
  language: Language,
): string {
  const zh = language === 'zh'
  const said = words ? (zh ? `（${words}）` : ` (${words})`) : ''
  const why = failureWords[failure ?? '']?.[language] ?? ''
  switch (state) {
    case 'waiting':
      if (!why) return zh ? '等待发出，通常在一分钟之内。' : 'It waits to be sent, as a rule for less than a minute.'
      return zh
        ? `${why}${said}，几分钟内自动再试。`
        : `It was not sent: ${why}${said}. It is tried again within minutes.`
    case 'sending':
      return zh ? '正在发送。' : 'It is being sent.'
    case 'sent':
      return zh ? '邮件服务器已收下。' : 'The mail server has taken it.'
    case 'bounced':
      return zh
        ? `被退回${said}。邮箱已标为错误，请核实客户的邮箱。`
        : `It came back${said}. The address is marked as wrong; find out the customer’s present one.`
    case 'unconfirmed':
      return zh
        ? '发送中断，无法确认客户是否收到。不会自动重发；请先向客户核实。'
        : 'It was interrupted; nobody knows whether it arrived. It is not sent again by itself: ask the customer first.'
    case 'stopped':
      if (failure === ADDRESS_NOT_IN_USE) {
        return zh
          ? '发送前这个邮箱已被停用或标为错误，没有发出。如仍需写信，请重写，将发往客户的其他可用邮箱。'
          : 'It was not sent: its address was stopped or marked as wrong meanwhile. Write again if need be; it goes to another address of the customer that is in use.'
      }
      return zh
        ? '发送前规则不再允许，没有发出。请看“能否联系”。'
        : 'It was not sent: the contact policy no longer allowed it. See “May we contact the customer”.'
    default:
      return zh
        ? `没有发出：${why}${said}。请告知管理员，稍后重写。`
        : `It was not sent: ${why}${said}. Tell an administrator, and write it again later.`
  }
}

export const mailReasons = reasons({
  'no-mail-server': {
    zh: () => '本系统没有配置邮件服务器，未登记。请联系管理员配置后再写。',
    en: () =>
      'No mail server is set up for this installation; nothing was registered. Ask the administrator to set one up.',
  },
  'no-product-address': {
    zh: () => '没有配置本系统的访问地址（HUIFANG_ADDRESS），退订链接无法生成，未登记。请联系管理员。',
    en: () =>
      'The address of this installation (HUIFANG_ADDRESS) is not set, so a mail could not say how to stop it; nothing was registered. Ask the administrator.',
  },
  'no-sender': {
    zh: () => '组织还没有登记发件邮箱，未登记。请管理员在“组织”设置中填写。',
    en: () =>
      "The organisation has no sender of mails; nothing was registered. Have an administrator enter one in the organisation's settings.",
  },
  'campaign-without-sender': {
    zh: () =>
      '组织还没有登记发件邮箱，这个活动无法发邮件，未提交，已写的都在。请管理员先在“组织”设置中填写，或只用电话。',
    en: () =>
      "The organisation has no sender of mails, so this campaign could not write; it was not submitted, and what you wrote is kept. Have an administrator enter one in the organisation's settings first, or go by phone alone.",
  },
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
