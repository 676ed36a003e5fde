import type { City, DemoBranch } from '../business.ts'

const city = (name: string, area: string): City => ({ name, area })

/** The branches below the head office: four of the house and a partner's call centre, which serves a region of its own. */
export const BRANCHES: readonly DemoBranch[] = [
  {
    key: 'north',
    name: '华北分公司',
    kind: 'own',
    cities: [city('北京', '10'), city('天津', '22'), city('石家庄', '311'), city('沈阳', '24')],
    share: 22,
  },
  {
    key: 'east',
    name: '华东分公司',
    kind: 'own',
    cities: [city('杭州', '571'), city('南京', '25'), city('合肥', '551'), city('济南', '531'), city('青岛', '532')],
    share: 28,
  },
  {
    key: 'south',
    name: '华南分公司',
    kind: 'own',
    cities: [city('广州', '20'), city('佛山', '757'), city('东莞', '769'), city('长沙', '731')],
    share: 22,
  },
  {
    key: 'southwest',
    name: '西南分公司',
    kind: 'own',
    cities: [city('成都', '28'), city('重庆', '23'), city('昆明', '871'), city('贵阳', '851')],
    share: 14,
  },
  {
    key: 'partner',
    name: '信联呼叫中心（合作）',
    kind: 'partner',
    cities: [city('郑州', '371'), city('武汉', '27'), city('西安', '29')],
    share: 14,
  },
]
