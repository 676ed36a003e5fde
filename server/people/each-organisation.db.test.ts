import { expect, test } from 'vitest'
import { inEachOrganisation } from './each-organisation.ts'
import { givenOrganisation, testDatabase } from './given.ts'

test('work that fails in one organisation is done in the others all the same, and the fault is told', async () => {
  const [one, broken, other] = [await givenOrganisation(), await givenOrganisation(), await givenOrganisation()]
  const served = new Set<string>()
  const work = async (_tx: unknown, { orgId }: { orgId: string }) => {
    if (orgId === broken.orgId) throw new Error('a mail nobody can end')
    served.add(orgId)
    return false
  }
  const signal = new AbortController().signal
  await expect(inEachOrganisation(testDatabase(), signal, work)).rejects.toMatchObject({
    errors: [{ message: 'a mail nobody can end' }],
  })
  expect(served).toContain(one.orgId)
  expect(served).toContain(other.orgId)
  expect(served).not.toContain(broken.orgId)
})

test('work that is told to stop is not done in the organisations after', async () => {
  const mine = new Set([(await givenOrganisation()).orgId, (await givenOrganisation()).orgId])
  const stopping = new AbortController()
  const served: string[] = []
  await inEachOrganisation(testDatabase(), stopping.signal, async (_tx, { orgId }) => {
    served.push(orgId)
    if (mine.has(orgId)) stopping.abort()
    return mine.has(orgId)
  })
  expect(served.filter(orgId => mine.has(orgId))).toHaveLength(1)
})
