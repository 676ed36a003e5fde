import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { fixedLine } from '../demo/quiet-numbers.ts'

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [...'建国志强海波文斌庆立新永刚春生德胜金龙少华玉林光明学军卫东晓宏伟振长俊杰浩然子轩思远秀英桂兰丽']

/** What the file holds of the n-th customer: everyone has another number, names repeat as in life. */
export function customer(n: number): { externalId: string; name: string; phone: string } {
  const given = GIVEN[(n * 7) % GIVEN.length]! + GIVEN[Math.floor(n / 11) % GIVEN.length]!
  return {
    externalId: `C${String(n).padStart(8, '0')}`,
    name: SURNAMES[(n * 13) % SURNAMES.length]! + given,
    phone: fixedLine('10', n),
  }
}

/** Writes a CSV file (UTF-8, header line) of customers with one number each. */
export async function writeCustomersFile(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path)
  file.write('客户编号,姓名,电话\n')
  for (let n = 0; n < rows; n += 1) {
    const { externalId, name, phone } = customer(n)
    if (!file.write(`${externalId},${name},${phone}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}
