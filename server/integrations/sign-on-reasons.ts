import { reasons } from '../platform/reason.ts'

/** Why somebody was not let in by sign-on. Told on the sign-in page, where nobody is known yet: without facts. */
export const signOnReasons = reasons({
  'sign-on-none': {
    zh: () => '没有为此邮箱域名开通企业账号登录。请核对邮箱，或用密码登录。',
    en: () => 'No company sign-on is set up for this e-mail. Check the e-mail, or sign in with your password.',
  },
  'sign-on-provider-down': {
    zh: () => '企业身份系统此刻没有应答，您未登录。请稍后重试，或联系贵公司管理员。',
    en: () =>
      'Your company’s identity provider does not answer; you are not signed in. Try again shortly or ask your administrator.',
  },
  'sign-on-provider-wrong': {
    zh: () => '企业身份系统的应答不可信，登录已拒绝。请联系管理员核对单点登录设置。',
    en: () =>
      'What the identity provider answered cannot be trusted, so the sign-in was refused. Ask an administrator to check the sign-on settings.',
  },
  'sign-on-expired': {
    zh: () => '登录已超时或已使用过，请重新点击企业账号登录。',
    en: () => 'This sign-in took too long or was used already. Start it again.',
  },
  'sign-on-other-browser': {
    zh: () => '登录不是从此浏览器发起的，已拒绝。请在此重新登录。',
    en: () => 'This sign-in was started in another browser and was refused. Start it again here.',
  },
  'sign-on-cancelled': {
    zh: () => '您在企业身份系统中取消了登录，或未获许可。',
    en: () => 'The sign-in was cancelled or not permitted at the identity provider.',
  },
  'sign-on-code-refused': {
    zh: () => '登录凭证已过期或无效，请重新点击企业账号登录。',
    en: () => 'The code of this sign-in has expired or is not valid. Start it again.',
  },
  'sign-on-email-missing': {
    zh: () => '企业身份系统没有提供您的邮箱，无法确认您是谁。请联系管理员。',
    en: () => 'The identity provider did not tell your e-mail, so it is not known who you are. Ask an administrator.',
  },
  'sign-on-email-unverified': {
    zh: () => '您的邮箱在企业身份系统中尚未验证。请先验证邮箱再登录。',
    en: () => 'Your e-mail is not verified at the identity provider. Verify it there first.',
  },
  'sign-on-domain': {
    zh: () => '您的邮箱不属于本组织允许的域名。请使用公司邮箱登录。',
    en: () => 'Your e-mail is not of a domain this organisation allows. Use your company account.',
  },
  'sign-on-unknown-person': {
    zh: () => '本系统中没有您的账号。请联系管理员邀请您加入。',
    en: () => 'There is no account for you here. Ask an administrator to invite you.',
  },
  'sign-on-other-identity': {
    zh: () => '此账号已绑定另一个企业身份，登录已拒绝。请联系管理员。',
    en: () =>
      'This account belongs to another identity of the provider; the sign-in was refused. Ask an administrator.',
  },
  'sign-on-deactivated': {
    zh: () => '您的账号已停用。如有疑问请联系管理员。',
    en: () => 'Your account is deactivated. Ask an administrator if this is wrong.',
  },
  'password-sign-in-off': {
    zh: () => '贵组织已关闭密码登录，请使用企业账号登录。',
    en: () => 'Your organisation does not use passwords any more; sign in with your company account.',
  },
  'secret-needed': {
    zh: () => '请填写客户端密钥；已保存的密钥只属于原来的签发者和客户端。',
    en: () => 'Give the client secret; the stored one belongs to the issuer and client it was given for.',
  },
  'break-glass-needed': {
    zh: () => '关闭密码登录前，请指定一位可用密码登录的所有者，以备身份系统故障。',
    en: () => 'Before passwords are switched off, name an owner who keeps one, for when the provider is down.',
  },
})

export type SignOnProblem = keyof typeof signOnReasons
