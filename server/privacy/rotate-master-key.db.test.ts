import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { organisationIds } from '../people/index.ts'
import { type Database, inScope, openDatabase, openPool, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { formatRing, newMasterKey, openMasterKeys } from '../platform/master-key.ts'
import { migrate } from '../platform/migrate.ts'
import { protect, reveal, rotateMasterKey, unlockVault } from './index.ts'
import { dataKeys } from './store.ts'

// A database of its own: rotation wraps the keys of all organisations of a database anew.
const name = `rotation_${newId().replaceAll('-', '')}`
const NUMBER = '+8613800134412'
let db: Database
let folder: string
let file: string

beforeAll(async () => {
  await onServer(`create database ${name}`)
  const url = new URL(inject('ownerUrl').replace('@/', '@localhost/'))
  url.pathname = `/${name}`
  db = openDatabase(openPool(await migrate(String(url).replace('@localhost/', '@/'), 'test'), 5))
  folder = await mkdtemp(join(tmpdir(), 'huifang-rotation-'))
  file = join(folder, 'master.key')
})

afterAll(async () => {
  await db.destroy()
  await onServer(`drop database ${name} with (force)`)
  await onServer(`drop role if exists ${name}_app`)
  await rm(folder, { recursive: true })
})

beforeEach(async () => unlockVault(await openMasterKeys(file), file))

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('ownerUrl') })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

async function givenNumber() {
  const now = Temporal.Now.instant()
  const orgId = newId()
  const scope = { orgId, branchIds: [], ancestorIds: [] }
  await inScope(db, scope, tx =>
    tx.insertInto('organisation').values({ id: orgId, name: 'o', created_at: now }).execute(),
  )
  const actor = { ...scope, staffId: null, branchId: orgId, name: 'system', roles: [], now, requestId: 'test' }
  const within = <T>(work: (tx: Tx) => Promise<T>) => inScope(db, scope, work)
  const id = (await within(tx => protect(tx, actor, 'phone', [NUMBER]))).get(NUMBER)!
  return {
    orgId,
    read: () => within(tx => reveal(tx, actor, id, 'test')),
    keys: () => within(tx => dataKeys(tx, orgId)),
  }
}

describe('rotation of the master key', () => {
  test('wraps every data key anew, drops the old key and keeps the file to its owner', async () => {
    const numbers = [await givenNumber(), await givenNumber()]
    const [before] = await openMasterKeys(file)
    const { masterKeyId, rewrapped } = await rotateMasterKey(db, file)
    expect(rewrapped).toBe(4)
    expect((await openMasterKeys(file)).map(key => key.id)).toEqual([masterKeyId])
    expect(masterKeyId).not.toBe(before.id)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    for (const number of numbers) {
      expect(new Set((await number.keys()).map(key => key.masterKeyId))).toEqual(new Set([masterKeyId]))
      expect(await number.read()).toBe(NUMBER)
    }
  })

  test('that stopped half way is finished with the key it began', async () => {
    const [old] = await openMasterKeys(file)
    const number = await givenNumber()
    const begun = newMasterKey()
    await writeFile(file, formatRing([begun, old]), { mode: 0o600 })
    expect(await rotateMasterKey(db, file)).toMatchObject({ masterKeyId: begun.id, resumed: true })
    expect((await number.keys()).every(key => key.masterKeyId === begun.id)).toBe(true)
    expect(await readFile(file, 'utf8')).toBe(formatRing([begun]))
  })

  test('is noticed by a process that still holds the old key', async () => {
    const stale = await openMasterKeys(file)
    await rotateMasterKey(db, file)
    unlockVault(stale, file)
    const number = await givenNumber()
    const [current] = await openMasterKeys(file)
    expect((await number.keys()).every(key => key.masterKeyId === current.id)).toBe(true)
  })

  test('and first uses of organisations at the same time leave no data key behind', async () => {
    const [, ...numbers] = await Promise.all([rotateMasterKey(db, file), ...Array.from({ length: 6 }, givenNumber)])
    const [current] = await openMasterKeys(file)
    for (const number of numbers)
      expect((await number.keys()).map(key => key.masterKeyId)).toEqual([current.id, current.id])
    expect((await organisationIds(db)).length).toBeGreaterThan(6)
  })
})
