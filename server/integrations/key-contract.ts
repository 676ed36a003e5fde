import { z } from 'zod'
import { byId, endpoint, id, instant } from '../platform/endpoint.ts'
import { KEY_PERMISSIONS } from './key-rules.ts'

const tag = 'api-keys'
const permission = 'integrations.manage'

export const KeyPermission = z.enum(KEY_PERMISSIONS as [string, ...string[]])

export const ApiKey = z
  .object({
    id,
    name: z.string(),
    /** The beginning of the key, to recognise it by. */
    prefix: z.string(),
    permissions: z.array(z.string()),
    /** Of these, what its maker may still do today; the key may do no more. */
    effective: z.array(z.string()),
    branchId: id,
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
    /** `maker-gone`: its maker was deactivated or moved, so it opens nothing. */
    state: z.enum(['active', 'expired', 'revoked', 'maker-gone']),
  })
  .meta({ id: 'ApiKey' })

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api-keys',
  summary: 'The API keys of my branches, newest first; at most 500',
  tag,
  permission,
  response: z.object({ items: z.array(ApiKey) }),
})

export const createApiKey = endpoint({
  method: 'POST',
  path: '/api-keys',
  summary: 'Make an API key; answers it whole, this one time',
  tag,
  permission,
  status: 201,
  body: z.object({
    name: z.string().trim().min(1).max(100),
    permissions: z.array(KeyPermission).min(1),
    /** The branch whose data it sees, with those below; by default my own. */
    branchId: id.optional(),
    expiresAt: instant.nullable().default(null),
  }),
  response: ApiKey.extend({ key: z.string() }),
})

export const revokeApiKey = endpoint({
  method: 'DELETE',
  path: '/api-keys/:id',
  summary: 'Revoke an API key; it is refused from its next request on',
  tag,
  permission,
  params: byId,
})
