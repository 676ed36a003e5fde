import { reasons } from '../platform/reason.ts'

interface Held {
  name: string
  staff: number
  teams: number
  branches: number
  customers: number
  campaigns: number
  followups: number
  cases: number
}

const HELD = [
  ['staff', '员工', 'staff'],
  ['teams', '班组', 'teams'],
  ['branches', '下级机构', 'branches below'],
  ['customers', '客户', 'customers'],
  ['campaigns', '回访活动', 'campaigns'],
  ['followups', '回访任务', 'follow-ups'],
  ['cases', '问题单', 'cases'],
] as const

export const peopleReasons = reasons({
  'wrong-login': {
    zh: () => '邮箱或密码不正确。请核对后重试。',
    en: () => 'The e-mail or the password is not right. Check both and try again.',
  },
  'too-many-tries': {
    zh: (f: { minutes: number }) =>
      `这个账号的密码试错次数过多，已暂停登录。账号和数据都安全，请在 ${f.minutes} 分钟后再试，或请管理员重置密码。`,
    en: (f: { minutes: number }) =>
      `Too many wrong passwords for this account; signing in rests. The account and its data are safe. Try again in ${f.minutes} minutes, or ask an administrator for a new password.`,
  },
  'account-deactivated': {
    zh: () => '您的账号已停用，不能登录。如有疑问请联系管理员。',
    en: () => 'Your account is deactivated and cannot sign in. Ask an administrator if this is not right.',
  },
  'wrong-password': {
    zh: () => '当前密码不正确，密码没有改动。请核对后重试。',
    en: () => 'The current password is not right; nothing was changed. Check it and try again.',
  },
  'no-such-link': {
    zh: () => '这个链接已失效：用过了、过期了，或已被新的链接取代。请向管理员要一个新的。',
    en: () =>
      'This link does not work any more: it was used, is too old, or was replaced by a newer one. Ask an administrator for a new one.',
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
  'last-owner': {
    zh: () => '这是最后一位所有者，没有改动。请先让另一位员工在总部担任所有者，再操作。',
    en: () =>
      'This is the last owner; nothing was changed. Make somebody else an owner at the head office first, then try again.',
  },
  'more-than-yours': {
    zh: (f: { permissions: string[] }) =>
      `这涉及您自己没有的权限（${f.permissions.join('、')}），没有改动。请由拥有这些权限的管理员操作。`,
    en: (f: { permissions: string[] }) =>
      `This concerns permissions you do not have yourself (${f.permissions.join(', ')}); nothing was changed. Ask an administrator who has them.`,
  },
  'no-role': {
    zh: () => '至少要有一个角色，没有改动。',
    en: () => 'At least one role is needed; nothing was changed.',
  },
  'role-in-use': {
    zh: (f: { name: string }) => `还有员工担任“${f.name}”，不能删除。请先给他们换一个角色。`,
    en: (f: { name: string }) => `“${f.name}” is still held by staff and stays. Give them another role first.`,
  },
  'is-deactivated': {
    zh: (f: { name: string }) => `${f.name} 已停用，没有改动。请先恢复账号。`,
    en: (f: { name: string }) => `${f.name} is deactivated; nothing was changed. Reactivate the account first.`,
  },
  'joined-already': {
    zh: (f: { name: string }) => `${f.name} 已设置过密码，不需要再邀请；忘记密码请用“重置密码”。`,
    en: (f: { name: string }) =>
      `${f.name} has joined already and needs no invitation; for a forgotten password, reset it.`,
  },
  'not-joined': {
    zh: (f: { name: string }) => `${f.name} 还没有设置过密码，请重新发送邀请。`,
    en: (f: { name: string }) => `${f.name} has not chosen a password yet; send the invitation again.`,
  },
  'branch-closed': {
    zh: () => '这个机构已关闭，不能放入。请选择其他机构，或先重新开放它。',
    en: () => 'This branch is closed and takes nobody in. Choose another one, or open it again first.',
  },
  'branch-not-empty': {
    zh: (f: Held) =>
      `“${f.name}”还不能关闭：还有 ${HELD.filter(([what]) => f[what] > 0)
        .map(([what, zh]) => `${zh} ${f[what]}`)
        .join('、')}。请先移走或办结。`,
    en: (f: Held) =>
      `“${f.name}” cannot be closed yet; it still holds ${HELD.filter(([what]) => f[what] > 0)
        .map(([what, , en]) => `${f[what]} ${en}`)
        .join(', ')}. Move or finish them first.`,
  },
  'own-branch-stays': {
    zh: () => '您自己所在的最上级机构不能移动或关闭，请由上级机构的管理员操作。',
    en: () => 'The branch you administer from cannot be moved or closed by you; ask an administrator above it.',
  },
  'branch-in-itself': {
    zh: (f: { name: string }) => `“${f.name}”不能移到它自己的下级里，机构没有改动。`,
    en: (f: { name: string }) => `“${f.name}” cannot be moved below itself; nothing was changed.`,
  },
  'tree-too-deep': {
    zh: () => '机构最多 20 级，没有改动。请减少层级。',
    en: () => 'Branches may be twenty levels deep at most; nothing was changed. Use fewer levels.',
  },
  'lead-not-member': {
    zh: () => '组长必须是班组成员，没有改动。',
    en: () => 'The lead must be a member of the team; nothing was changed.',
  },
})
