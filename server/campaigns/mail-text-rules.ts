import { filled, placeholdersIn } from '../scripts/rules.ts'

/** What a campaign writes to a customer; who writes, why, how to check it and how to stop it are added to each mail. */
export interface CampaignMail {
  subject: string
  text: string
}

export const MAIL_LIMITS = { subject: 150, text: 10_000 } as const

/** What the mail of a campaign may leave to be filled in, in braces. */
export const MAIL_PLACEHOLDERS = ['customer', 'company', 'reason', 'product'] as const
export type MailFacts = Record<(typeof MAIL_PLACEHOLDERS)[number], string>

export type MailProblemCode =
  | 'mail-subject-missing'
  | 'mail-text-missing'
  | 'mail-placeholder-unknown'
  | 'mail-asks-for-secrets'
  | 'mail-link-unsafe'

const SECRETS =
  /密码|口令|验证码|校验码|动态码|身份证号|银行卡号|信用卡号|\b(passwords?|passcodes?|pin codes?|(verification|one[- ]time|security) codes?|(id|identity|passport|card) numbers?|cvv|social security)\b/i
const DENIED = /不会|不要|切勿|请勿|勿|绝不|从不|\b(never|not|no one|nobody)\b|n't\b/i
const LINK = /\b[a-z][a-z+.-]*:\/\/[^\s<>"，。；）]+/gi

/** What keeps the mail of a campaign from going out. Without one, nothing: a campaign by phone needs none. */
export function problemsOfMail(mail: CampaignMail | null): MailProblemCode[] {
  if (!mail) return []
  const both = `${mail.subject}\n${mail.text}`
  const known: readonly string[] = MAIL_PLACEHOLDERS
  const found: [MailProblemCode, boolean][] = [
    ['mail-subject-missing', mail.subject.trim() === ''],
    ['mail-text-missing', mail.text.trim() === ''],
    ['mail-placeholder-unknown', placeholdersIn(both).some(name => !known.includes(name))],
    ['mail-asks-for-secrets', sentencesOf(both).some(said => SECRETS.test(said) && !DENIED.test(said))],
    ['mail-link-unsafe', (both.match(LINK) ?? []).some(link => !isSafe(link))],
  ]
  return found.flatMap(([code, holds]) => (holds ? [code] : []))
}

const sentencesOf = (text: string) => text.split(/[。！？!?；;\n]|\.\s/)

/** A link that shows where it leads: encrypted, to a named host, with nothing about the customer in it. */
function isSafe(link: string): boolean {
  const url = URL.parse(link)
  if (!url || url.protocol !== 'https:' || url.username !== '' || link.includes('{')) return false
  return url.hostname.includes('.') && !/^\[|^[\d.]+$/.test(url.hostname)
}

/** The mail as this customer reads it; where nothing is left of a part, it says the reason. */
export function mailFor(mail: CampaignMail, facts: MailFacts): CampaignMail {
  const words = new Map(Object.entries(facts))
  const subject = filled(mail.subject, words).replaceAll(/\s+/g, ' ').trim()
  return { subject: subject || facts.reason, text: filled(mail.text, words).trim() || facts.reason }
}
