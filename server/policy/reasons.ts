import { reasons } from '../platform/reason.ts'

export const policyReasons = reasons({
  'policy-of-the-whole': {
    zh: () => '联系规则适用于整个组织，只能由总部修改，规则未改动。请联系总部。',
    en: () =>
      'The contact policy holds for the whole organisation and is changed by its head office alone; it stays as it was. Ask them.',
  },
  'no-draft': {
    zh: () => '现在没有正在起草的版本，未作更改。请先起草新版本。',
    en: () => 'Nothing is being drafted now; nothing was changed. Begin a new version first.',
  },
  'draft-changed': {
    zh: (f: { by: string }) => `${f.by}在您打开后保存过草稿，您这次的修改未保存。请查看最新内容后再改。`,
    en: (f: { by: string }) =>
      `${f.by} saved the draft after you opened it; your change was not saved. Look at it and change it again.`,
  },
  'draft-waits': {
    zh: (f: { version: number }) => `草稿已作为第 ${f.version} 版提交，正在等待批准，不能修改。请先撤回。`,
    en: (f: { version: number }) =>
      `The draft was submitted as version ${f.version} and waits for approval, so it cannot change. Withdraw it first.`,
  },
  'draft-not-waiting': {
    zh: () => '这一版已不在等待批准，未作更改。请刷新后查看。',
    en: () => 'This version does not wait for approval any more; nothing was changed. Reload to see it.',
  },
  'second-person-needed': {
    zh: () => '编写或提交这一版的人不能批准它，它仍在等待。请由另一位有权限的人批准。',
    en: () => 'Who wrote or submitted this version cannot approve it; it is still waiting. Ask another approver.',
  },
  'nothing-differs': {
    zh: () => '草稿与现行版本没有不同，未提交。请先修改，或放弃草稿。',
    en: () => 'The draft does not differ from what holds; it was not submitted. Change it, or give it up.',
  },
  'policy-faulty': {
    zh: (f: { sentences: { zh: string }[] }) =>
      `规则还有问题，未提交，已写的都在：${f.sentences.map(one => one.zh).join('；')}。`,
    en: (f: { sentences: { en: string }[] }) =>
      `Some rules are not right yet, and nothing was submitted; what you wrote is kept. ${f.sentences.map(one => one.en).join('; ')}.`,
  },
  'pack-unknown': {
    zh: () => '没有这个规则包或其中的规则，未加入。请刷新后重选。',
    en: () => 'There is no such pack or rule; nothing was added. Reload and choose again.',
  },
  'pack-rule-needs-scope': {
    zh: (f: { name: string }) => `“${f.name}”只对部分客户有效，未加入。请选择它适用的标签或机构。`,
    en: (f: { name: string }) =>
      `“${f.name}” is about some customers only; nothing was added. Choose the tags or branches it is for.`,
  },
})
