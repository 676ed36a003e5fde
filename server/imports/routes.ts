import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { enqueue } from '../platform/jobs.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { importBatch as importBatchEndpoint } from './batch-contract.ts'
import { cancelImport } from './cancel-import.ts'
import { checkImport } from './check-import.ts'
import * as contract from './contract.ts'
import { createImport } from './create-import.ts'
import { importBatch } from './import-batch.ts'
import { importKinds } from './import-kind.ts'
import { workImport, workUndo } from './jobs.ts'
import { deleteProfile, keepProfile, renameProfile } from './keep-profile.ts'
import { previewImport } from './preview-import.ts'
import * as profileContract from './profile-contract.ts'
import { profiles } from './profile-store.ts'
import { rejectionsFile } from './rejections-file.ts'
import { startImport } from './start-import.ts'
import * as runs from './store.ts'
import { undoImport } from './undo-import.ts'
import { uploadImportFile } from './upload-import-file.ts'
import { viewImport } from './view-import.ts'

export const routes: Route[] = [
  route(contract.listImportKinds, async (_tx, actor, { language }) => {
    permit(actor, 'customers.import')
    return {
      items: importKinds().map(({ name, label, hint }) => ({
        name,
        label: label[language],
        hint: hint?.[language] ?? '',
      })),
    }
  }),
  route(profileContract.listImportProfiles, async (tx, actor, { query }) => {
    permit(actor, 'customers.import')
    return { items: await profiles(tx, actor.orgId, query.kind) }
  }),
  route(profileContract.keepImportProfile, (tx, actor, { body }) => keepProfile(tx, actor, body)),
  route(profileContract.renameImportProfile, (tx, actor, { params, body }) => {
    return renameProfile(tx, actor, params.id, body.name)
  }),
  route(profileContract.deleteImportProfile, async (tx, actor, { params }) => {
    await deleteProfile(tx, actor, params.id)
    return {}
  }),
  route(contract.createImport, (tx, actor, { body }) => createImport(tx, actor, body)),
  rawRoute(contract.uploadImportFile, ({ db }, actor, { params, body }) =>
    uploadImportFile(db, actor, params.id, body as unknown as AsyncIterable<Uint8Array>),
  ),
  rawRoute(contract.previewImport, ({ db }, actor, { params, query, language }) => {
    return previewImport(db, actor, params.id, language, query)
  }),
  rawRoute(contract.checkImport, ({ db }, actor, { params, body, language }) => {
    return checkImport(db, actor, params.id, body.mapping, language)
  }),
  rawRoute(importBatchEndpoint, ({ db }, actor, { body, language }) => importBatch(db, actor, body, language)),
  rawRoute(contract.startImport, ({ db }, actor, { params, body }) =>
    startImport(db, actor, params.id, body.mapping, (tx, run) => {
      return enqueue(tx, workImport, { orgId: actor.orgId, importId: run.id })
    }),
  ),
  route(contract.cancelImport, (tx, actor, { params }) => cancelImport(tx, actor, params.id)),
  route(contract.undoImport, (tx, actor, { params }) =>
    undoImport(tx, actor, params.id, (same, run) => {
      return enqueue(same, workUndo, { orgId: actor.orgId, importId: run.id })
    }),
  ),
  route(contract.listImports, async (tx, actor, { query }) => {
    permit(actor, 'customers.import')
    const rows = await runs.importRuns(tx, actor, {
      after: unpackCursor(query.cursor, ['instant', 'id']),
      limit: query.limit,
      source: query.source,
    })
    return pageFrom(rows, query.limit, row => [row.createdAt, row.id])
  }),
  route(contract.getImport, (tx, actor, { params, language }) => viewImport(tx, actor, params.id, language)),
  rawRoute(contract.downloadRejections, async ({ db, reply }, actor, { params, language }) => {
    const { fileName, type, bytes } = await rejectionsFile(db, actor, params.id, language)
    return reply
      .type(type)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .send(bytes)
  }),
]
