import type { DemoBranch, DemoCustomer, Owned } from '../business.ts'
import { fixedLine } from '../quiet-numbers.ts'
import { type Random, random } from '../random.ts'
import { BRANCHES } from './places.ts'

const line = (model: string, product: string, price: number, rent: number): Owned => ({ model, product, price, rent })

export const HOME_LINES: readonly Owned[] = [
  line('KD300', '家庭宽带 300M', 0, 69),
  line('KD500', '家庭宽带 500M', 0, 99),
  line('KD1000', '家庭宽带 1000M', 0, 139),
  line('RH199', '全家融合 199 元套餐', 0, 199),
  line('TV4K', '4K 电视', 199, 20),
]
export const OFFICE_LINES: readonly Owned[] = [
  line('QY200', '企业宽带 200M', 500, 399),
  line('QY1000', '企业宽带 1000M', 800, 899),
  line('ZX100', '互联网专线 100M', 3000, 3_800),
  line('YW20', '云视频会议 20 方', 0, 580),
  line('ZJ30', '云总机 30 线', 600, 720),
]

const SURNAMES = [...'陈林王李张黄周吴徐胡金叶郑朱应楼沈俞蒋潘董钱余汪施包方章']
const GIVEN = [
  ...['佳怡', '思琪', '雨桐', '梓涵', '晓峰', '伟明', '建波', '丽萍', '海燕', '国平', '文杰', '美娟', '志远', '春燕'],
  ...['婷', '超', '洋', '静', '峰', '慧', '凯', '琳', '波', '颖'],
]
const FIRMS = ['服装', '五金', '电子商务', '模具', '文具', '餐饮管理', '汽配', '小商品', '物流', '教育咨询']
const STEMS = ['优', '佳', '诚', '明', '越', '创', '美', '捷', '联', '华']

export function* customers(seed: number, count: number): Generator<DemoCustomer> {
  const lines = new Map<string, number>()
  for (let n = 1; n <= count; n += 1) {
    const draw = random(`${seed}/telecom/customer/${n}`)
    const branch = branchOf(draw)
    const { name: cityName, area } = branch.cities[0]!
    const kind = draw.chance(0.82) ? 'person' : 'organisation'
    const from = kind === 'person' ? HOME_LINES : OFFICE_LINES
    lines.set(area, (lines.get(area) ?? -1) + 1)
    const owns = [...new Set(Array.from({ length: draw.between(1, 2) }, () => draw.pick(from)))]
    yield {
      externalId: `YF${String(n).padStart(7, '0')}`,
      name: kind === 'person' ? draw.pick(SURNAMES) + draw.pick(GIVEN) : firmName(draw, cityName),
      kind,
      branch: branch.key,
      phones: [fixedLine(area, lines.get(area)!)],
      email: draw.chance(0.55) ? `yh${String(n).padStart(7, '0')}@kehu.example` : null,
      note: `在用业务：${owns.map(({ product }) => product).join('、')}`,
      owns,
    }
  }
}

function firmName(draw: Random, cityName: string): string {
  return `${cityName}${draw.pick(STEMS)}${draw.pick(STEMS)}${draw.pick(FIRMS)}有限公司`
}

function branchOf(draw: Random): DemoBranch {
  const chosen = draw.weighted(Object.fromEntries(BRANCHES.map(({ key, share }) => [key, share])))
  return BRANCHES.find(({ key }) => key === chosen)!
}
