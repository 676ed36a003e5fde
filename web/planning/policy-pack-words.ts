import { defineWords } from '../kit/define-words.ts'

/** Ready-made packs. */
export const words = defineWords({
  zh: {
    'packs-title': '现成规则包',
    'packs-hint': '按行业和国家整理的规则，每条注明出处。您核对并确认的才进草稿，批准后才生效。',
    'packs-choose': '选择规则包',
    'packs-rules': (f: { count: number }) => `${f.count} 条规则`,
    'packs-not-law': '这些是供核对的草稿，不是法律意见；数字都可以改，请以现行法规为准。',
    'packs-add': '会加入这些规则',
    'packs-none': '这个包里没有可加入的规则',
    'packs-also': '另外要注意',
    'packs-edition': (f: { edition: string }) => `整理于 ${f.edition}`,
    'packs-answer': '我已对照现行法规核对所选规则，由我负责',
    'packs-confirm': (f: { count: number }) => (f.count === 0 ? '加入草稿' : `把 ${f.count} 条加入草稿`),
    'packs-choose-first': '先勾选要加入的规则。',
    'packs-answer-first': '请先确认您已核对。',
    'packs-scope-first': '有规则还没有选适用的标签、机构或活动。',
    'packs-waits': '草稿正在等待批准，撤回后才能加入。',
    'packs-added': (f: { count: number }) => (f.count === 0 ? '草稿里已有这些规则' : `已把 ${f.count} 条加入草稿`),
    'packs-confirmed': '谁确认过',
    'packs-confirmed-by': (f: { name: string; count: number }) => `${f.name} 确认了 ${f.count} 条`,
    'packs-in-force': '已生效',
    'packs-in-draft': '已在草稿',
    'packs-whom': '只对一部分客户有效，请选是哪些：',
    'standing-law': '法规',
    'standing-draft': '征求意见稿',
    'standing-guideline': '指引或规范',
    'standing-standard': '标准',
    'standing-vendor': '供应商',
    'standing-practice': '行业做法',
    'read-text': '读过原文',
    'read-excerpt': '只读到网页摘录',
    'read-vendor-table': '来自供应商整理的表',
    'read-own': '本产品的建议',
  },
  en: {
    'packs-title': 'Ready-made packs',
    'packs-hint':
      'Rules by trade and country, each with its source. What you check and confirm goes into the draft; it holds once approved.',
    'packs-choose': 'Choose a pack',
    'packs-rules': f => (f.count === 1 ? '1 rule' : `${f.count} rules`),
    'packs-not-law':
      'These are drafts to check, not legal advice. Every number can be changed; the law in force decides.',
    'packs-add': 'It would add these rules',
    'packs-none': 'This pack has no rule to add',
    'packs-also': 'To heed besides',
    'packs-edition': f => `Put together ${f.edition}`,
    'packs-answer': 'I checked the chosen rules against the law in force and answer for them',
    'packs-confirm': f =>
      f.count === 0
        ? 'Add to the draft'
        : f.count === 1
          ? 'Add 1 rule to the draft'
          : `Add ${f.count} rules to the draft`,
    'packs-choose-first': 'Tick the rules to add first.',
    'packs-answer-first': 'Confirm first that you checked them.',
    'packs-scope-first': 'Some rules still need their tags, branches or campaigns.',
    'packs-waits': 'The draft waits for approval; withdraw it first.',
    'packs-added': f =>
      f.count === 0
        ? 'The draft has these rules already'
        : f.count === 1
          ? '1 rule was added'
          : `${f.count} rules were added`,
    'packs-confirmed': 'Who confirmed',
    'packs-confirmed-by': f => `${f.name} confirmed ${f.count === 1 ? '1 rule' : `${f.count} rules`}`,
    'packs-in-force': 'In force',
    'packs-in-draft': 'In the draft',
    'packs-whom': 'It is about some customers alone; say which:',
    'standing-law': 'Law',
    'standing-draft': 'Draft law',
    'standing-guideline': 'Guideline',
    'standing-standard': 'Standard',
    'standing-vendor': 'Vendor',
    'standing-practice': 'Practice',
    'read-text': 'text read',
    'read-excerpt': 'read in an excerpt only',
    'read-vendor-table': 'from a vendor’s table',
    'read-own': 'this product’s advice',
  },
})
