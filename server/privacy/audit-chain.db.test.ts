import { createHash } from 'node:crypto'
import pg from 'pg'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { sealAudit, verifyAudit } from './audit-chain.ts'
import { givenVault } from './given.ts'
import { record } from './index.ts'

beforeAll(givenVault)

/** Three batches of three looks each, an hour apart, sealed. */
async function givenLog(): Promise<GivenOrganisation> {
  const org = await givenOrganisation()
  for (let batch = 0; batch < 3; batch++) {
    const actor = org.at(org.owner, org.owner.now.add({ hours: batch }))
    for (let look = 0; look < 3; look++) {
      await as(actor, tx => record(tx, actor, 'customer.viewed', 'customer', newId(), { look: batch * 3 + look + 1 }))
    }
    expect(await as(actor, tx => sealAudit(tx, actor))).toBe(true)
  }
  return org
}

const check = (actor: Actor, noted?: { number: number; code: string }) => as(actor, tx => verifyAudit(tx, actor, noted))

/** What whoever owns the database can do to it. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('ownerUrl') })
  await client.connect()
  try {
    const { rowCount } = await client.query(sql, values)
    expect(rowCount).toBeGreaterThan(0)
  } finally {
    await client.end()
  }
}

describe('a log nobody touched', () => {
  test('holds, and says where its chain ends', async () => {
    const org = await givenLog()
    const found = await check(org.owner)
    expect(found).toMatchObject({ intact: true, sealed: 9, waiting: 0, seals: 3, findings: [] })
    expect(await check(org.owner, found.head!)).toMatchObject({ intact: true, waiting: 1 })
  })

  test('holds when a hundred write while others seal, and nobody’s entry is lost', async () => {
    const org = await givenOrganisation()
    await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        await as(org.owner, tx => record(tx, org.owner, 'looked', 'customer', null, { n }))
        if (n % 10 === 0) await as(org.owner, tx => sealAudit(tx, org.owner))
      }),
    )
    await as(org.owner, tx => sealAudit(tx, org.owner))
    expect(await check(org.owner)).toMatchObject({ intact: true, sealed: 100, waiting: 0 })
  })

  test('does not make a writer wait for the sealer, nor the sealer for a writer', async () => {
    const org = await givenLog()
    await as(org.owner, async writing => {
      await record(writing, org.owner, 'slow', 'customer', null)
      await as(org.owner, tx => record(tx, org.owner, 'quick', 'customer', null))
      await as(org.owner, async sealing => {
        await sealAudit(sealing, org.owner)
        await as(org.owner, tx => record(tx, org.owner, 'meanwhile', 'customer', null))
      })
    })
    expect(await check(org.owner)).toMatchObject({ intact: true, sealed: 10, waiting: 2 })
    await as(org.owner, tx => sealAudit(tx, org.owner))
    expect(await check(org.owner)).toMatchObject({ intact: true, sealed: 13 })
  })

  test('is sealed by the application without a way to change what is sealed', async () => {
    const org = await givenLog()
    const change = as(org.owner, tx => tx.updateTable('audit_entry').set({ number: 1 }).execute())
    await expect(change).rejects.toThrow('permission denied')
    await expect(as(org.owner, tx => tx.deleteFrom('audit_seal').execute())).rejects.toThrow('permission denied')
  })
})

describe('the owner of the database', () => {
  test('who changes an entry is found, at its place', async () => {
    const org = await givenLog()
    await tamper(`update audit_entry set facts = '{}' where org_id = $1 and number = 5`, [org.orgId])
    const { intact, findings } = await check(org.owner)
    expect(intact).toBe(false)
    expect(findings).toMatchObject([{ kind: 'changed', number: 5 }])
  })

  test('who makes the entry somebody else’s, or moves its time, is found', async () => {
    const org = await givenLog()
    await tamper(`update audit_entry set staff_id = null where org_id = $1 and number = 2`, [org.orgId])
    await tamper(`update audit_entry set at = at + interval '1 s' where org_id = $1 and number = 8`, [org.orgId])
    const { findings } = await check(org.owner)
    expect(findings.map(finding => [finding.kind, finding.number])).toEqual([
      ['changed', 2],
      ['changed', 8],
    ])
  })

  test('who removes an entry is found, in the middle and at the end', async () => {
    for (const number of [4, 9]) {
      const org = await givenLog()
      await tamper(`delete from audit_entry where org_id = $1 and number = $2`, [org.orgId, number])
      expect((await check(org.owner)).findings).toContainEqual(expect.objectContaining({ kind: 'removed', number }))
    }
  })

  test('who closes the gap by renumbering and chains anew is found by the seals', async () => {
    const org = await givenLog()
    await tamper(`delete from audit_entry where org_id = $1 and number = 4`, [org.orgId])
    await tamper(`update audit_entry set number = -number where org_id = $1 and number > 4`, [org.orgId])
    await tamper(`update audit_entry set number = -number - 1 where org_id = $1 and number < 0`, [org.orgId])
    await rechain(org.orgId)
    const { findings } = await check(org.owner)
    expect(findings.filter(finding => finding.kind === 'changed')).toEqual([])
    expect(findings.map(finding => finding.kind)).toContain('seal-broken')
  })

  test('who changes an entry and computes the whole chain and its seals anew lacks the key', async () => {
    const org = await givenLog()
    await tamper(`update audit_entry set facts = '{}' where org_id = $1 and number = 5`, [org.orgId])
    await rechain(org.orgId)
    await tamper(
      `update audit_seal s set hash = a.hash, code = $2 from audit_entry a
       where s.org_id = $1 and a.org_id = s.org_id and a.number = s.last_entry`,
      [org.orgId, createHash('sha256').update('forged').digest()],
    )
    const { findings } = await check(org.owner)
    expect(findings.map(finding => finding.kind)).toEqual(['seal-broken', 'seal-broken', 'seal-broken'])
  })

  test('who slips an entry in, with a place or with a time long past, is found', async () => {
    const entry = `insert into audit_entry (org_id, at, action, subject, number, hash)`
    const placed = await givenLog()
    await tamper(`${entry} values ($1, now(), 'x', 'customer', 10, sha256('x'))`, [placed.orgId])
    expect((await check(placed.owner)).findings).toContainEqual(
      expect.objectContaining({ kind: 'inserted', number: 10 }),
    )

    const late = await givenLog()
    const longAgo = late.owner.now.subtract({ hours: 24 * 20 }).toString()
    await tamper(`${entry} values ($1, $2, 'x', 'customer', null, null)`, [late.orgId, longAgo])
    expect((await check(late.owner)).findings).toMatchObject([{ kind: 'inserted', number: null }])
    await as(late.owner, tx => sealAudit(tx, late.owner))
    expect((await check(late.owner)).findings).toMatchObject([{ kind: 'inserted' }])
  })

  test('who cuts off the end with its seals is found by the head that was noted', async () => {
    const org = await givenLog()
    const { head } = await check(org.owner)
    await tamper(`delete from audit_entry where org_id = $1 and (number > 6 or number is null)`, [org.orgId])
    await tamper(`delete from audit_seal where org_id = $1 and number = 3`, [org.orgId])
    expect(await check(org.owner)).toMatchObject({ intact: true, seals: 2 })
    expect((await check(org.owner, head!)).findings).toMatchObject([{ kind: 'removed' }])
  })

  test('who takes one seal out of the middle is found', async () => {
    const org = await givenLog()
    await tamper(`delete from audit_seal where org_id = $1 and number = 2`, [org.orgId])
    expect((await check(org.owner)).findings.map(finding => finding.kind)).toContain('seal-broken')
  })
})

/** Computes all hashes of a log anew, as somebody would who knows how they are made. */
async function rechain(orgId: string): Promise<void> {
  await tamper(
    `with recursive chain as (
       select a.number, audit_hash(sha256(convert_to($1::uuid::text, 'UTF8')), a) as hash
       from audit_entry a where a.org_id = $1 and a.number = 1
       union all
       select a.number, audit_hash(c.hash, a) from audit_entry a join chain c on a.number = c.number + 1
       where a.org_id = $1
     )
     update audit_entry a set hash = c.hash from chain c where a.org_id = $1 and a.number = c.number`,
    [orgId],
  )
}
