import { beforeAll, describe, expect, test } from 'vitest'
import { as, givenOrganisation } from '../people/given.ts'
import { givenImports, importText } from './given.ts'
import type { CustomerCriteria, CustomerSort } from './list-contract.ts'
import { countCustomers, searchCustomers } from './search-customers.ts'

beforeAll(() => givenImports())

const HITS = 3200
const OTHERS = 5200

describe('a word that thousands of names hold', () => {
  test('finds them in order, page after page, though all stand behind thousands of others', async () => {
    const org = await givenOrganisation()
    const number = (n: number) => String(n).padStart(5, '0')
    const others = Array.from({ length: OTHERS }, (_, n) => `B${number(n)},安${number(n)}`)
    const hits = Array.from({ length: HITS }, (_, n) => `C${number(n)},郑州${number(n)}重工`)
    await importText(org.owner, `id,name\n${[...others, ...hits].join('\n')}\n`)
    const find = (given: CustomerCriteria & { sort?: CustomerSort; cursor?: string }) =>
      as(org.owner, tx => searchCustomers(tx, org.owner, { limit: 50, ...given }))
    const expected = hits.map(line => line.split(',')[1])

    const first = await find({ words: '重工' })
    expect(first.items.map(one => one.name)).toEqual(expected.slice(0, 50))
    const second = await find({ words: '重工', cursor: first.next! })
    expect(second.items.map(one => one.name)).toEqual(expected.slice(50, 100))
    expect((await find({ words: '重工', sort: 'updated' })).items).toHaveLength(50)
    const south = await find({ words: '重工', branchId: org.southId })
    expect(south.items).toEqual([])
    expect((await find({ words: '重工', kind: 'organisation' })).items).toEqual([])
    // A number that thousands begin with and a name's word alike.
    expect((await find({ words: 'C00' })).items[0]?.externalId).toBe('C00000')
    expect(await as(org.owner, tx => countCustomers(tx, org.owner, { words: '重工' }))).toMatchObject({ count: HITS })
    expect(await as(org.owner, tx => countCustomers(tx, org.owner, { words: '重工', kind: 'organisation' }))).toEqual({
      count: 0,
      exact: true,
    })
  })
})
