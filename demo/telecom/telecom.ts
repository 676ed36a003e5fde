import type { Business, DemoCampaign, DemoStaff } from '../business.ts'
import { activitiesOf } from './activities.ts'
import { customers } from './customers.ts'
import { BRANCHES } from './places.ts'
import { FAULT, INSTALL, RENEWAL } from './scripts.ts'

const person = (login: string, name: string, role: DemoStaff['role'], at = 'head'): DemoStaff => {
  return { login, name, role, at }
}

const all = { branch: 'head', team: 'head', conditions: [] } as const

const CAMPAIGNS: readonly DemoCampaign[] = [
  {
    ...all,
    name: '装机竣工满意度回访',
    purposes: ['satisfaction'],
    reasonForCustomer: '了解您对这次装机是否满意',
    script: INSTALL,
    kind: 'delivery',
    days: [1, 12],
    priority: 8,
    becomes: 'running',
    launched: 330,
  },
  {
    ...all,
    name: '报障修复回访',
    purposes: ['problem-solving', 'satisfaction'],
    reasonForCustomer: '确认您报修的故障修好没有',
    script: FAULT,
    kind: 'service',
    days: [1, 7],
    priority: 7,
    becomes: 'running',
    launched: 330,
  },
  {
    ...all,
    name: '投诉处理后回访',
    purposes: ['problem-solving'],
    reasonForCustomer: '确认您反映的问题处理得怎么样',
    script: FAULT,
    kind: 'complaint',
    days: [2, 14],
    priority: 9,
    becomes: 'running',
    launched: 330,
  },
  {
    ...all,
    name: '新合约客户关怀',
    purposes: ['care', 'verify-data'],
    reasonForCustomer: '了解您合约套餐的使用情况',
    branch: 'hangzhou',
    team: 'hangzhou',
    script: RENEWAL,
    kind: 'contract',
    days: [20, 60],
    priority: 5,
    becomes: 'running',
    launched: 200,
  },
  {
    ...all,
    name: '杭州片区修复后关怀',
    purposes: ['care'],
    reasonForCustomer: '了解修复以后您家里宽带的使用情况',
    branch: 'hangzhou',
    team: 'hangzhou',
    script: FAULT,
    kind: 'service',
    days: [8, 45],
    priority: 4,
    becomes: 'running',
    launched: 180,
  },
  {
    ...all,
    name: '嘉兴片区修复后关怀',
    purposes: ['care'],
    reasonForCustomer: '了解修复以后您家里宽带的使用情况',
    branch: 'partner',
    team: 'partner',
    script: FAULT,
    kind: 'service',
    days: [2, 45],
    priority: 5,
    becomes: 'running',
    launched: 150,
  },
  {
    ...all,
    name: '嘉兴片区合约关怀',
    purposes: ['care', 'renewal'],
    reasonForCustomer: '了解您合约套餐的使用情况',
    branch: 'partner',
    team: 'partner',
    script: RENEWAL,
    kind: 'contract',
    days: [5, 75],
    priority: 4,
    becomes: 'running',
    launched: 120,
  },
  {
    ...all,
    name: '开学季千兆升级推荐',
    purposes: ['cross-sell'],
    reasonForCustomer: '向您介绍开学季的升级优惠',
    script: RENEWAL,
    kind: 'order',
    days: [10, 60],
    priority: 3,
    becomes: 'stopped',
    launched: 120,
    ended: 60,
  },
  {
    ...all,
    name: '营业厅服务调研',
    purposes: ['research'],
    reasonForCustomer: '听听您对营业厅服务的看法',
    script: INSTALL,
    kind: 'visit',
    days: [1, 20],
    priority: 3,
    becomes: 'submitted',
  },
  {
    ...all,
    name: '春节问候',
    purposes: ['festival', 'care'],
    reasonForCustomer: '向您拜年，并提醒假期报修渠道',
    script: RENEWAL,
    kind: 'contract',
    days: [30, 365],
    priority: 3,
    becomes: 'draft',
  },
]

/** A telecom operator: home and office lines, installation, faults, complaints and contracts. */
export const TELECOM: Business = {
  name: '远方通信',
  mailDomain: 'telecom.demo.example',
  serviceNumber: '0571-0400 1000',
  ownsMachines: false,
  branches: BRANCHES,
  owner: person('owner', '沈卫平', 'owner'),
  staff: [
    person('planner', '应佳', 'planner'),
    person('approver', '楼建明', 'approver'),
    person('agent', '叶晓雯', 'agent'),
    person('supervisor', '潘丽', 'supervisor'),
    person('hotline', '金敏', 'hotline'),
    person('quality', '蒋慧', 'quality'),
    person('privacy-officer', '章凯', 'privacy-officer'),
    person('partner-agent', '包婷', 'partner-agent', 'partner'),
    person('chen.chao', '陈超', 'agent'),
    person('yu.yang', '俞洋', 'agent'),
    person('fang.lin', '方琳', 'agent', 'hangzhou'),
    person('shi.ying', '施颖', 'agent', 'hangzhou'),
    person('qian.feng', '钱峰', 'supervisor', 'hangzhou'),
    person('wang.bo', '汪波', 'supervisor', 'ningbo'),
  ],
  teams: [
    { key: 'head', name: '省客服回访班', calls: { day: 4, duty: 1, today: 4 } },
    { key: 'hangzhou', name: '杭州关怀组', calls: { day: 2, duty: 0, today: 2 } },
    { key: 'partner', name: '嘉声外呼组', calls: { day: 1, duty: 0, today: 1 } },
  ],
  customers,
  activities: activitiesOf,
  campaigns: CAMPAIGNS,
  words: {
    answers: {
      nps: { content: [9, 10, 8, 9], discontent: [2, 4, 5, 6] },
      upgrade: { content: ['有', '再看看'], discontent: ['没有'] },
    },
    problems: {
      fitter: [
        {
          said: '装机师傅迟到，线也没有理好',
          solutions: ['班长上门整理线路并致歉', '重新走线入管，客户验收满意'],
          notes: ['已联系客户，约晚上上门', '已转装维班长核实'],
        },
        {
          said: '装机师傅态度不好，催促签字',
          solutions: ['班长致电道歉，当事人停岗培训', '班长登门致歉，重新讲解套餐条款'],
          notes: ['已转装维班长核实'],
        },
      ],
      speed: [
        {
          said: '新装宽带晚上网速很慢',
          solutions: ['调整分光器端口，晚高峰测速正常', '更换光猫并重做光纤接头，测速达标'],
          notes: ['已转网络维护班', '已联系客户，约晚上上门'],
        },
        {
          said: '装好后电视经常卡顿',
          solutions: ['更换机顶盒并改接千兆口，播放流畅', '调整家中组网，电视改为有线连接'],
          notes: ['已联系客户，约晚上上门', '机顶盒备件明天到'],
        },
      ],
      mended: [
        {
          said: '修好两天又断网，要求换光猫',
          solutions: ['更换光猫并重做光纤接头，测速达标', '更换入户光缆，连续三天无断线'],
          notes: ['等待备件', '已联系客户，约晚上上门'],
        },
        {
          said: '报修后网速仍达不到套餐标准',
          solutions: ['更换老化分光器，测速达到套餐标准', '升级端口模板并现场测速，客户认可'],
          notes: ['已转网络维护班'],
        },
      ],
      'how-fast': [
        {
          said: '报修三天才上门，耽误网课',
          solutions: ['班长致歉，减免三天月租并送流量包', '列入优先上门名单，减免当月月租'],
          notes: ['已转网络维护班核实派单时间'],
        },
      ],
      bill: [
        {
          said: '账单里有看不懂的增值业务费',
          solutions: ['核对账单，退订误开的增值业务并退费', '逐项讲解账单，退回两个月的增值业务费'],
          notes: ['已请计费核对开通记录'],
        },
      ],
    },
    forgotten: {
      said: '客户来电：专线每天下午中断，影响门店收银',
      solutions: ['更换专线光模块并加装备用链路，下午不再中断'],
      notes: ['已转网络维护班'],
    },
  },
}
