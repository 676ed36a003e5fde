import { describe, expect, test } from 'vitest'
import { ownersFor } from './case-owners.ts'

const branches = [
  { id: 'root', parentId: null, name: '总部', kind: 'own' as const },
  { id: 'east', parentId: 'root', name: '华东', kind: 'own' as const },
  { id: 'north', parentId: 'root', name: '华北', kind: 'own' as const },
]
const member = (name: string, branchId: string, role: 'supervisor' | 'agent' | 'owner', deactivatedAt?: string) => ({
  id: name,
  name,
  email: `${name}@test.example`,
  roles: [role],
  branchId,
  deactivatedAt: deactivatedAt ?? null,
})

describe('who could own a case', () => {
  const staff = [
    member('owner', 'root', 'owner'),
    member('east', 'east', 'supervisor'),
    member('north', 'north', 'supervisor'),
    member('agent', 'east', 'agent'),
    member('left', 'east', 'supervisor', '2026-01-01T00:00:00Z'),
  ]

  test('those of its branch and of the ones above, who can handle it and still work here', () => {
    expect(ownersFor('east', branches, staff).map(({ id }) => id)).toEqual(['owner', 'east'])
  })

  test('nobody of a sibling branch', () => {
    expect(ownersFor('north', branches, staff).map(({ id }) => id)).toEqual(['owner', 'north'])
  })

  test('for a branch above one’s own, which is not told, only its own staff could be found', () => {
    expect(ownersFor('unknown', branches, staff)).toEqual([])
  })
})
