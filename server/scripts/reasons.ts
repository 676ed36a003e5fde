import { reasons } from '../platform/reason.ts'

interface OfQuestion {
  question: string
}

export const scriptsReasons = reasons({
  'placeholder-unknown': {
    zh: (f: { unknown: string[]; allowed: string[] }) =>
      `开场白中的 ${f.unknown.map(name => `{${name}}`).join('、')} 无法填充，未保存。可用：${f.allowed.map(name => `{${name}}`).join('、')}。`,
    en: (f: { unknown: string[]; allowed: string[] }) =>
      `Nothing can fill ${f.unknown.map(name => `{${name}}`).join(', ')} in the opening; it was not saved. Use ${f.allowed.map(name => `{${name}}`).join(', ')}.`,
  },
  'script-frozen': {
    zh: () => '已有活动带着这份话术提交审批，不能再改。请复制一份，在副本上修改。',
    en: () => 'A campaign was submitted with this script, so it can no longer change. Copy it and change the copy.',
  },
  'script-changed': {
    zh: () => '这份话术刚被别人改过，您的修改未保存。请重新打开后再改。',
    en: () =>
      'Someone else has just changed this script, and your change was not saved. Open it again, then change it.',
  },
  'question-id-repeats': {
    zh: (f: OfQuestion) => `问题编号“${f.question}”出现了两次，未保存。请改成不同的编号。`,
    en: (f: OfQuestion) =>
      `The question id “${f.question}” is used twice; nothing was saved. Give each question its own.`,
  },
  'options-do-not-fit': {
    zh: (f: OfQuestion) =>
      `问题“${f.question}”的选项不合要求，未保存。单选、多选须有至少两个不同选项，其他题型没有选项。`,
    en: (f: OfQuestion) =>
      `The options of question “${f.question}” do not fit; nothing was saved. A choice needs at least two different ones, other kinds have none.`,
  },
  'bounds-do-not-fit': {
    zh: (f: OfQuestion) =>
      `问题“${f.question}”的上下限不合要求，未保存。量表须有两端（整数），下限小于上限；数字可不设，其他题型没有。`,
    en: (f: OfQuestion) =>
      `The bounds of question “${f.question}” do not fit; nothing was saved. A scale needs both ends, whole numbers in order, a number may have them, other kinds have none.`,
  },
  'show-if-not-earlier': {
    zh: (f: OfQuestion) => `问题“${f.question}”的显示条件须引用排在它前面的问题，未保存。请调整顺序或条件。`,
    en: (f: OfQuestion) =>
      `Question “${f.question}” can only depend on a question before it; nothing was saved. Change the order or the condition.`,
  },
  'show-if-never': {
    zh: (f: OfQuestion) => `问题“${f.question}”的显示条件不可能成立，未保存。请选一个前面问题真正可能的回答。`,
    en: (f: OfQuestion) =>
      `Question “${f.question}” would never be asked; nothing was saved. Choose an answer the earlier question can have.`,
  },
  'problem-if-never': {
    zh: (f: OfQuestion) => `问题“${f.question}”的“视为问题”条件不可能成立，未保存。请选一个可能的回答。`,
    en: (f: OfQuestion) =>
      `The problem condition of question “${f.question}” can never hold; nothing was saved. Choose an answer it can have.`,
  },
  'answer-missing': {
    zh: () => '此题必答，请填写。',
    en: () => 'This question needs an answer.',
  },
  'answer-of-wrong-kind': {
    zh: () => '回答的类型与题型不符，请重新填写。',
    en: () => 'The answer is of another kind than the question; answer it again.',
  },
  'answer-not-an-option': {
    zh: () => '回答不在选项之中，请从选项里选择。',
    en: () => 'The answer is not one of the options; choose one of them.',
  },
  'answer-out-of-range': {
    zh: () => '回答超出允许范围，请修改。',
    en: () => 'The answer is out of range; change it.',
  },
  'question-unknown': {
    zh: () => '话术中没有这个问题，该回答未保存。请刷新后重试。',
    en: () => 'The script has no such question and the answer was not saved. Reload and try again.',
  },
})
