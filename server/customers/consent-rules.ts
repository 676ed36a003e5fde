import type { ConsentChannel, PurposeClass } from './facts-rules.ts'

/** The class of a purpose by a word of a file; `undefined` for a word that is not known. */
export function readPurposeClass(text: string): PurposeClass | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (/^(服务|售后|售后服务|回访|service|care|after[- ]?sales)$/.test(word)) return 'service'
  if (/^(调研|调查|满意度|满意度调查|research|survey)$/.test(word)) return 'research'
  return /^(营销|推销|推广|销售|促销|marketing|sales|promotion|advertising)$/.test(word) ? 'marketing' : undefined
}

const CHANNELS: readonly [RegExp, ConsentChannel][] = [
  [/^(电话|手机|语音|致电|phone|call|telephone|voice)$/, 'phone'],
  [/^(短信|彩信|sms|text|message)$/, 'sms'],
  [/^(邮件|邮箱|电子邮件|e-?mail)$/, 'email'],
  [/^(微信|企业微信|在线聊天|聊天|im|chat|wechat|whatsapp)$/, 'chat'],
  [/^(上门|拜访|走访|visit)$/, 'visit'],
]

/** The channel by a word of a file; `undefined` for a word that is not known. */
export function readChannel(text: string): ConsentChannel | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  return CHANNELS.find(([words]) => words.test(word))?.[1]
}

/** Whether a word says that consent was given (as a blank does) or withdrawn; `undefined` when it says neither. */
export function readGiven(text: string): boolean | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (/^(|同意|已同意|是|授权|已授权|有效|y|yes|true|1|given|granted|opt[- ]?in|consented)$/.test(word)) return true
  return /^(撤回|已撤回|不同意|拒绝|否|取消|取消授权|n|no|false|0|withdrawn|revoked|refused|denied|opt[- ]?out)$/.test(
    word,
  )
    ? false
    : undefined
}
