import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { dumpSchema } from './schema-dump.ts'

/** Writes `schema.ts` (types of the tables) and `schema.sql` (for reviewers) from the migrations. */
const dataFolder = await mkdtemp(join(tmpdir(), 'huifang-schema-'))
const server = await startEmbeddedPostgres({ dataFolder, log: () => {} })
try {
  await migrate(server.url, 'schema')
  await writeFile(new URL('../../schema.sql', import.meta.url), await dumpSchema(server.url))
  execFileSync(
    'node_modules/.bin/kysely-codegen',
    [
      ...['--dialect', 'postgres', '--url', server.url, '--out-file', 'server/platform/schema.ts'],
      ...['--include-pattern', '(public|auth).*', '--exclude-pattern', '*.migration'],
      ...['--default-schema', 'public', '--numeric-parser', 'number', '--date-parser', 'string'],
      ...[
        '--type-mapping',
        '{"timestamptz":"Temporal.Instant","date":"Temporal.PlainDate","int8":"number","numeric":"number"}',
      ],
    ],
    { stdio: 'inherit' },
  )
} finally {
  await server.stop()
  await rm(dataFolder, { recursive: true, force: true })
}
