import type { City, DemoBranch, DemoCustomer, Owned } from '../business.ts'
import { fixedLine, MOBILES, mobile } from '../quiet-numbers.ts'
import { type Random, random } from '../random.ts'
import { BRANCHES } from './places.ts'

const machine = (model: string, product: string, price: number, rent: number): Owned => {
  return { model, product: `${model} ${product}`, price, rent }
}

export const MACHINES: readonly Owned[] = [
  machine('DF75E', '小型挖掘机', 365_000, 900),
  machine('DF215E', '挖掘机', 868_000, 1_800),
  machine('DF365H', '挖掘机', 1_580_000, 3_200),
  machine('DF50L', '装载机', 358_000, 800),
  machine('DF60L', '装载机', 468_000, 1_000),
  machine('DFT25', '汽车起重机', 1_050_000, 2_600),
  machine('DFT80', '汽车起重机', 2_480_000, 6_500),
  machine('DFR22', '单钢轮压路机', 388_000, 1_100),
  machine('DFD16', '推土机', 620_000, 1_600),
  machine('DFG180', '平地机', 735_000, 1_700),
  machine('DFP56', '混凝土泵车', 2_960_000, 7_800),
  machine('DFF35', '内燃叉车', 98_000, 350),
]

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [
  ...['建国', '志强', '海波', '文斌', '国庆', '立新', '永刚', '春生', '德胜', '金龙', '少华', '玉林', '光明', '学军'],
  ...['卫东', '晓东', '宏伟', '振华', '长青', '庆祥', '俊杰', '浩然', '子轩', '思远', '秀英', '桂兰', '丽华', '雪梅'],
  ...['燕', '磊', '军', '勇', '鹏', '涛', '斌', '刚', '洁', '敏'],
]
const STEMS = [
  '恒',
  '鑫',
  '盛',
  '宏',
  '远',
  '泰',
  '隆',
  '信',
  '安',
  '瑞',
  '通',
  '达',
  '嘉',
  '广',
  '昌',
  '和',
  '润',
  '博',
]
const TRADES = [
  ...['土石方工程有限公司', '市政工程有限公司', '路桥建设有限公司', '建筑工程有限公司', '矿业有限公司'],
  ...['设备租赁有限公司', '吊装工程有限公司', '混凝土有限公司', '港务服务有限公司', '园林绿化工程有限公司'],
]
const CONTACTS = ['设备主管', '机长', '老板', '项目经理', '采购']

const pad = (n: number, digits: number) => String(n).padStart(digits, '0')

export function* customers(seed: number, count: number): Generator<DemoCustomer> {
  const lines = new Map<string, number>()
  let mobiles = 0
  for (let n = 1; n <= count; n++) {
    const draw = random(`${seed}/customer/${n}`)
    const branch = branchOf(draw)
    const city = draw.pick(branch.cities)
    const kind = draw.chance(0.45) ? 'person' : 'organisation'
    const line = () => {
      lines.set(city.area, (lines.get(city.area) ?? -1) + 1)
      return fixedLine(city.area, lines.get(city.area)!)
    }
    const wantsMobile = draw.chance(kind === 'person' ? 0.9 : 0.45)
    const hasMobile = wantsMobile && mobiles < MOBILES
    const hasLine = !hasMobile || draw.chance(kind === 'person' ? 0.2 : 0.9)
    const phones = [...(hasMobile ? [mobile(mobiles++)] : []), ...(hasLine ? [line()] : [])]
    const owns = Array.from({ length: machinesOf(draw, kind) }, () => draw.pick(MACHINES))
    yield {
      externalId: `DF${pad(n, 6)}`,
      name: kind === 'person' ? personName(draw) : companyName(draw, city),
      kind,
      branch: branch.key,
      phones,
      email: draw.chance(0.65) ? `kh${pad(n, 6)}@kehu.example` : null,
      note: noteOn(draw, kind, owns),
      owns,
    }
  }
}

function branchOf(draw: Random): DemoBranch {
  const shares = Object.fromEntries(BRANCHES.map(({ key, share }) => [key, share]))
  const chosen = draw.weighted(shares)
  return BRANCHES.find(({ key }) => key === chosen)!
}

function machinesOf(draw: Random, kind: DemoCustomer['kind']): number {
  return kind === 'person' ? draw.between(1, 2) : draw.between(1, 4)
}

export function personName(draw: Random): string {
  return draw.pick(SURNAMES) + draw.pick(GIVEN)
}

function companyName(draw: Random, city: City): string {
  return `${city.name}${draw.pick(STEMS)}${draw.pick(STEMS)}${draw.pick(TRADES)}`
}

function noteOn(draw: Random, kind: DemoCustomer['kind'], machines: readonly Owned[]): string {
  const counts = new Map<string, number>()
  for (const { product } of machines) counts.set(product, (counts.get(product) ?? 0) + 1)
  const owned = [...counts].map(([product, count]) => `${product}×${count}`).join('、')
  const inCharge = kind === 'organisation' ? `；联系人：${draw.pick(SURNAMES)}师傅（${draw.pick(CONTACTS)}）` : ''
  return `在用设备：${owned}${inCharge}`
}
