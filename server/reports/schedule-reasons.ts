import { reasons } from '../platform/reason.ts'

/** Why a schedule is refused. */
export const scheduleReasons = reasons({
  'mail-not-configured': {
    zh: () => '尚未配置邮件服务器，没有发送。请让运维设置 HUIFANG_SMTP_URL 和 HUIFANG_MAIL_FROM 后重启。',
    en: () =>
      'No mail server is configured, so nothing was sent. Ask the operator to set HUIFANG_SMTP_URL and HUIFANG_MAIL_FROM and to restart.',
  },
  'schedule-changed-meanwhile': {
    zh: () => '这份定时报表刚被别人改过，您的修改未保存。请重新打开后再改。',
    en: () => 'Somebody else has just changed this report, so your change was not saved. Open it again and repeat it.',
  },
  'schedule-day-missing': {
    zh: () => '请选择星期几（每周）或几号（每月），未保存。',
    en: () => 'Choose the weekday of a weekly or the day of a monthly report; nothing was saved.',
  },
  'recipient-not-known': {
    zh: () => '收件人中有人不是本机构在职员工，未保存。请从名单中选择。',
    en: () => 'One of the recipients is no active member of staff; nothing was saved. Choose from the list.',
  },
})

/** Why a mail with a report did not go out: what the mail server did, or why the report could not be made. */
export const mailFailureWords = reasons({
  unreachable: {
    zh: () => '连不上邮件服务器，邮件没有发出，会自动重试。',
    en: () => 'The mail server was not reached; the mail did not go out and is tried again.',
  },
  'no-tls': {
    zh: () => '与邮件服务器的连接无法加密，或证书不受信任，邮件没有发出。请让运维检查配置。',
    en: () =>
      'The connection to the mail server could not be encrypted or its certificate is not trusted; the mail did not go out. Ask the operator to check.',
  },
  'sign-in': {
    zh: () => '邮件服务器不接受用户名和密码，邮件没有发出。请让运维检查配置。',
    en: () => 'The mail server did not take user and password; the mail did not go out. Ask the operator to check.',
  },
  later: {
    zh: () => '邮件服务器要求稍后再发，会自动重试。',
    en: () => 'The mail server asks to try later; it is tried again.',
  },
  refused: {
    zh: () => '邮件服务器拒收，不再重试。请核对收件地址。',
    en: () => 'The mail server refused the mail; it is not tried again. Check the address.',
  },
  unsure: {
    zh: () => '邮件已交给服务器，但未收到确认，会用同一编号重发；收件人可能收到两封相同的邮件。',
    en: () =>
      'The mail was handed over but never confirmed; it is sent again under the same number, and may arrive twice.',
  },
  'recipient-gone': {
    zh: () => '收件人已离职，未发送。请更新收件人。',
    en: () => 'The recipient has left; nothing was sent. Update the recipients.',
  },
  'recipient-may-not': {
    zh: () => '收件人不再有权查看这部分报表，未发送。请更新收件人。',
    en: () => 'The recipient may no longer read this part of the reports; nothing was sent. Update the recipients.',
  },
  'schedule-removed': {
    zh: () => '定时报表已删除，未发送。',
    en: () => 'The schedule was removed; nothing was sent.',
  },
  'not-built': {
    zh: () => '报表未能生成，会自动重试；若反复出现请告知管理员。',
    en: () => 'The report could not be made; it is tried again. Tell an administrator if it recurs.',
  },
})

export type MailFailureCode = keyof typeof mailFailureWords
