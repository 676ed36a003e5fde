import { describe, expect, test } from 'vitest'
import { beginningsOf, nameKey, namesMeant, nameTerms } from './name-terms.ts'

/** Whether the index of terms finds a name by words. */
function finds(words: string, name: string): boolean {
  const terms = new Set(nameTerms(name))
  return namesMeant(words).some(meant => meant.terms.every(term => terms.has(term)))
}

describe('a name', () => {
  test.each([
    ['李明', '李明'],
    ['李明', '明'],
    ['李明', 'lm'],
    ['李明', 'liming'],
    ['单雄信', 'sxx'],
    ['上海华联机械有限公司', '华联'],
    ['上海华联机械有限公司', 'shhl'],
    ['上海华联机械有限公司', '机械有限'],
    ['John Smith', 'smi'],
    ['John Smith', 'john smith'],
    ['John Smith', 'sm'],
    ['ＡＢＣ贸易', 'abc'],
    ['林涛_50%', '50%'],
  ])('%s is found by %s', (name, words) => expect(finds(words, name)).toBe(true))

  test.each([
    ['李明', '明李'],
    ['李明', 'ml'],
    ['上海华联机械有限公司', '华机'],
    ['John Smith', 'th sx'],
    ['李明', '%'],
  ])('%s is not found by %s', (name, words) => expect(finds(words, name)).toBe(false))

  test('is sorted by pinyin, a surname as a surname is read, and Latin among it', () => {
    const names = ['张伟', '单雄信', '李明', 'Miller', '安娜', '李安']
    const order = names.map(name => ({ name, key: nameKey(name) })).sort((a, b) => (a.key < b.key ? -1 : 1))
    expect(order.map(({ name }) => name)).toEqual(['安娜', '李安', '李明', 'Miller', '单雄信', '张伟'])
  })

  test('that begins with the words lies between their bounds', () => {
    const [from, before] = beginningsOf('张')
    const key = nameKey('张伟')
    expect(key >= from && key < before).toBe(true)
    expect(nameKey('李张伟') >= from).toBe(false)
  })
})
