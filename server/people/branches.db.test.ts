import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import type { Actor } from '../platform/actor.ts'
import { addBranch } from './add-branch.ts'
import { addStaff } from './add-staff.ts'
import { actorOf } from './auth.ts'
import { branchesIn } from './branch-store.ts'
import { closeBranch, holdsOf, renameBranch, reopenBranch } from './change-branch.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from './given.ts'
import { moveBranch, previewMove } from './move-branch.ts'
import { branchScope } from './store.ts'

/** The owner as he is at his next request. */
async function again(org: GivenOrganisation): Promise<Actor> {
  return (await actorOf(testDatabase(), org.orgId, org.owner.staffId!, org.owner.now, 'test'))!
}

async function below(org: GivenOrganisation, parentId: string, name: string): Promise<string> {
  const owner = await again(org)
  return (await as(owner, tx => addBranch(tx, owner, { parentId, name, kind: 'own' }))).id
}

const sight = (org: GivenOrganisation, id: string) => as(org.owner, tx => branchScope(tx, org.orgId, id))

describe('moving a branch', () => {
  test('takes all below it along, and whoever stood above it before does not see it any more', async () => {
    const org = await givenOrganisation()
    const city = await below(org, org.northId, '市')
    const shop = await below(org, city, '店')
    const owner = await again(org)
    const preview = await as(owner, tx => previewMove(tx, owner, city, org.southId))
    expect(preview).toMatchObject({
      branches: 2,
      gaining: [{ name: '南方' }],
      losing: [{ name: '北方' }],
    })
    await as(owner, tx => moveBranch(tx, owner, city, { parentId: org.southId, beforeId: null }))
    expect((await sight(org, org.southId)).branchIds.toSorted()).toEqual([org.southId, city, shop].toSorted())
    expect((await sight(org, org.northId)).branchIds).toEqual([org.northId])
    expect((await sight(org, shop)).ancestorIds).toEqual([city, org.southId, org.rootId])
  })

  test('puts it in its place among its siblings', async () => {
    const org = await givenOrganisation()
    await below(org, org.rootId, '西方')
    const owner = await again(org)
    const south = { parentId: org.rootId, beforeId: org.northId }
    await as(owner, tx => moveBranch(tx, owner, org.southId, south))
    const names = (await as(owner, tx => branchesIn(tx, owner))).map(branch => branch.name)
    expect(names.filter(name => name !== '总部')).toEqual(['南方', '北方', '西方'])
  })

  test('is refused below itself, for one’s own branch, and out of one’s sight', async () => {
    const org = await givenOrganisation()
    const city = await below(org, org.northId, '市')
    const owner = await again(org)
    const move = (actor: Actor, id: string, parentId: string) =>
      as(actor, tx => moveBranch(tx, actor, id, { parentId, beforeId: null }))
    await expect(move(owner, org.northId, city)).rejects.toThrow('branch-in-itself')
    await expect(move(owner, org.rootId, city)).rejects.toThrow('own-branch-stays')
    const north = await org.staff('owner', org.northId)
    await expect(move(north, org.northId, city)).rejects.toThrow('own-branch-stays')
    await expect(move(north, city, org.southId)).rejects.toThrow('not-found')
  })

  test('never makes a circle when two are moved below each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const org = await givenOrganisation()
      const { owner } = org
      const both = await Promise.allSettled([
        as(owner, tx => moveBranch(tx, owner, org.northId, { parentId: org.southId, beforeId: null })),
        as(owner, tx => moveBranch(tx, owner, org.southId, { parentId: org.northId, beforeId: null })),
      ])
      expect(both.filter(result => result.status === 'fulfilled')).toHaveLength(1)
      expect((await sight(org, org.rootId)).branchIds).toHaveLength(3)
    }
  })

  test('cannot be written as a circle even by the owner of the database', async () => {
    const org = await givenOrganisation()
    const client = new pg.Client({ connectionString: inject('ownerUrl') })
    await client.connect()
    try {
      const tie = (depths: string) =>
        client.query(
          `update branch set parent_id = case when id = $2 then $3::uuid else $2::uuid end ${depths}
           where org_id = $1 and id in ($2, $3)`,
          [org.orgId, org.northId, org.southId],
        )
      await expect(tie('')).rejects.toThrow('branch_is_one_deeper_than_its_parent')
      await expect(tie(', depth = case when id = $2 then 2 else 1 end')).rejects.toThrow(
        'branch_is_one_deeper_than_its_parent',
      )
    } finally {
      await client.end()
    }
  })

  test('works in a tree of a thousand, in one step', async () => {
    const org = await givenOrganisation()
    await as(org.owner, tx =>
      tx
        .insertInto('branch')
        .values(
          Array.from({ length: 1000 }, (_, n) => ({
            org_id: org.orgId,
            parent_id: org.northId,
            name: `店 ${n}`,
            kind: 'own',
            depth: 2,
            created_at: org.owner.now,
          })),
        )
        .execute(),
    )
    const owner = await again(org)
    expect(await as(owner, tx => branchesIn(tx, owner))).toHaveLength(1003)
    await as(owner, tx => moveBranch(tx, owner, org.northId, { parentId: org.southId, beforeId: null }))
    expect((await sight(org, org.southId)).branchIds).toHaveLength(1002)
  })

  test('is refused deeper than twenty levels', async () => {
    const org = await givenOrganisation()
    let parent = org.northId
    for (let depth = 2; depth <= 20; depth++) parent = await below(org, parent, `第 ${depth} 级`)
    await expect(below(org, parent, '第 21 级')).rejects.toThrow('tree-too-deep')
    const owner = await again(org)
    const move = as(owner, tx => moveBranch(tx, owner, org.northId, { parentId: org.southId, beforeId: null }))
    await expect(move).rejects.toThrow('tree-too-deep')
  })
})

describe('closing a branch', () => {
  test('is refused while it holds somebody, and nobody comes in afterwards', async () => {
    const org = await givenOrganisation()
    await org.staff('agent', org.northId)
    const { owner } = org
    await expect(as(owner, tx => closeBranch(tx, owner, org.northId))).rejects.toThrow('branch-not-empty')
    expect(await as(owner, tx => holdsOf(tx, owner, org.northId))).toMatchObject({ staff: 1, teams: 0, branches: 0 })
    await as(owner, tx => closeBranch(tx, owner, org.southId))
    const person = { name: '甲', email: `${crypto.randomUUID()}@test.example`, password: 'long enough' }
    const add = () => as(owner, tx => addStaff(tx, owner, { ...person, roles: ['agent'], branchId: org.southId }))
    await expect(add()).rejects.toThrow('branch-closed')
    await expect(below(org, org.southId, '店')).rejects.toThrow('branch-closed')
    await as(owner, tx => reopenBranch(tx, owner, org.southId))
    await add()
  })

  test('and putting somebody into it at the same moment never both succeed', async () => {
    for (let round = 0; round < 5; round++) {
      const org = await givenOrganisation()
      const { owner } = org
      const person = { name: '甲', email: `${crypto.randomUUID()}@test.example`, password: 'long enough' }
      const both = await Promise.allSettled([
        as(owner, tx => closeBranch(tx, owner, org.southId)),
        as(owner, tx => addStaff(tx, owner, { ...person, roles: ['agent'], branchId: org.southId })),
      ])
      expect(both.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('keeps its name from no sibling but those it has', async () => {
    const org = await givenOrganisation()
    const rename = as(org.owner, tx => renameBranch(tx, org.owner, org.northId, '南方'))
    await expect(rename).rejects.toThrow('name-taken')
    const { name } = await as(org.owner, tx => renameBranch(tx, org.owner, org.northId, '华北'))
    expect(name).toBe('华北')
  })
})
