import { z } from 'zod'
import { byId, endpoint, id, instant } from '../platform/endpoint.ts'
import { ImportKindName, ImportMapping } from './contract.ts'

const tag = 'imports'

export const ImportProfile = z
  .object({
    id,
    kind: ImportKindName,
    name: z.string(),
    /** The names of columns by which a file is recognised. */
    header: z.array(z.string()),
    mapping: ImportMapping,
    createdByName: z.string().nullable(),
    createdAt: instant,
    usedAt: instant,
  })
  .meta({ id: 'ImportProfile' })

const profileName = z.string().trim().min(1).max(100)

export const listImportProfiles = endpoint({
  method: 'GET',
  path: '/import-profiles',
  summary: 'How recurring files are read, last used first',
  tag,
  permission: 'customers.import',
  query: z.object({ kind: ImportKindName.optional() }),
  response: z.object({ items: z.array(ImportProfile) }),
})

export const keepImportProfile = endpoint({
  method: 'PUT',
  path: '/import-profiles',
  summary: 'Keep how a file with this header is read; one of the same kind and name is replaced',
  tag,
  permission: 'customers.import',
  body: z.object({
    kind: ImportKindName,
    name: profileName,
    header: z.array(z.string().max(1000)).max(1000),
    mapping: ImportMapping,
  }),
  response: ImportProfile,
})

export const renameImportProfile = endpoint({
  method: 'PATCH',
  path: '/import-profiles/:id',
  summary: 'Give a profile another name',
  tag,
  permission: 'customers.import',
  params: byId,
  body: z.object({ name: profileName }),
  response: ImportProfile,
})

export const deleteImportProfile = endpoint({
  method: 'DELETE',
  path: '/import-profiles/:id',
  summary: 'Forget a profile; past imports are not touched',
  tag,
  permission: 'customers.import',
  params: byId,
})
