import { soon } from '../contacts/soon-rules.ts'
import { reasons } from '../platform/reason.ts'
import type { ClosedReason, ReturnReason } from './rules.ts'

export const followupsReasons = reasons({
  'not-in-your-hands': {
    zh: () => '这条回访不在您手上，未作更改。请返回工作台领取下一条。',
    en: () => 'This follow-up is not in your hands and was not changed. Go back to the desk and take the next one.',
  },
  'lease-lost': {
    zh: (f: { name: string }) =>
      `超时未操作，这条回访已转给${f.name}，您的结果未登记。请把要点告诉对方，再领取下一条。`,
    en: (f: { name: string }) =>
      `There was no work on this follow-up for too long and it went to ${f.name}; your outcome was not registered. Tell your colleague what you learnt, then take the next one.`,
  },
  'lease-ended': {
    zh: () => '超时未操作，这条回访已回到队列，您的结果未登记。请重新领取后再登记。',
    en: () =>
      'There was no work on this follow-up for too long and it returned to the queue; your outcome was not registered. Take it again to report it.',
  },
  'already-settled': {
    zh: () => '这条回访已登记结果，未重复登记。请领取下一条。',
    en: () => 'The outcome of this follow-up is registered already; it was not counted again. Take the next one.',
  },
  'carried-with-another': {
    zh: () => '这件事正随同另一条回访在同一通电话里谈，未作更改。请等那通电话登记结果。',
    en: () =>
      'This matter is spoken about in the call of another follow-up and was not changed. Wait for the outcome of that call.',
  },
  'carried-no-more': {
    zh: () => '有一件事已不在这通电话里（客户不愿再谈，或已另行安排），结果尚未登记。请看最新内容后再登记。',
    en: () =>
      'One of the matters is not part of this call any more: the customer does not want it, or it was arranged otherwise. Nothing was registered yet; look at what is shown now and report again.',
  },
  'not-dialled': {
    zh: () => '还没有拨打，不能登记通话结果。请先拨打；如不便拨打，请退回并说明原因。',
    en: () => 'It was not dialled, so there is no outcome to report. Dial first, or give it back with a reason.',
  },
  'dialled-already': {
    zh: () => '已经拨打，不能直接退回。请登记通话结果。',
    en: () => 'It was dialled already and cannot be given back. Report the outcome of the call.',
  },
  'outcome-not-for-agents': {
    zh: () => '这个结果由系统登记，不能手工选择。请选择实际的通话结果。',
    en: () => 'This outcome is set by the product and cannot be chosen. Choose what really happened.',
  },
  'appointment-needed': {
    zh: () => '请填写约定的时间，结果尚未登记。',
    en: () => 'Give the time that was agreed; the outcome is not registered yet.',
  },
  'appointment-not-possible': {
    zh: (f: { until: string | null; now: string; timeZone: string; why: { zh: string } }) =>
      `约定的时间不能联系：${f.why.zh}${f.until ? `最早可约 ${soon({ ...f, at: f.until }, 'zh')}。` : ''}结果尚未登记，请与客户另约。`,
    en: (f: { until: string | null; now: string; timeZone: string; why: { en: string } }) =>
      `The agreed time is not possible. ${f.why.en} ${f.until ? `The earliest is ${soon({ ...f, at: f.until }, 'en')}. ` : ''}The outcome is not registered yet; agree on another time.`,
  },
  'appointment-after-campaign': {
    zh: (f: { until: string }) => `活动到 ${f.until} 结束，约定的时间在其后，结果尚未登记。请约在此之前。`,
    en: (f: { until: string }) =>
      `The campaign ends on ${f.until} and the agreed time lies after it; the outcome is not registered yet. Agree on an earlier time.`,
  },
  'appointment-in-the-past': {
    zh: () => '约定的时间已过，结果尚未登记。请填写将来的时间。',
    en: () => 'The agreed time has passed; the outcome is not registered yet. Give a future time.',
  },
  'appointment-too-far': {
    zh: (f: { days: number }) => `约定的时间超过 ${f.days} 天，结果尚未登记。请约近一些的时间。`,
    en: (f: { days: number }) =>
      `The agreed time is more than ${f.days} days away; the outcome is not registered yet. Agree on a nearer one.`,
  },
  'answers-not-complete': {
    zh: (f: { missing: string[] }) =>
      `还有 ${f.missing.length} 个必答问题没有答案，未登记为“已完成”。请补全，或选择“部分完成”。`,
    en: (f: { missing: string[] }) =>
      `${f.missing.length} required questions have no answer, so it was not registered as completed. Answer them, or choose “partly completed”.`,
  },
  'answers-do-not-fit': {
    zh: (f: { questions: string[] }) => `问题 ${f.questions.join('、')} 的答案不符合要求，未保存。请更正后重试。`,
    en: (f: { questions: string[] }) =>
      `The answers to ${f.questions.join(', ')} do not fit the questions; nothing was saved. Correct them and try again.`,
  },
  'campaign-not-running': {
    zh: () => '所属活动已暂停或停止，不能拨打，客户未被打扰。请退回并领取下一条。',
    en: () =>
      'The campaign is paused or stopped, so it cannot be dialled; the customer was not disturbed. Give it back and take the next one.',
  },
  'skipped-enough-today': {
    zh: (f: { most: number }) => `今天已跳过 ${f.most} 条，达到上限，这条回访未跳过。请拨打，或上报主管。`,
    en: (f: { most: number }) =>
      `You have skipped ${f.most} today, which is the limit; this one was not skipped. Call, or send it up to a supervisor.`,
  },
  'skipped-too-often': {
    zh: (f: { most: number }) => `这条回访已被跳过 ${f.most} 次，未再跳过。请拨打，或上报主管。`,
    en: (f: { most: number }) =>
      `This follow-up was skipped ${f.most} times already and was not skipped again. Call, or send it up to a supervisor.`,
  },
  'escalated-already': {
    zh: () => '这条回访已上报，正在等主管答复，未重复上报。请登记结果或继续下一条。',
    en: () =>
      'This follow-up is up with a supervisor already and was not sent again. Report the outcome, or go on with the next.',
  },
  'answered-already': {
    zh: (f: { name: string }) => `${f.name}已经答复，您的答复未保存。请刷新查看。`,
    en: (f: { name: string }) => `${f.name} has answered already; your answer was not saved. Reload to see it.`,
  },
  'taken-by-another': {
    zh: (f: { name: string }) => `${f.name}已接手这条上报，未作更改。请处理下一条。`,
    en: (f: { name: string }) => `${f.name} is dealing with it already; nothing was changed. Take the next one.`,
  },
  'in-hand-now': {
    zh: (f: { name: string }) => `这条回访正在${f.name}手上，未作更改。请等他登记结果。`,
    en: (f: { name: string }) =>
      `This follow-up is in the hands of ${f.name} and was not changed. Wait for the outcome.`,
  },
  'person-does-not-work': {
    zh: () => '这位同事已停用、不拨打回访，或看不到这位客户，未作更改。请选择其他同事。',
    en: () =>
      'This colleague is deactivated, does not work follow-ups, or does not see the customer; nothing was changed. Choose somebody else.',
  },
  'kept-for-another': {
    zh: () => '这个约定不是留给您的，未作更改。请主管改派或改约。',
    en: () => 'This appointment is not kept for you and was not changed. Ask a supervisor to move it.',
  },
  'no-appointment': {
    zh: () => '这条回访没有约定时间，未作更改。请刷新查看最新状态。',
    en: () => 'This follow-up has no appointment; nothing was changed. Reload to see its state.',
  },
  'nobody-to-call-back': {
    zh: () => '这位客户所在机构及上级没有可拨打的班组，未登记回电。请联系主管安排。',
    en: () =>
      'No team of this customer’s branch or above could call back, so nothing was promised. Ask a supervisor to arrange it.',
  },
  'span-too-long': {
    zh: (f: { days: number }) => `时间范围须在 1 至 ${f.days} 天之间，未查询。请缩短范围。`,
    en: (f: { days: number }) => `The span must be between one and ${f.days} days; nothing was looked up. Shorten it.`,
  },
  'window-in-disorder': {
    zh: () => '到期时间须晚于计划时间且在将来，未添加。请更正后重试。',
    en: () => 'It must expire after it is due, and in the future; nothing was added. Correct the times and try again.',
  },
})

/** The reasons of one call about several things, in the language they are written in. */
export function reasonsTogether(reasons: readonly string[]): string {
  const isChinese = reasons.some(reason => /\p{Script=Han}/u.test(reason))
  return [...new Set(reasons)].join(isChinese ? '，以及' : ', and ')
}

/** Why a follow-up was closed by a rule, in words. */
export const closedWords: Record<ClosedReason, Record<'zh' | 'en', string>> = {
  'no-number': { zh: '没有可拨打的号码', en: 'there is no number to dial' },
  'no-address': { zh: '没有可写的邮箱', en: 'there is no address to write to' },
  'mail-failed': { zh: '邮件没有送达', en: 'the mail did not arrive' },
  expired: { zh: '已过回访时机', en: 'its time has passed' },
  'max-attempts': { zh: '已达拨打次数上限', en: 'all attempts were made' },
  'do-not-contact': { zh: '客户要求不再联系', en: 'the customer asked not to be contacted' },
  'campaign-stopped': { zh: '活动已停止', en: 'the campaign was stopped' },
  'not-permitted': { zh: '联系规则不允许', en: 'the contact policy does not permit it' },
  skipped: { zh: '已跳过，无需联系', en: 'skipped, no call is needed' },
  merged: { zh: '与合并的客户重复', en: 'the same customer waited twice' },
}

/** Why an agent gave a follow-up back, in words. */
export const returnWords: Record<ReturnReason, Record<'zh' | 'en', string>> = {
  break: { zh: '暂时离开', en: 'going on a break' },
  'not-allowed-now': { zh: '现在不允许拨打', en: 'may not be dialled now' },
  'knows-the-customer': { zh: '与客户相识', en: 'knows the customer' },
  other: { zh: '其他原因', en: 'another reason' },
}

/** What an outcome leads to, in words. */
export const settlementWords = reasons({
  done: { zh: () => '结束这条回访', en: () => 'ends this follow-up' },
  retry: {
    zh: (f: { at: string; now: string; timeZone: string }) => `${soon(f, 'zh')} 后再拨`,
    en: (f: { at: string; now: string; timeZone: string }) => `tried again after ${soon(f, 'en')}`,
  },
  appointment: { zh: () => '在约定的时间再拨', en: () => 'called again at the time agreed' },
  'next-number': {
    zh: () => '标记号码有误，改拨下一个号码',
    en: () => 'marks the number wrong and tries the next one',
  },
  'by-mail': { zh: () => '没有可拨打的号码，改发邮件', en: () => 'there is no number left; it goes by mail' },
  closed: {
    zh: (f: { reason: ClosedReason }) => `关闭：${closedWords[f.reason].zh}`,
    en: (f: { reason: ClosedReason }) => `closes it: ${closedWords[f.reason].en}`,
  },
})

/** Why the desk is empty, in words. */
export const deskWords = reasons({
  'no-team': {
    zh: () => '您还不在任何回访组中，所以没有任务。请主管把您加入一个组。',
    en: () => 'You are in no team yet, so there is nothing for you. Ask your supervisor to add you to one.',
  },
  'nothing-waiting': {
    zh: () => '您的组没有等待中的回访。新的任务计划好后会出现在这里。',
    en: () => 'Nothing is waiting for your teams. New follow-ups appear here once they are planned.',
  },
  'next-later': {
    zh: (f: { at: string; now: string; timeZone: string; waiting: number; held: number }) =>
      `现在没有到期的回访。下一条 ${soon(f, 'zh')} 到期；等待中 ${f.waiting} 条，其中 ${f.held} 条因联系规则暂缓。`,
    en: (f: { at: string; now: string; timeZone: string; waiting: number; held: number }) =>
      `Nothing is due now. The next is due ${soon(f, 'en')}; ${f.waiting} are waiting, ${f.held} of them put off by the contact policy.`,
  },
  'more-to-look-at': {
    zh: (f: { putOff: number; due: number }) =>
      `已按联系规则暂缓或关闭 ${f.putOff} 条，还有 ${f.due} 条到期待检查。请再领取一次。`,
    en: (f: { putOff: number; due: number }) =>
      `${f.putOff} were put off or closed by the contact policy; ${f.due} more are due and not looked at yet. Take the next again.`,
  },
})
