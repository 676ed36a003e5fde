import { reasons } from '../platform/reason.ts'

/** What became of a follow-up, in words; what was closed by a rule has its words in the follow-ups' own reasons. */
export const fateWords = reasons({
  completed: { zh: () => '完成', en: () => 'completed' },
  partial: { zh: () => '部分完成', en: () => 'partly completed' },
  refused: { zh: () => '客户拒绝', en: () => 'refused' },
  'other-end': {
    zh: () => '无法进行（语言、身体、不属对象等）',
    en: () => 'not possible (language, health, not concerned)',
  },
  mailed: { zh: () => '已发邮件', en: () => 'sent by mail' },
  held: { zh: () => '因联系规则暂缓', en: () => 'put off by the contact policy' },
  'handed-out': { zh: () => '坐席手上', en: () => 'in hand' },
  mailing: { zh: () => '邮件发送中', en: () => 'mail under way' },
  'to-mail': { zh: () => '待发邮件', en: () => 'goes by mail' },
  'with-supervisor': { zh: () => '由督导处理', en: () => 'with the supervisor' },
  appointment: { zh: () => '等预约时间', en: () => 'waits for its appointment' },
  later: { zh: () => '改到以后再拨', en: () => 'tried again later' },
  waiting: { zh: () => '到期待派发', en: () => 'due, waiting' },
  'open-then': { zh: () => '期末仍未结束', en: () => 'still open when the period ended' },
})

/** The rule that puts a follow-up off, in a few words. */
export const heldWords = reasons({
  'do-not-contact': { zh: () => '客户要求不再联系', en: () => 'asked not to be contacted' },
  'do-not-contact-purpose': { zh: () => '客户不接受此类联系', en: () => 'declined this kind of contact' },
  'do-not-contact-until': { zh: () => '客户要求暂不联系', en: () => 'asked not to be contacted for now' },
  'no-dialable-number': { zh: () => '没有可拨打的号码', en: () => 'no number to dial' },
  'conversation-cap': { zh: () => '通话次数上限', en: () => 'cap on conversations' },
  'attempt-cap': { zh: () => '拨打次数上限', en: () => 'cap on attempts' },
  'quiet-period': { zh: () => '其他事项的静默期', en: () => 'quiet period of another matter' },
  'attempt-gap': { zh: () => '距上次拨打太近', en: () => 'too soon after the last attempt' },
  'outside-hours': { zh: () => '不在可联系时段', en: () => 'outside the contact hours' },
  'live-contact': { zh: () => '正在被联系', en: () => 'being contacted right now' },
  'no-permitted-hours': { zh: () => '没有可联系的时段', en: () => 'no permitted hours' },
  'number-stopped': { zh: () => '号码上有人要求不再拨打', en: () => 'asked not to be called at this number' },
  'no-address': { zh: () => '没有可写的邮箱', en: () => 'no address to write to' },
  'address-stopped': { zh: () => '邮箱上有人要求不再写信', en: () => 'asked not to be written to at this address' },
  'on-hold': { zh: () => '客户被暂停联系', en: () => 'customer on hold' },
  'cap-closes': { zh: () => '次数上限（不自动放行）', en: () => 'cap that does not release' },
  'conversation-gap': { zh: () => '距上次通话太近', en: () => 'too soon after the last conversation' },
  'outside-own-hours': { zh: () => '不在客户的方便时段', en: () => 'outside the customer’s own hours' },
  'no-consent': { zh: () => '没有同意', en: () => 'no consent' },
  'consent-withdrawn': { zh: () => '已撤回同意', en: () => 'consent withdrawn' },
  'consent-expired': { zh: () => '同意已过期', en: () => 'consent expired' },
  'open-problem': { zh: () => '有未解决的问题', en: () => 'open problem' },
  'other-speaker': { zh: () => '由他人联系', en: () => 'for somebody else to speak to' },
  'too-many-purposes': { zh: () => '一次联系的目的过多', en: () => 'too many purposes at once' },
  'purposes-apart': { zh: () => '目的不得同时进行', en: () => 'purposes that never go together' },
  'year-not-loaded': { zh: () => '节假日表未加载', en: () => 'holiday table not loaded' },
})
