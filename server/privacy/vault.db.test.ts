import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, givenOrganisation } from '../people/given.ts'
import { givenVault } from './given.ts'
import { findIdentifier, protect, reveal, seal, unseal } from './index.ts'

const NUMBER = '+8613800134412'
const OTHER = '+8613900135523'

beforeAll(() => givenVault())

async function givenNumber(number = NUMBER) {
  const org = await givenOrganisation()
  const id = (await as(org.owner, tx => protect(tx, org.owner, 'phone', [number]))).get(number)!
  return { org, id }
}

describe('the vault', () => {
  test('gives a value the same id every time, and other values others', async () => {
    const { org, id } = await givenNumber()
    const again = await as(org.owner, tx => protect(tx, org.owner, 'phone', [OTHER, NUMBER, NUMBER]))
    expect(again.get(NUMBER)).toBe(id)
    expect(again.get(OTHER)).not.toBe(id)
    expect(await as(org.owner, tx => findIdentifier(tx, org.owner, 'phone', NUMBER))).toBe(id)
    expect(await as(org.owner, tx => findIdentifier(tx, org.owner, 'email', NUMBER))).toBeUndefined()
  })

  test('holds nothing readable: the number is in no column, neither as text nor as bytes', async () => {
    const { org } = await givenNumber()
    const rows = await as(org.owner, async tx => {
      const found: string[] = []
      for (const table of ['identifier', 'data_key', 'audit_entry']) {
        const { rows } = await sql<{ text: string }>`
          select t::text as text from ${sql.table(table)} t where org_id = ${org.orgId}`.execute(tx)
        found.push(...rows.map(row => row.text))
      }
      return found
    })
    expect(rows.length).toBeGreaterThan(2)
    const traces = [NUMBER, NUMBER.slice(1), NUMBER.slice(3), Buffer.from(NUMBER).toString('hex')]
    expect(rows.filter(text => traces.some(trace => text.includes(trace)))).toEqual([])
  })

  test('reveals a value and writes down who asked and why', async () => {
    const { org, id } = await givenNumber()
    expect(await as(org.owner, tx => reveal(tx, org.owner, id, 'dial'))).toBe(NUMBER)
    const entries = await as(org.owner, tx =>
      tx.selectFrom('audit_entry').where('subject_id', '=', id).selectAll().execute(),
    )
    expect(entries).toMatchObject([
      { action: 'identifier.revealed', staff_id: org.owner.staffId, facts: { why: 'dial' } },
    ])
  })

  test('finds out when a ciphertext was changed', async () => {
    const { org, id } = await givenNumber()
    await as(org.owner, tx =>
      sql`update identifier set ciphertext = set_byte(ciphertext, 30, get_byte(ciphertext, 30) # 1) where id = ${id}`.execute(
        tx,
      ),
    )
    await expect(as(org.owner, tx => reveal(tx, org.owner, id, 'test'))).rejects.toThrow()
  })

  test('finds out when a ciphertext was moved to another identifier', async () => {
    const { org, id } = await givenNumber()
    await as(org.owner, tx => protect(tx, org.owner, 'phone', [OTHER]))
    await as(org.owner, tx =>
      sql`update identifier i set ciphertext = (select o.ciphertext from identifier o where o.org_id = i.org_id and o.id <> i.id)
        where i.id = ${id}`.execute(tx),
    )
    await expect(as(org.owner, tx => reveal(tx, org.owner, id, 'test'))).rejects.toThrow()
  })

  test('gives the same number different indexes and ciphertexts in two organisations', async () => {
    const [mine, other] = [await givenNumber(), await givenNumber()]
    const rowOf = ({ org, id }: typeof mine) =>
      as(org.owner, tx => tx.selectFrom('identifier').where('id', '=', id).selectAll().executeTakeFirstOrThrow())
    const [a, b] = [await rowOf(mine), await rowOf(other)]
    expect(a.blind_index.equals(b.blind_index)).toBe(false)
    expect(a.ciphertext.equals(b.ciphertext)).toBe(false)
    await expect(as(mine.org.owner, tx => reveal(tx, mine.org.owner, other.id, 'test'))).rejects.toThrow()
  })

  test('is opened by two at once for the first time without two sets of keys', async () => {
    const org = await givenOrganisation()
    const rivals = Array.from({ length: 8 }, () =>
      as(org.owner, tx => protect(tx, org.owner, 'phone', [NUMBER, OTHER])),
    )
    const ids = (await Promise.all(rivals)).map(map => map.get(NUMBER))
    expect(new Set(ids).size).toBe(1)
    expect(await as(org.owner, tx => reveal(tx, org.owner, ids[0]!, 'test'))).toBe(NUMBER)
  })

  test('forgets a key whose transaction failed', async () => {
    const org = await givenOrganisation()
    const failing = as(org.owner, async tx => {
      await protect(tx, org.owner, 'phone', [NUMBER])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    const id = (await as(org.owner, tx => protect(tx, org.owner, 'phone', [NUMBER]))).get(NUMBER)!
    expect(await as(org.owner, tx => reveal(tx, org.owner, id, 'test'))).toBe(NUMBER)
  })

  test('opens sealed bytes at their place alone', async () => {
    const org = await givenOrganisation()
    const sealed = await as(org.owner, tx => seal(tx, org.owner, 'file:1', Buffer.from(NUMBER)))
    expect(sealed.includes(Buffer.from('138'))).toBe(false)
    expect(String(await as(org.owner, tx => unseal(tx, org.owner, 'file:1', sealed)))).toBe(NUMBER)
    await expect(as(org.owner, tx => unseal(tx, org.owner, 'file:2', sealed))).rejects.toThrow()
  })
})
