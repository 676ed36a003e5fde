import type { City, DemoBranch } from '../business.ts'

const city = (name: string, area: string): City => ({ name, area })

/** The city branches of the operator, and the call centre that helps out. */
export const BRANCHES: readonly DemoBranch[] = [
  { key: 'hangzhou', name: '杭州分公司', kind: 'own', cities: [city('杭州', '571')], share: 32 },
  { key: 'ningbo', name: '宁波分公司', kind: 'own', cities: [city('宁波', '574')], share: 26 },
  { key: 'wenzhou', name: '温州分公司', kind: 'own', cities: [city('温州', '577')], share: 18 },
  { key: 'jinhua', name: '金华分公司', kind: 'own', cities: [city('金华', '579')], share: 10 },
  { key: 'partner', name: '嘉声客服外包（合作）', kind: 'partner', cities: [city('嘉兴', '573')], share: 14 },
]
