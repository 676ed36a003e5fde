import { defineWords } from '../kit/define-words.ts'

/** Words of the channels of a campaign, and of the mail it writes. */
export const words = defineWords({
  zh: {
    channel: '方式',
    'channel-sms': '短信',
    'channel-chat': '企业微信',
    'channel-visit': '上门',
    'channel-not-yet': '这种方式还没有接通，目前可用电话和邮件',
    'channel-both': '电话和邮件',
    'channel-first': '先用哪种',
    'channels-phone': '坐席按班组的排期打电话。',
    'channels-email':
      '到时机、联系规则允许时自动发出下面的邮件，不打电话。没有可用邮箱的客户不会被回访。客户来电时，由所选班组按话术接听。',
    'channels-phone-email': '先打电话；号码不能用，或客户不接受电话时，改发下面的邮件。',
    'channels-email-phone': '先自动发出下面的邮件；没有可用邮箱，或客户不接受邮件时，改由坐席打电话。',
    'says-phone': '电话',
    'says-email': '邮件',
    'says-phone-email': '先电话，不行再邮件',
    'says-email-phone': '先邮件，不行再电话',
    'no-mail': '没有',
    mail: '发给客户的邮件',
    'mail-hint': '谁写的、为什么写、如何核实、如何不再收到，由系统写在末尾，不用自己写。',
    'mail-subject': '主题',
    'mail-text': '正文',
    'mail-insert': (f: { name: string }) => `插入${f.name}`,
    'sender-missing': '组织还没有登记发件邮箱，邮件发不出去，活动也不能提交。',
    'sender-register': '去登记发件邮箱',
    'sender-ask': '请管理员在“设置 · 组织”里登记。',
    'in-words-lead-mail': (f: { trigger: string }) => `${f.trigger}；写邮件，不打电话。`,
    'in-words-lead-first-mail': (f: { trigger: string; team: string; number: string; attempts: number }) =>
      `${f.trigger}；先写邮件，收不到的由${f.team}拨打，来电显示 ${f.number}，每位最多 ${f.attempts} 次。`,
    'in-words-lead-then-mail': (f: { trigger: string; team: string; number: string; attempts: number }) =>
      `${f.trigger}；由${f.team}拨打，来电显示 ${f.number}，每位最多 ${f.attempts} 次；打不了的写邮件。`,
  },
  en: {
    channel: 'By',
    'channel-sms': 'SMS',
    'channel-chat': 'Chat',
    'channel-visit': 'Visit',
    'channel-not-yet': 'It is not connected yet; phone and e-mail are',
    'channel-both': 'Phone and e-mail',
    'channel-first': 'Which first',
    'channels-phone': 'Agents call on the days the plan gives their team.',
    'channels-email':
      'At the right moment, once the contact policy allows it, the mail below goes out by itself; nobody is called. Customers without an address that works are not followed up. The team and the script are for those who ring back.',
    'channels-phone-email':
      'By phone first; where no number works, or the customer wants no calls, the mail below goes out instead.',
    'channels-email-phone':
      'The mail below goes out by itself first; where no address works, or the customer wants no mails, an agent calls instead.',
    'says-phone': 'Phone',
    'says-email': 'E-mail',
    'says-phone-email': 'Phone, else e-mail',
    'says-email-phone': 'E-mail, else phone',
    'no-mail': 'none',
    mail: 'The mail to the customer',
    'mail-hint': 'Who writes, why, how to check it and how to get no more are added at its end; leave them out.',
    'mail-subject': 'Subject',
    'mail-text': 'Text',
    'mail-insert': f => `Insert: ${f.name}`,
    'sender-missing': 'The organisation has no sender of mails yet: no mail can go out, and this cannot be submitted.',
    'sender-register': 'Register the sender',
    'sender-ask': 'Ask an administrator to register it under Settings · Organisation.',
    'in-words-lead-mail': f => `${f.trigger}; by mail, without calls.`,
    'in-words-lead-first-mail': f =>
      `${f.trigger}; by mail first; whom it cannot reach ${f.team} dials, showing ${f.number}, at most ${f.attempts} times each.`,
    'in-words-lead-then-mail': f =>
      `${f.trigger}; ${f.team} dials, showing ${f.number}, at most ${f.attempts} times each; who cannot be called gets a mail.`,
  },
})
