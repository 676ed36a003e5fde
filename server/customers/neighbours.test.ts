import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Neighbours, type Pair, type Recognised } from './neighbours.ts'

const customers = fc.array(
  fc.record({
    group: fc.integer({ min: 0, max: 3 }).map(String),
    branchId: fc.constantFrom('north', 'south', 'west'),
    marks: fc.array(fc.constantFrom('4412', '5523', '6634'), { maxLength: 3 }),
  }),
  { maxLength: 40 },
)

type Given = Recognised & { group: string }

/** The customers in the order in which they are looked at. */
const inOrder = (drawn: readonly Omit<Given, 'id'>[]): Given[] =>
  drawn
    .map((one, at) => ({ ...one, id: String(at).padStart(3, '0') }))
    .sort((a, b) => a.group.localeCompare(b.group) || a.id.localeCompare(b.id))

function paired(given: readonly Given[]): Pair[] {
  const neighbours = new Neighbours()
  return given.flatMap(one => neighbours.see(one.group, one))
}

/** Everybody who is reached from one over pairs. */
function reachedFrom(id: string, pairs: readonly Pair[]): Set<string> {
  const reached = new Set([id])
  for (let before = 0; before < reached.size; ) {
    before = reached.size
    for (const { firstId, secondId } of pairs) {
      if (reached.has(firstId)) reached.add(secondId)
      if (reached.has(secondId)) reached.add(firstId)
    }
  }
  return reached
}

const alike = (one: Given, other: Given) =>
  one.group === other.group && one.marks.some(mark => other.marks.includes(mark))

describe('neighbours among those who may be one', () => {
  test('bear the same mark, and whoever bears one is reached from all who do, also by those who see one branch alone', () => {
    fc.assert(
      fc.property(customers, drawn => {
        const given = inOrder(drawn)
        const byId = new Map(given.map(one => [one.id, one]))
        const pairs = paired(given)
        for (const { firstId, secondId, firstBranchId, secondBranchId } of pairs) {
          expect(firstId < secondId).toBe(true)
          const [first, second] = [byId.get(firstId)!, byId.get(secondId)!]
          expect(alike(first, second)).toBe(true)
          expect([firstBranchId, secondBranchId]).toEqual([first.branchId, second.branchId])
        }
        for (const one of given) {
          const everywhere = reachedFrom(one.id, pairs)
          const ofBranch = pairs.filter(pair =>
            [pair.firstBranchId, pair.secondBranchId].every(id => id === one.branchId),
          )
          const there = reachedFrom(one.id, ofBranch)
          for (const other of given.filter(other => alike(one, other))) {
            expect(everywhere.has(other.id)).toBe(true)
            if (other.branchId === one.branchId) expect(there.has(other.id)).toBe(true)
          }
        }
      }),
    )
  })

  test('are few: of a thousand customers of one name and number no more than one pair each', () => {
    const given = Array.from({ length: 1000 }, (_, at) => ({
      id: String(at).padStart(4, '0'),
      group: '王芳',
      branchId: 'north',
      marks: ['4412'],
    }))
    expect(paired(given)).toHaveLength(999)
  })
})
