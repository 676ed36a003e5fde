import type { Finding } from './doctor-rules.ts'

const NEXT = {
  server: {
    zh: '请设置 HUIFANG_SMTP_URL、HUIFANG_MAIL_FROM 和 HUIFANG_ADDRESS，然后重新启动；等待的邮件会自动发出。',
    en: 'Set HUIFANG_SMTP_URL, HUIFANG_MAIL_FROM and HUIFANG_ADDRESS and start again; what waits goes out by itself.',
  },
  address: {
    zh: '请设置 HUIFANG_ADDRESS（客户能打开的网址，邮件里的退订链接要用）并重新启动。',
    en: 'Set HUIFANG_ADDRESS, which customers can open and the link that stops the mails needs, and start again.',
  },
  sender: {
    zh: '请管理员在“设置 → 组织”登记发件邮箱。',
    en: 'Have an administrator register the sender of mails under Settings → Organisation.',
  },
}

/**
 * Whether mails to customers are due that cannot go out, and what they want for.
 * @param waiting how many are due, and how many of them are of organisations without a sender
 * @param has whether a mail server is set, and the address that customers open
 */
export function mailsWaiting(
  waiting: { all: number; withoutSender: number },
  has: { server: boolean; address: boolean },
): Finding {
  const check = 'mails'
  const wants = has.server ? (has.address ? 'sender' : 'address') : 'server'
  const count = wants === 'sender' ? waiting.withoutSender : waiting.all
  if (count === 0) return { check, level: 'fine', zh: '没有发不出去的邮件', en: 'No mail to a customer is held up' }
  const why = {
    server: { zh: '没有设置邮件服务器', en: 'no mail server is set' },
    address: { zh: '没有设置本系统的网址', en: 'the address of the product is not set' },
    sender: { zh: '组织没有登记发件邮箱', en: 'their organisation has no sender' },
  }[wants]
  return {
    ...{ check, level: 'watch', zh: `${count} 封给客户的邮件在等待：${why.zh}` },
    en: count === 1 ? `1 mail to a customer waits: ${why.en}` : `${count} mails to customers wait: ${why.en}`,
    next: NEXT[wants],
  }
}
