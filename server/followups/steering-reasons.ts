import { PURPOSE_WORDS, type Purpose } from '../campaigns/rules.ts'
import { soon } from '../contacts/soon-rules.ts'
import { type Language, reasons } from '../platform/reason.ts'
import { returnWords } from './reasons.ts'
import type { ReturnReason } from './rules.ts'
import type { GivenTo, SkipReason } from './steering-rules.ts'

/** Why a follow-up was skipped, in words. */
export const skipWords: Record<SkipReason, Record<Language, string>> = {
  'facts-missing': { zh: '资料不全，补齐后再拨', en: 'facts are missing, to be filled in first' },
  'customer-away': { zh: '已知客户近日不便', en: 'the customer is known to be away' },
  'under-repair': { zh: '事情正在处理，处理完再拨', en: 'the matter is being dealt with' },
  'settled-otherwise': { zh: '已当面或以其他方式谈妥', en: 'settled with him in another way' },
  'reason-gone': { zh: '回访事由已不存在', en: 'the reason to call is gone' },
  duplicate: { zh: '与另一条回访重复', en: 'the same as another follow-up' },
}

/** To whom a follow-up went after a supervisor's answer, in words. */
export const givenToWords: Record<GivenTo, Record<Language, string>> = {
  agent: { zh: '交回上报的坐席', en: 'back to the agent who asked' },
  anyone: { zh: '交回班组，任何人可接', en: 'to anyone of the team' },
  me: { zh: '由主管本人拨打', en: 'the supervisor calls himself' },
  nobody: { zh: '关闭，不再拨打', en: 'closed, no call any more' },
}

/** A step of a follow-up that was no call, in words. */
export const eventWords = reasons({
  returned: {
    zh: (f: { reason: ReturnReason }) => `退回：${returnWords[f.reason]?.zh ?? ''}`,
    en: (f: { reason: ReturnReason }) => `Given back: ${returnWords[f.reason]?.en ?? ''}`,
  },
  skipped: {
    zh: (f: { reason: SkipReason }) => `跳过：${skipWords[f.reason]?.zh ?? ''}`,
    en: (f: { reason: SkipReason }) => `Skipped: ${skipWords[f.reason]?.en ?? ''}`,
  },
  escalated: { zh: () => '上报主管', en: () => 'Sent up to a supervisor' },
  answered: {
    zh: (f: { to: GivenTo }) => `主管已答复，${givenToWords[f.to].zh}`,
    en: (f: { to: GivenTo }) => `Answered by a supervisor, ${givenToWords[f.to].en}`,
  },
  reassigned: {
    zh: (f: { toName?: string; teamName?: string }) => `改派给${f.toName ?? f.teamName ?? ''}`,
    en: (f: { toName?: string; teamName?: string }) => `Given to ${f.toName ?? f.teamName ?? ''}`,
  },
  'appointment-moved': {
    zh: (f: MovedFacts) => `改约到 ${soon({ ...f, at: f.to }, 'zh')}${f.forName ? `，由${f.forName}拨打` : ''}`,
    en: (f: MovedFacts) =>
      `Appointment moved to ${soon({ ...f, at: f.to }, 'en')}${f.forName ? `, kept for ${f.forName}` : ''}`,
  },
  'call-back-promised': { zh: () => '答应客户回电', en: () => 'A call-back was promised' },
  'not-brought-up': {
    zh: (f: { purpose: Purpose }) => `在“${PURPOSE_WORDS[f.purpose].zh}”的通话中没有谈到，重新等待`,
    en: (f: { purpose: Purpose }) => `not brought up in the call “${PURPOSE_WORDS[f.purpose].en}”; it waits again`,
  },
  'dial-refused': {
    zh: () => '拨打时联系规则不允许，已退回',
    en: () => 'Refused by the contact policy when dialled, and given back',
  },
})

interface MovedFacts {
  to: string
  /** When it is read. */
  now: string
  timeZone: string
  forName: string | null
}

interface ReassignedFacts {
  reassigned: number
  inHand: number
  ended: number
  notForHim: number
  full: boolean
  name: string
}

export const steeringWords = reasons({
  reassigned: {
    zh: (f: ReassignedFacts) =>
      [
        `已把 ${f.reassigned} 条改派给${f.name}。`,
        f.inHand > 0 && `${f.inHand} 条正在坐席手上，未动。`,
        f.notForHim > 0 && `${f.notForHim} 条不能由其拨打，未动。`,
        f.ended > 0 && `${f.ended} 条已结束。`,
        f.full && '数量较多，请再执行一次以完成其余。',
      ]
        .filter(Boolean)
        .join(''),
    en: (f: ReassignedFacts) =>
      [
        `${f.reassigned} were given to ${f.name}.`,
        f.inHand > 0 && `${f.inHand} are in an agent’s hands and were left alone.`,
        f.notForHim > 0 && `${f.notForHim} are not for this person and were left alone.`,
        f.ended > 0 && `${f.ended} have ended.`,
        f.full && 'There are more; do it once more for the rest.',
      ]
        .filter(Boolean)
        .join(' '),
  },
  escalated: {
    zh: (f: { at: string; now: string; timeZone: string }) => `已上报主管，最迟 ${soon(f, 'zh')} 答复。`,
    en: (f: { at: string; now: string; timeZone: string }) =>
      `Sent up to a supervisor; the answer is due by ${soon(f, 'en')}.`,
  },
  promised: {
    zh: (f: { at: string; now: string; timeZone: string; by: string }) => `已登记：${soon(f, 'zh')} 由${f.by}回电。`,
    en: (f: { at: string; now: string; timeZone: string; by: string }) =>
      `Registered: ${f.by} calls back ${soon(f, 'en')}.`,
  },
})

interface Last {
  at: string
  /** When it is said. */
  now: string
  timeZone: string
  staffName: string
  teamName: string
  campaignName: string | null
  reason: string
}

/** What to say to a customer who rings back. */
export const ringBackWords = reasons({
  known: {
    zh: (f: Last) =>
      `您好，${soon(f, 'zh')} 是我们${f.teamName}的${f.staffName}给您打的电话，为的是：${f.reason}${f.campaignName ? `（${f.campaignName}）` : ''}。我可以现在为您记下，或约个时间请${f.staffName}给您回电。`,
    en: (f: Last) =>
      `It was ${f.staffName} of our ${f.teamName} who called you (${soon(f, 'en')}) about: ${f.reason}${f.campaignName ? ` (${f.campaignName})` : ''}. I can take a note now, or have ${f.staffName} call you back at a time that suits you.`,
  },
  unknown: {
    zh: () => '我们近期没有给您打过电话。请问有什么可以帮您？我可以记下来，约时间请同事给您回电。',
    en: () =>
      'We have not called you lately. What can I do for you? I can take a note and have a colleague call you back.',
  },
})

/** What to do about a contact point that is not right. */
export const repairWords = reasons({
  'last-number': {
    zh: () => '这是唯一的号码，客户已联系不上：请从订单、服务单或客户经理处找到新号码并登记。',
    en: () =>
      'It was the only number, so the customer cannot be reached: find the new one on orders, service sheets or with his salesman, and register it.',
  },
  'other-number': {
    zh: () => '客户另有可拨号码：下次通话时核实新号码，或确认这个号码不再使用。',
    en: () =>
      'The customer has another number: ask for the new one in the next call, or confirm that this one is out of use.',
  },
  'wrong-address': {
    zh: () => '邮件被退回：下次联系时向客户核实新邮箱并登记，或确认这个邮箱不再使用。',
    en: () =>
      'Mail to this address came back: ask for the present one at the next contact and register it, or confirm that this one is out of use.',
  },
  verify: {
    zh: () => '号码存疑：下次联系时核实，核实后在客户页标记为有效。',
    en: () => 'It is doubtful: verify it at the next contact, then mark it as valid on the customer’s page.',
  },
  register: {
    zh: () => '号码从未登记给这位客户，不能拨打：核实来源后登记，或放弃。',
    en: () =>
      'It was never registered for this customer and cannot be dialled: find out where it came from, register it, or give it up.',
  },
})
