import { reasons } from '../platform/reason.ts'

export const integrationsReasons = reasons({
  'key-unknown': {
    zh: () => 'API 密钥不正确。请核对 Authorization 头；如已遗失，请新建一个。',
    en: () => 'The API key is not right. Check the Authorization header; if it is lost, make a new one.',
  },
  'key-revoked': {
    zh: () => '此 API 密钥已被吊销。请向管理员索取新的密钥。',
    en: () => 'This API key was revoked. Ask an administrator for a new one.',
  },
  'key-expired': {
    zh: () => '此 API 密钥已过期。请向管理员索取新的密钥。',
    en: () => 'This API key has expired. Ask an administrator for a new one.',
  },
  'key-without-maker': {
    zh: () => '创建此 API 密钥的人已停用或已调离该机构，密钥随之失效。请由在任人员新建一个。',
    en: () => 'Whoever made this API key was deactivated or has moved, so it opens nothing. Have a new one made.',
  },
  'key-too-often': {
    zh: (f: { perMinute: number }) => `此 API 密钥每分钟最多 ${f.perMinute} 次请求，请求未处理。请放慢后重试。`,
    en: (f: { perMinute: number }) =>
      `This API key may send ${f.perMinute} requests a minute; this one was not taken. Slow down and try again.`,
  },
  'key-beyond-its-maker': {
    zh: (f: { beyond: string[] }) => `您自己没有这些权限，不能授予密钥：${f.beyond.join('、')}。`,
    en: (f: { beyond: string[] }) =>
      `You do not have these permissions yourself and cannot give them: ${f.beyond.join(', ')}.`,
  },
  'key-ends-in-the-past': {
    zh: () => '到期时间已过，请选择将来的时间。',
    en: () => 'The key would have ended already; choose a time to come.',
  },
  'url-not-understood': {
    zh: () => '网址无法识别。请填写完整网址，不含用户名和密码。',
    en: () => 'The address is not understood. Give a whole one, without user and password.',
  },
  'url-needs-https': {
    zh: () => '网址必须以 https:// 开头；内网地址须由管理员在 HUIFANG_WEBHOOK_ALLOW 中放行。',
    en: () =>
      'The address must start with https://; one of your own network must be allowed by the operator in HUIFANG_WEBHOOK_ALLOW.',
  },
  'url-not-public': {
    zh: () => '这是内网或保留地址。如确需使用，须由管理员在 HUIFANG_WEBHOOK_ALLOW 中放行。',
    en: () => 'This address is private or reserved. To use it, the operator must allow it in HUIFANG_WEBHOOK_ALLOW.',
  },
  'webhook-is-off': {
    zh: () => '此推送已停用，什么也没有发送。请先启用。',
    en: () => 'This webhook is off; nothing was sent. Switch it on first.',
  },
})
