import type { Language } from '../platform/reason.ts'

/** What came of handing a mail over, with the words of the mail server and the command (RFC 5321) that they answer. */
export interface Handed {
  kind: 'sent' | 'unreachable' | 'no-tls' | 'sign-in' | 'later' | 'refused' | 'unsure'
  words: string
  command?: string
}

const TRIES_AT_MOST = 5
const MINUTES_BETWEEN = [1, 2, 5, 10]

/** How many minutes after so many tries the next one comes. */
export function minutesUntilNextTry(tries: number): number {
  return MINUTES_BETWEEN[Math.min(tries, MINUTES_BETWEEN.length) - 1]!
}

/** A status of RFC 3463 (section 3.2) or RFC 7505 that says the recipient's address is wrong; 5.1.7 and 5.1.8 are about the sender's. */
const ADDRESS_IS_WRONG = /^\d{3}[ -]#?5\.1\.(?:1|2|3|6|10)(?![\d.])/
/** A refusal of the recipient by its code (RFC 5321, section 4.2.2), without a status that says more. */
const MAY_BE_OF_RECIPIENT = /^(550|551|553)\b(?![ -]#?5\.[1-7])/
const SPEAKS_OF_RECIPIENT =
  /\b(mailbox|recipients?|rcpt|user|account|address|unknown|not found|invalid|does(?: not|n't) exist|no such)\b|用户|邮箱|地址|收件人/i
/** Of us, our mail or the moment: who relays, signs in, sends too much or is listed, what a policy forbids, a box that is full. */
const SPEAKS_OF_US =
  /\b(relay\w*|auth\w*|polic\w+|spam\w*|block\w*|den(?:y|ied)|black\w*|dnsbl|rbl|listed|reputation|sender|from|client|host|helo|ip|ptr|reverse|spf|dkim|dmarc|frequen\w+|rate|limit\w*|too many|full|quota)\b|中继|认证|垃圾|拒绝|频率|已满/i

const refusesRecipient = (words: string) =>
  MAY_BE_OF_RECIPIENT.test(words) && SPEAKS_OF_RECIPIENT.test(words) && !SPEAKS_OF_US.test(words)

/**
 * What a mail has become. Only one that certainly did not go out is tried again. The address is wrong where the server says
 * so by an enhanced status, or answers the recipient by 550, 551 or 553 in words that speak of him alone; a refusal of the
 * sender, of us or of what the mail says leaves the address as it is.
 */
export function whatBecame(
  { kind, words, command }: Handed,
  tries: number,
): 'sent' | 'bounced' | 'unconfirmed' | 'failed' | 'again' {
  if (kind === 'sent') return 'sent'
  if (kind === 'unsure') return 'unconfirmed'
  if (kind !== 'refused') return tries < TRIES_AT_MOST ? 'again' : 'failed'
  const isAddressWrong =
    (command !== 'MAIL FROM' && ADDRESS_IS_WRONG.test(words)) || (command === 'RCPT TO' && refusesRecipient(words))
  return isAddressWrong ? 'bounced' : 'failed'
}

/** The words of a mail server without the addresses in them: whoever reads them need not see these whole. */
export function withoutAddresses(words: string): string {
  return words.replaceAll(/\S+@\S*/g, '…')
}

/** The text of a mail with what every mail says: who writes and why, how to check it, and how to stop them. */
export function mailBody(
  mail: { language: Language; text: string; reason: string; writtenByName: string },
  house: { organisation: string; serviceNumber: string | null; link: string },
): string {
  const { organisation, serviceNumber, link } = house
  const under =
    mail.language === 'zh'
      ? [
          `${organisation} · ${mail.writtenByName}`,
          `为什么写给您：${mail.reason}`,
          ...(serviceNumber ? [`核实这封邮件：请拨打 ${serviceNumber}`] : []),
          `不想再收到我们的邮件，请点击：${link}`,
        ]
      : [
          `${mail.writtenByName}, ${organisation}`,
          `Why we write to you: ${mail.reason}`,
          ...(serviceNumber ? [`To check that this mail is ours, ring ${serviceNumber}`] : []),
          `To get no more mail from us: ${link}`,
        ]
  return `${mail.text}\n\n-- \n${under.join('\n')}\n`
}
