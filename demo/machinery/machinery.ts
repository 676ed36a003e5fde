import type { Business, DemoStaff } from '../business.ts'
import { activitiesOf } from './activities.ts'
import { CAMPAIGNS } from './campaigns.ts'
import { customers } from './customers.ts'
import { BRANCHES } from './places.ts'
import { WORDS } from './words.ts'

const person = (login: string, name: string, role: DemoStaff['role'], at = 'head'): DemoStaff => {
  return { login, name, role, at }
}

/** A dealer group of construction machinery: sales, parts, service, rental and second-hand, with a partner's call centre. */
export const MACHINERY: Business = {
  name: '东方工程机械集团',
  mailDomain: 'demo.example',
  mailSender: 'huifang@kehu.example',
  mailsADay: 1,
  serviceNumber: '010-0400 8000',
  ownsMachines: true,
  branches: BRANCHES,
  owner: person('owner', '陈国栋', 'owner'),
  staff: [
    person('planner', '林晓燕', 'planner'),
    person('approver', '周志强', 'approver'),
    person('agent', '李娜', 'agent'),
    person('supervisor', '王海燕', 'supervisor'),
    person('hotline', '何敏', 'hotline'),
    person('quality', '苏静', 'quality'),
    person('privacy-officer', '马文博', 'privacy-officer'),
    person('partner-agent', '郑爽', 'partner-agent', 'partner'),
    person('zhang.wei', '张伟', 'agent'),
    person('liu.yang', '刘洋', 'agent'),
    person('yang.fan', '杨帆', 'agent'),
    person('sun.yue', '孙悦', 'agent', 'east'),
    person('zhu.lin', '朱琳', 'agent', 'east'),
    person('liang.jing', '梁静', 'agent', 'south'),
    person('wu.hao', '吴昊', 'agent', 'south'),
    person('feng.lei', '冯磊', 'partner-agent', 'partner'),
    person('gao.xiang', '高翔', 'supervisor', 'north'),
    person('xu.li', '徐丽', 'supervisor', 'east'),
    person('huang.jianhua', '黄建华', 'supervisor', 'south'),
    person('luo.yong', '罗勇', 'supervisor', 'southwest'),
  ],
  teams: [
    { key: 'head', name: '总部回访组', calls: { day: 3, duty: 1, today: 4 } },
    { key: 'east', name: '华东回访组', calls: { day: 2, duty: 0, today: 3 } },
    { key: 'south', name: '华南回访组', calls: { day: 2, duty: 0, today: 2 } },
    { key: 'partner', name: '信联外呼组', calls: { day: 1, duty: 0, today: 2 } },
  ],
  customers,
  activities: activitiesOf,
  campaigns: CAMPAIGNS,
  words: WORDS,
}
