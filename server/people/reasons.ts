import { reasons } from '../platform/reason.ts'

export const peopleReasons = reasons({
  'wrong-login': {
    zh: () => '邮箱或密码不正确。请核对后重试。',
    en: () => 'The e-mail or the password is not right. Check both and try again.',
  },
  'already-set-up': {
    zh: () => '组织已创建，请直接登录。',
    en: () => 'The organisation has been created already; please sign in.',
  },
  'email-taken': {
    zh: (f: { email: string }) => `邮箱 ${f.email} 已被使用，请换一个。`,
    en: (f: { email: string }) => `${f.email} is in use already; choose another e-mail.`,
  },
  'name-taken': {
    zh: (f: { name: string }) => `“${f.name}”已存在，请换一个名称。`,
    en: (f: { name: string }) => `“${f.name}” exists already; choose another name.`,
  },
  'not-oneself': {
    zh: () => '不能停用自己的账号，请由另一位管理员操作。',
    en: () => 'You cannot deactivate yourself; ask another administrator.',
  },
})
