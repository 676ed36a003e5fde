import { expect, test } from 'vitest'
import { PARTS } from './navigation.ts'
import { AREAS } from './routes.ts'

test('each page of an area cut into parts stands in exactly one of them', () => {
  for (const { name, pages } of AREAS) {
    if (!PARTS[name]) continue
    const named = pages.filter(({ word }) => word).map(({ path }) => path)
    expect(PARTS[name].flatMap(({ paths }) => paths).sort()).toEqual(named.sort())
  }
})
