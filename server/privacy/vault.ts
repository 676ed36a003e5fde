import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { record } from './audit.ts'
import { blindIndex, decrypt, encrypt } from './cipher.ts'
import { dataKeysOf } from './data-keys.ts'
import { type IdentifierKind, lastFourOf } from './rules.ts'
import { identifierById, identifiersByIds, identifiersByIndex, insertIdentifiers } from './store.ts'

const FORMAT = 1
const ID_BYTES = 16
const PROBED = 50

type Keeper = Pick<Actor, 'orgId' | 'now'>

/**
 * Puts identifiers into the vault and answers the id of each value; a value that is there already keeps its id. The
 * values must be in their normal form (phones E.164, e-mails in lower case). Set-based: any number at once.
 */
export async function protect(
  tx: Tx,
  actor: Keeper,
  kind: IdentifierKind,
  values: readonly string[],
): Promise<Map<string, string>> {
  if (values.length === 0) return new Map()
  const { encrypt: dataKey, index } = await dataKeysOf(tx, actor)
  const byIndex = new Map<string, string>()
  for (const value of values) byIndex.set(blindIndex(index.key, kind, value), value)
  const found = await known(tx, actor.orgId, kind, [...byIndex.keys()])
  const missing = [...byIndex.keys()].filter(hex => !found.has(hex))
  if (missing.length > 0) {
    // Sorted, so that two transactions that add the same values wait for each other in one order.
    const rows = missing.sort().map(hex => {
      const [id, value] = [newId(), byIndex.get(hex)!]
      return {
        id,
        blindIndex: hex,
        ciphertext: encrypt(dataKey.key, Buffer.from(value), contextOf(actor.orgId, kind, id)),
        lastFour: lastFourOf(kind, value),
      }
    })
    const added = await insertIdentifiers(tx, { orgId: actor.orgId, kind, dataKeyId: dataKey.id, at: actor.now }, rows)
    for (const row of rows) found.set(row.blindIndex, row.id)
    // Of some another transaction was faster, or they were there beyond the first few.
    if (added < rows.length) {
      for (const [hex, id] of await identifiersByIndex(tx, actor.orgId, kind, missing)) found.set(hex, id)
    }
  }
  const ids = new Map<string, string>()
  for (const [hex, value] of byIndex) ids.set(value, found.get(hex)!)
  return ids
}

/** Which of these indexes are there. Where none of the first few is, the others are left for their insertion to tell. */
async function known(tx: Tx, orgId: string, kind: IdentifierKind, indexes: readonly string[]) {
  const found = await identifiersByIndex(tx, orgId, kind, indexes.slice(0, PROBED))
  if (found.size === 0 || indexes.length <= PROBED) return found
  return new Map([...found, ...(await identifiersByIndex(tx, orgId, kind, indexes.slice(PROBED)))])
}

/** The id under which a value is in the vault; `undefined` when it was never put there. */
export async function findIdentifier(
  tx: Tx,
  actor: Keeper,
  kind: IdentifierKind,
  value: string,
): Promise<string | undefined> {
  return (await findIdentifiers(tx, actor, kind, [value])).get(value)
}

/** As `findIdentifier`, for many at once: the ids of those that are there. */
export async function findIdentifiers(
  tx: Tx,
  actor: Keeper,
  kind: IdentifierKind,
  values: readonly string[],
): Promise<Map<string, string>> {
  if (values.length === 0) return new Map()
  const { index } = await dataKeysOf(tx, actor)
  const byIndex = new Map(values.map(value => [blindIndex(index.key, kind, value), value]))
  const found = await identifiersByIndex(tx, actor.orgId, kind, [...byIndex.keys()])
  return new Map([...found].map(([hex, id]) => [byIndex.get(hex)!, id]))
}

/**
 * The value of an identifier in clear, for the one moment it is needed. Leaves an audit entry that says why; the caller
 * has asked for the permission. Throws when the stored bytes were changed or moved.
 */
export async function reveal(tx: Tx, actor: Actor, identifierId: string, why: string): Promise<string> {
  const row = await identifierById(tx, actor.orgId, identifierId)
  const { encrypt: dataKey } = await dataKeysOf(tx, actor)
  if (row.dataKeyId !== dataKey.id) throw new Error(`identifier ${identifierId} is under an unknown data key`)
  await record(tx, actor, 'identifier.revealed', 'identifier', identifierId, { why })
  return decrypt(dataKey.key, row.ciphertext, contextOf(actor.orgId, row.kind, identifierId)).toString()
}

/** The values of identifiers in clear, for a comparison inside this module. Throws when stored bytes were changed or moved. */
export async function openIdentifiers(
  tx: Tx,
  actor: Keeper,
  ids: readonly string[],
): Promise<{ id: string; value: string }[]> {
  const { encrypt: dataKey } = await dataKeysOf(tx, actor)
  const rows = await identifiersByIds(tx, actor.orgId, ids)
  return rows.map(({ id, kind, dataKeyId, ciphertext }) => {
    if (dataKeyId !== dataKey.id) throw new Error(`identifier ${id} is under an unknown data key`)
    return { id, value: decrypt(dataKey.key, ciphertext, contextOf(actor.orgId, kind, id)).toString() }
  })
}

/** Encrypts bytes that may hold identifiers, such as uploaded files. `place` is where they are stored; they open only there. */
export async function seal(tx: Tx, actor: Keeper, place: string, bytes: Uint8Array): Promise<Buffer> {
  const [sealed] = await sealAll(tx, actor, [{ place, bytes }])
  return sealed!
}

/** As `seal`, for many at once. */
export async function sealAll(
  tx: Tx,
  actor: Keeper,
  given: readonly { place: string; bytes: Uint8Array }[],
): Promise<Buffer[]> {
  const { encrypt: dataKey } = await dataKeysOf(tx, actor)
  const head = Buffer.concat([Buffer.from([FORMAT]), Buffer.from(dataKey.id.replaceAll('-', ''), 'hex')])
  return given.map(({ place, bytes }) =>
    Buffer.concat([head, encrypt(dataKey.key, bytes, blobContext(actor.orgId, place))]),
  )
}

/** Opens what `seal` closed at this place; throws when the bytes were changed or moved. */
export async function unseal(tx: Tx, actor: Keeper, place: string, sealed: Buffer): Promise<Buffer> {
  const { encrypt: dataKey } = await dataKeysOf(tx, actor)
  const keyId = sealed.subarray(1, 1 + ID_BYTES).toString('hex')
  if (sealed[0] !== FORMAT || keyId !== dataKey.id.replaceAll('-', ''))
    throw new Error('sealed under an unknown data key')
  return decrypt(dataKey.key, sealed.subarray(1 + ID_BYTES), blobContext(actor.orgId, place))
}

export function contextOf(orgId: string, kind: string, id: string): string {
  return `identifier:${orgId}:${kind}:${id}`
}

function blobContext(orgId: string, place: string): string {
  return `blob:${orgId}:${place}`
}
