import { PURPOSE_WORDS, PURPOSES, type Purpose } from '../campaigns/rules.ts'
import type { ContactChannel } from './channel-rules.ts'
import { type MailOutcomeCode, mailOutcomeWords } from './mail-reasons.ts'
import { meaningOf } from './outcome-rules.ts'
import { type LedgerOutcome, type OutcomeCode, outcomeWords } from './reasons.ts'

const OUTCOMES = Object.keys(outcomeWords) as OutcomeCode[]

/** How other systems name an outcome, beside the product's own words. */
const OTHER_WORDS: readonly [OutcomeCode, readonly string[]][] = [
  [
    'completed',
    ['完成', '成功', '接通', '已接通', '已接听', '接听', '通话成功', '回访成功', 'complete', 'success', 'successful'],
  ],
  ['completed', ['answered', 'connected', 'reached', 'done']],
  [
    'no-answer',
    ['无人应答', '无应答', '未接', '未接听', '没人接', '拒接', 'not answered', 'unanswered', 'noanswer', 'missed'],
  ],
  ['busy', ['忙', '忙线', '用户忙', 'line busy', 'engaged']],
  ['powered-off', ['已关机', 'powered off', 'power off', 'off']],
  ['unreachable', ['未接通', '不在服务区', '暂时无法接通', 'not connected', 'unreachable', 'failed']],
  ['technical-problem', ['线路问题', '呼叫失败', 'error']],
  ['wrong-number', ['错号', '号码错误', '打错', '非本人', '不是本人', 'wrong number', 'wrong person']],
  ['not-in-service', ['空号', '停机', 'invalid number', 'not in service', 'disconnected number']],
  ['refused', ['拒绝', '拒访', '拒绝回访', 'declined']],
  ['soft-refused', ['暂不方便', '不方便', 'not now']],
  ['asked-not-to-call', ['勿扰', '不要再打', '不再联系', '拒绝再联系', 'do not call', 'dnc', 'opt out', 'opt-out']],
  ['hung-up', ['挂断', '中途挂断', 'hung up', 'hang up']],
  ['voice-mail', ['留言', '语音留言', 'voicemail']],
  ['appointment', ['预约', '改约', '另约', '稍后再打', 'callback', 'call back']],
  ['someone-else', ['他人接听', '家人接听', 'someone else', 'third party']],
  ['deceased', ['已故', '去世']],
  ['fax', ['传真']],
  ['unreported', ['已拨打，未登记结果', 'dialled, the result was not reported']],
]

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()

const outcomeByWord = new Map<string, OutcomeCode>([
  ...OTHER_WORDS.flatMap(([code, words]) => words.map(word => [word, code] as const)),
  ...OUTCOMES.flatMap(code =>
    [code, outcomeWords[code].zh(), outcomeWords[code].en()].map(word => [plain(word), code] as const),
  ),
])

const MAIL_OUTCOMES = Object.keys(mailOutcomeWords) as MailOutcomeCode[]

/** How other systems name what came of a mail. */
const OTHER_MAIL_WORDS: readonly [MailOutcomeCode, readonly string[]][] = [
  ['sent', ['已发送', '发送成功', '成功', '已送达', '送达', '已读', '已打开', '已点击', '已回复']],
  ['sent', ['delivered', 'success', 'successful', 'ok', 'opened', 'read', 'clicked', 'replied']],
  [
    'bounced',
    ['退信', '已退回', '退回', '硬退', 'bounce', 'hard bounce', 'returned', 'undeliverable', 'invalid address'],
  ],
  ['unconfirmed', ['未知', '不明', 'unknown', 'queued', 'sending']],
  ['asked-not-to-write', ['退订', '已退订', '不再来信', 'unsubscribe', 'unsubscribed', 'opt out', 'opt-out']],
]

const mailOutcomeByWord = new Map<string, MailOutcomeCode>([
  ...OTHER_MAIL_WORDS.flatMap(([code, words]) => words.map(word => [word, code] as const)),
  ...MAIL_OUTCOMES.flatMap(code =>
    [code, mailOutcomeWords[code].zh(), mailOutcomeWords[code].en()].map(word => [plain(word), code] as const),
  ),
])

/** The outcome by a word of a file; a blank is one nobody reported, `undefined` a word that is not known for the channel. */
export function readOutcome(text: string, channel: ContactChannel): LedgerOutcome | undefined {
  const word = plain(text)
  if (channel === 'email') return word === '' ? 'unconfirmed' : mailOutcomeByWord.get(word)
  return word === '' ? 'unreported' : outcomeByWord.get(word)
}

/** Whether the customer was spoken to, by a word of a file and else by the outcome; `undefined` for a word that says neither. */
export function readConversed(text: string, outcome: LedgerOutcome, channel: ContactChannel): boolean | undefined {
  const word = plain(text)
  if (word === '') return meaningOf(outcome, channel)!.conversed
  if (/^(是|有|已通话|通话|接通|已接通|y|yes|true|1|conversed|answered)$/.test(word)) return true
  return /^(否|无|没有|未通话|未接通|n|no|false|0)$/.test(word) ? false : undefined
}

const OTHER_PURPOSES: readonly [Purpose, RegExp][] = [
  ['care', /^(回访|服务|售后|售后回访|客户关怀|service|follow[- ]?up|after[- ]?sales)$/],
  ['satisfaction', /^(满意度回访|满意度调查|满意度调研|csat|nps)$/],
  ['verify-data', /^(核实|资料核实|信息核实|verification)$/],
  ['problem-solving', /^(投诉|投诉处理|报修|complaint|support)$/],
  ['confirm-solution', /^(投诉回访|办结回访|confirmation)$/],
  ['research', /^(调查|市场调研|survey)$/],
  ['renewal', /^(续保|续费|催续|renew)$/],
  ['cross-sell', /^(营销|推销|销售|推广|促销|电销|marketing|sales|promotion|telemarketing)$/],
  ['win-back', /^(召回|流失挽回|winback|reactivation)$/],
  ['festival', /^(节日|生日|生日祝福|greeting|birthday)$/],
]

const purposeByWord = new Map<string, Purpose>(
  PURPOSES.flatMap(code =>
    [code, PURPOSE_WORDS[code].zh, PURPOSE_WORDS[code].en].map(word => [plain(word), code] as const),
  ),
)

/** The purpose by a word of a file; `undefined` for a blank and for a word that is not known. */
export function readPurpose(text: string): Purpose | undefined {
  const word = plain(text)
  return purposeByWord.get(word) ?? OTHER_PURPOSES.find(([, words]) => words.test(word))?.[0]
}

/** Whether a cell says the time of day and not the day alone. */
export function saysTimeOfDay(text: string): boolean {
  return /\d\s*[:：时]\s*\d|^\s*\d{5}\.\d/.test(text)
}

const CHANNEL_WORDS: readonly [ContactChannel, RegExp][] = [
  ['phone', /^(|电话|手机|语音|外呼|呼出|致电|回访电话|phone|call|telephone|voice|outbound|outbound call)$/],
  ['email', /^(邮件|电子邮件|邮箱|电邮|e-?mail|mail|newsletter)$/],
]

/** The channel by a word of a file; a blank is a call, `undefined` a channel that the ledger does not know. */
export function readChannel(text: string): ContactChannel | undefined {
  return CHANNEL_WORDS.find(([, words]) => words.test(plain(text)))?.[0]
}
