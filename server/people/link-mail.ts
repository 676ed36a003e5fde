import type { Mail } from '../platform/mail.ts'
import type { Language } from '../platform/reason.ts'
import type { MadeLink } from './link.ts'

interface LinkMail {
  name: string
  email: string
  organisation: string
  link: MadeLink
  /** Where the product is reached: `https://huifang.example.com`, without a slash at the end. */
  address: string
  timeZone: string
  language: Language
}

/** The address by which a link is opened. The token stands behind the #, which browsers send to nobody. */
export function linkAddress(address: string, token: string): string {
  return `${address}/welcome#${token}`
}

/** The mail that carries a link, in the reader's language. */
export function linkMail(given: LinkMail): Mail {
  const { email: to, link, language } = given
  const until = link.expiresAt.toZonedDateTimeISO(given.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
  const facts = { ...given, until: until.replace('T', ' '), url: linkAddress(given.address, link.token) }
  return { to, ...WORDS[link.kind][language](facts) }
}

type Facts = LinkMail & { until: string; url: string }

const WORDS: Record<MadeLink['kind'], Record<Language, (f: Facts) => { subject: string; text: string }>> = {
  invitation: {
    zh: f => ({
      subject: `${f.organisation} 邀请您使用回访系统`,
      text: `${f.name}，您好：\n\n${f.organisation} 为您开通了回访系统的账号（${f.email}）。请打开下面的链接设置密码，链接只能使用一次，${f.until} 前有效：\n\n${f.url}\n\n如果您不认识这个组织，请忽略这封邮件。\n`,
    }),
    en: f => ({
      subject: `${f.organisation} invites you to Huifang`,
      text: `Hello ${f.name},\n\n${f.organisation} has opened an account for you (${f.email}). Choose your password with this link; it works once, until ${f.until}:\n\n${f.url}\n\nIf you do not know this organisation, ignore this mail.\n`,
    }),
  },
  'password-reset': {
    zh: f => ({
      subject: '重新设置回访系统的密码',
      text: `${f.name}，您好：\n\n请打开下面的链接为账号 ${f.email} 设置新密码，链接只能使用一次，${f.until} 前有效：\n\n${f.url}\n\n如果不是您本人要求的，请忽略这封邮件，原密码继续有效。\n`,
    }),
    en: f => ({
      subject: 'Choose a new password for Huifang',
      text: `Hello ${f.name},\n\nChoose a new password for ${f.email} with this link; it works once, until ${f.until}:\n\n${f.url}\n\nIf you did not ask for it, ignore this mail; your password stays as it is.\n`,
    }),
  },
}
