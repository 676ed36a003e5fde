import type { Language } from '../platform/reason.ts'

/** What came of handing a mail over, with the words of the mail server. */
export interface Handed {
  kind: 'sent' | 'unreachable' | 'no-tls' | 'sign-in' | 'later' | 'refused' | 'unsure'
  words: string
}

const TRIES_AT_MOST = 5
const MINUTES_BETWEEN = [1, 2, 5, 10]

/** How many minutes after so many tries the next one comes. */
export function minutesUntilNextTry(tries: number): number {
  return MINUTES_BETWEEN[Math.min(tries, MINUTES_BETWEEN.length) - 1]!
}

/**
 * What a mail has become. Only one that certainly did not go out is tried again. A server that refuses the recipient says so
 * by 550, 551 or 553, or by an enhanced code of 5.1 (RFC 3463, section 3.2: the address); then the address is wrong.
 */
export function whatBecame(
  { kind, words }: Handed,
  tries: number,
): 'sent' | 'bounced' | 'unconfirmed' | 'failed' | 'again' {
  if (kind === 'sent') return 'sent'
  if (kind === 'unsure') return 'unconfirmed'
  if (kind === 'refused') return /\b5\.1\.\d+\b|^(550|551|553)\b(?! ?5\.[2-7])/.test(words) ? 'bounced' : 'failed'
  return tries < TRIES_AT_MOST ? 'again' : 'failed'
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
