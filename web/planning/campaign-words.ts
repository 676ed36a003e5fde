import { defineWords } from '../kit/define-words.ts'

export const words = defineWords({
  zh: {
    campaigns: '回访活动',
    'campaigns-hint': '计划内、有负责人、经第二人审批的回访。只有进行中的活动会产生回访任务。',
    'new-campaign': '新建活动',
    'no-campaigns': '这里会列出所有回访活动',
    'no-campaigns-hint': '一个活动说清楚：为什么回访、事情发生后第几天、回访谁、由哪个班组、说什么。',
    'no-campaigns-found': '没有这种状态的活动',
    'no-campaigns-found-hint': '换一种状态，或清除筛选。',
    name: '名称',
    purposes: '目的',
    'when-column': '时机',
    team: '班组',
    state: '状态',
    validity: '有效期',
    'count-eligible': '已计划',
    'count-waiting': '待回访',
    'count-done': '已完成',
    'state-draft': '草稿',
    'state-submitted': '待审批',
    'state-running': '进行中',
    'state-paused': '已暂停',
    'state-stopped': '已停止',
    'state-over': '已过有效期',
    'state-later': '未到开始日',

    'kind-order': '购买',
    'kind-delivery': '送货',
    'kind-service': '服务',
    'kind-complaint': '投诉',
    'kind-contract': '签约',
    'kind-rental': '租赁',
    'kind-visit': '到访',
    'kind-contract-due': '合同到期',
    'kind-replenishment': '该补货了',
    'kind-lapsed': '久未购买',
    'kind-festival': '节日',
    'a-order': '购买',
    'a-delivery': '送货',
    'a-service': '服务',
    'a-complaint': '投诉',
    'a-contract': '签约',
    'a-rental': '租赁',
    'a-visit': '到访',
    'a-contract-due': '合同或租赁到期',
    'a-replenishment': '预计再买',
    'a-lapsed': '最后一次购买',
    'a-festival': '节日',
    'trigger-open': '还没有选因什么回访',
    'days-after': (f: { from: number; to: number; kind: string }) => `${f.kind}${daysZh(f.from, f.to)}`,
    'trigger-sentence': (f: { from: number; to: number; kind: string }) => `回访${f.kind}${daysZh(f.from, f.to)}的客户`,
    'window-picture': (f: { from: number; to: number; kind: string }) =>
      `时间轴：${f.kind}${daysZh(f.from, f.to)}可以回访`,
    'day-span': (f: { from: number; to: number }) => spanZh(f.from, f.to),
    'event-day': (f: { kind: string }) => `${f.kind}当天`,
    'window-opens': '可以回访',

    estimate: '预计',
    'next-14-days': '今天起 14 天内',
    'estimate-nobody': '一年内没有这样的客户。请换一个起因或机构，或先导入业务往来。',
    'estimate-as-of': '按现在登记的业务往来、联系规则和其他活动测算。',
    'days-chart': '每天能打多少',
    day: '日期',
    beginning: '当天到时机',
    'in-words': '活动内容',
    'in-words-lead': (f: { trigger: string; team: string; number: string; attempts: number }) =>
      `${f.trigger}；由${f.team}拨打，来电显示 ${f.number}，每位最多 ${f.attempts} 次。`,
    everyone: '时机内的所有客户',
    'of-branch': (f: { branch: string }) => `${f.branch}及其下级机构的客户`,
    'other-branch': '您看不到的机构',
    'at-most-times': (f: { times: number }) => `每位客户最多 ${f.times} 次`,
    'priority-of-nine': (f: { priority: number }) => `${f.priority}（9 最优先）`,
    'customer-hears': '客户会听到的',
    history: '经过',
    'returned-with': '审批人退回了这个活动',

    'do-submit': '提交审批',
    'do-withdraw': '撤回',
    'do-approve': '批准',
    'do-return': '退回修改',
    'do-pause': '暂停',
    'do-resume': '恢复',
    'do-stop': '停止',
    'do-edit': '编辑',
    'do-revise': '修改（新版本）',
    'do-discard': '放弃新版本',
    'done-discard': '新版本已放弃，活动照原样进行',
    'discard-sure': '放弃正在写的新版本？',
    'discard-effect': '写了的修改会丢掉，活动照现在的版本继续进行。',
    'approve-revision-effect': '批准后新安排的回访按新版本进行；已安排好的仍按原版本打完。',
    'do-copy': '照此新建',
    'done-submit': '已提交，等待另一位审批人批准',
    'done-withdraw': '已撤回，可以继续修改',
    'done-approve': '已批准，活动开始运行',
    'done-return': '已退回，策划人会看到您的说明',
    'done-pause': '已暂停，不再产生新的拨打',
    'done-resume': '已恢复运行',
    'done-stop': '活动已停止',
    'submit-sure': '提交审批？',
    'submit-effect': (f: { script: string }) =>
      `话术“${f.script}”会就此冻结，不能再改（可以复制）。活动本身在批准前仍可撤回。`,
    'approve-sure': (f: { name: string }) => `批准“${f.name}”？`,
    'approve-effect': (f: { count: string }) => `批准后立即开始运行，今天起 14 天内预计拨打 ${f.count} 位客户。`,
    'approve-effect-plain': '批准后立即开始运行，班组会开始给客户打电话。',
    'stop-sure': (f: { name: string }) => `停止“${f.name}”？`,
    'stop-effect': '停止后不能再恢复，尚未完成的回访不再拨打；已完成的记录保留。只是暂时不打，请用“暂停”。',
    'return-note': '需要修改什么',
    'return-note-hint': '策划人会原样看到这段话',
    'copy-of': (f: { name: string }) => `${f.name}（副本）`,
  },
  en: {
    campaigns: 'Campaigns',
    'campaigns-hint':
      'Follow-ups that are planned, owned and approved by a second person. Only a running campaign creates work.',
    'new-campaign': 'New campaign',
    'no-campaigns': 'All campaigns will be listed here',
    'no-campaigns-hint': 'A campaign says why to call, how many days after what, whom, by which team, and what to say.',
    'no-campaigns-found': 'No campaign is in this state',
    'no-campaigns-found-hint': 'Choose another state, or clear the filters.',
    name: 'Name',
    purposes: 'Purposes',
    'when-column': 'Right moment',
    team: 'Team',
    state: 'State',
    validity: 'Valid',
    'count-eligible': 'Planned',
    'count-waiting': 'Waiting',
    'count-done': 'Done',
    'state-draft': 'Draft',
    'state-submitted': 'Waiting for approval',
    'state-running': 'Running',
    'state-paused': 'Paused',
    'state-stopped': 'Stopped',
    'state-over': 'Validity is over',
    'state-later': 'Not begun yet',

    'kind-order': 'Order',
    'kind-delivery': 'Delivery',
    'kind-service': 'Service',
    'kind-complaint': 'Complaint',
    'kind-contract': 'Contract',
    'kind-rental': 'Rental',
    'kind-visit': 'Visit',
    'kind-contract-due': 'Contract ends',
    'kind-replenishment': 'Due to reorder',
    'kind-lapsed': 'Long without order',
    'kind-festival': 'Festival',
    'a-order': 'an order',
    'a-delivery': 'a delivery',
    'a-service': 'a service',
    'a-complaint': 'a complaint',
    'a-contract': 'a contract',
    'a-rental': 'a rental',
    'a-visit': 'a visit',
    'a-contract-due': 'the end of a contract or rental',
    'a-replenishment': 'the expected next order',
    'a-lapsed': 'the last order',
    'a-festival': 'a festival',
    'trigger-open': 'Not chosen yet',
    'days-after': f => `${daysEn(f.from, f.to)} ${f.kind}`,
    'trigger-sentence': f => `Call customers ${daysEn(f.from, f.to)} ${f.kind}`,
    'window-picture': f => `Timeline: calls ${daysEn(f.from, f.to)} ${f.kind}`,
    'day-span': f => spanEn(f.from, f.to),
    'event-day': f => f.kind,
    'window-opens': 'may be called',

    estimate: 'Estimate',
    'next-14-days': 'in 14 days from today',
    'estimate-nobody':
      'No customer had such a thing within a year. Choose another trigger or branch, or import activity first.',
    'estimate-as-of': 'From the activity, the contact policy and the other campaigns as they are now.',
    'days-chart': 'Calls by day',
    day: 'Day',
    beginning: 'Begin',
    'in-words': 'What it says',
    'in-words-lead': f => `${f.trigger}; ${f.team} dials, showing ${f.number}, at most ${f.attempts} times each.`,
    everyone: 'Everyone at the right moment',
    'of-branch': f => `Customers of ${f.branch} and the branches below`,
    'other-branch': 'a branch you cannot see',
    'at-most-times': f => `At most ${f.times} times per customer`,
    'priority-of-nine': f => `${f.priority} (9 is the most urgent)`,
    'customer-hears': 'What the customer will hear',
    history: 'History',
    'returned-with': 'The approver returned this campaign',

    'do-submit': 'Submit for approval',
    'do-withdraw': 'Withdraw',
    'do-approve': 'Approve',
    'do-return': 'Return',
    'do-pause': 'Pause',
    'do-resume': 'Resume',
    'do-stop': 'Stop',
    'do-edit': 'Edit',
    'do-revise': 'Change (next version)',
    'do-discard': 'Discard next version',
    'done-discard': 'The next version is discarded; the campaign goes on as it is',
    'discard-sure': 'Discard the next version?',
    'discard-effect': 'What was written of it is lost; the campaign goes on by its present version.',
    'approve-revision-effect':
      'New follow-ups go by the new version; those already planned are made as they were planned.',
    'do-copy': 'Plan another like this',
    'done-submit': 'Submitted; another person has to approve it',
    'done-withdraw': 'Withdrawn; it can be changed again',
    'done-approve': 'Approved; the campaign runs',
    'done-return': 'Returned; its planners will read your note',
    'done-pause': 'Paused; nothing new is dialled',
    'done-resume': 'Runs again',
    'done-stop': 'The campaign is stopped',
    'submit-sure': 'Submit for approval?',
    'submit-effect': f =>
      `The script “${f.script}” is frozen from now on and can only be copied. The campaign itself can be withdrawn until it is approved.`,
    'approve-sure': f => `Approve “${f.name}”?`,
    'approve-effect': f =>
      `It runs at once; an estimated ${f.count} customers will be dialled within 14 days from today.`,
    'approve-effect-plain': 'It runs at once, and its team begins to call customers.',
    'stop-sure': f => `Stop “${f.name}”?`,
    'stop-effect':
      'A stopped campaign cannot be resumed and its open follow-ups are no longer dialled; records are kept. To hold it for a while, pause it.',
    'return-note': 'What has to change',
    'return-note-hint': 'The planners read it as you write it',
    'copy-of': f => `${f.name} (copy)`,
  },
})

/** "后第 3–10 天", "前 7–30 天", "前 7 天到后 7 天". */
function daysZh(from: number, to: number): string {
  if (from === 0 && to === 0) return '当天'
  if (to < 0) return `前${spanZh(from, to).replace('第', '')}`
  if (from < 0) return `前 ${-from} 天到${to === 0 ? '当天' : `后 ${to} 天`}`
  return `后${spanZh(from, to)}`
}

function spanZh(from: number, to: number): string {
  if (from < 0 && to >= 0) return `前 ${-from} 天到后 ${to} 天`
  const [first, last] = to < 0 ? [-to, -from] : [from, to]
  return first === last ? `第 ${first} 天` : `第 ${first}–${last} 天`
}

function daysEn(from: number, to: number): string {
  if (from === 0 && to === 0) return 'on the day of'
  if (to < 0) return `${countEn(-to, -from)} before`
  if (from < 0) return `from ${countEn(-from, -from)} before to ${countEn(to, to)} after`
  return `${countEn(from, to)} after`
}

function countEn(first: number, last: number): string {
  return `${first === last ? first : `${first}–${last}`} ${last === 1 ? 'day' : 'days'}`
}

function spanEn(from: number, to: number): string {
  if (from < 0 && to >= 0) return `${-from} days before to ${to} after`
  const [first, last] = to < 0 ? [-to, -from] : [from, to]
  return first === last ? `day ${first}` : `days ${first}–${last}`
}
