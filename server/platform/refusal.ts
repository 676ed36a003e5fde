import { type Reason, reasons } from './reason.ts'

/** The HTTP status of each kind of refusal (RFC 9110). */
export const STATUS = {
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
} as const

export type RefusalKind = keyof typeof STATUS

/** An action that cannot go on: what kind, for which reason, with which facts. Anything else thrown is a bug. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly reason: Reason<never>
  readonly facts: Record<string, unknown>

  constructor(kind: RefusalKind, reason: Reason<never>, facts: Record<string, unknown> = {}) {
    super(reason.code)
    this.kind = kind
    this.reason = reason
    this.facts = facts
  }
}

export const platformReasons = reasons({
  'not-signed-in': {
    zh: () => '请先登录，然后重试。',
    en: () => 'Please sign in, then try again.',
  },
  forbidden: {
    zh: (f: { permission: string }) => `您的角色没有“${f.permission}”权限。如需要，请联系管理员。`,
    en: (f: { permission: string }) =>
      `Your role does not include “${f.permission}”. Ask an administrator if you need it.`,
  },
  'not-for-keys': {
    zh: () => '此操作只供登录的人员本人使用，API 密钥不能使用。',
    en: () => 'This is for people who are signed in; an API key cannot do it.',
  },
  'not-found': {
    zh: () => '没有找到，或不在您的数据范围内。',
    en: () => 'Not found, or outside your data scope.',
  },
  'invalid-input': {
    zh: (f: { problems: { path: string; message: string }[] }) =>
      `输入有误：${f.problems.map(p => `${p.path} ${p.message}`).join('；')}。请修改后重试。`,
    en: (f: { problems: { path: string; message: string }[] }) =>
      `Some input is not valid: ${f.problems.map(p => `${p.path} ${p.message}`).join('; ')}. Correct it and try again.`,
  },
  'too-many-requests': {
    zh: () => '请求过于频繁，请稍后再试。',
    en: () => 'Too many requests; please try again shortly.',
  },
  busy: {
    zh: () => '系统此刻过于繁忙，您的请求未处理，数据未改动。请稍后重试。',
    en: () => 'The system is too busy at this moment; nothing was changed. Try again shortly.',
  },
  'removed-meanwhile': {
    zh: () => '所用的资料刚刚被他人删除、撤销或改用，本次没有改动任何数据。请刷新页面后重试。',
    en: () =>
      'Somebody removed this meanwhile, took it back or built on it; nothing was changed. Reload the page and try again.',
  },
  'too-large': {
    zh: () => '内容过大，未被接收。请缩小后重试。',
    en: () => 'The content is too large and was not taken. Make it smaller and try again.',
  },
  'idempotency-key-reused': {
    zh: () => '同一幂等键已用于另一请求，请换一个新的键。',
    en: () => 'This idempotency key was used for a different request; use a new key.',
  },
  'foreign-origin': {
    zh: () => '请求来自其他网站，已拒绝。请从本系统页面操作。',
    en: () => 'The request comes from another site and was refused. Use the pages of this system.',
  },
  bug: {
    zh: (f: { requestId: string }) => `系统出错，您的输入未丢失，请重试；若再次出现请告知管理员编号 ${f.requestId}。`,
    en: (f: { requestId: string }) =>
      `Something went wrong on our side and nothing was changed. Try again; if it recurs, give an administrator the number ${f.requestId}.`,
  },
})

/** The refusal for a row that does not exist or lies outside the actor's scope; the two are not told apart. */
export function notFound(): Refusal {
  return new Refusal('not-found', platformReasons['not-found'])
}
