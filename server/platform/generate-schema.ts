import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { dumpSchema, generateTypes } from './schema-dump.ts'

/** Writes `schema.ts` (types of the tables) and `schema.sql` (for reviewers) from the migrations. */
const dataFolder = await mkdtemp(join(tmpdir(), 'huifang-schema-'))
const server = await startEmbeddedPostgres({ dataFolder, log: () => {} })
try {
  await migrate(server.url, 'schema')
  await writeFile(new URL('../../schema.sql', import.meta.url), await dumpSchema(server.url))
  await generateTypes(server.url, 'write')
} finally {
  await server.stop()
  await rm(dataFolder, { recursive: true, force: true })
}
