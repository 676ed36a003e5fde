import { readFile, writeFile } from 'node:fs/promises'
import { openApi } from '../server/platform/openapi.ts'
import { allRoutes } from '../server/wiring.ts'

/** Writes `docs/openapi.json` from the contracts; with `--check`, fails when the file differs from them. */
const file = new URL('../docs/openapi.json', import.meta.url)
const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
// The handlers are not called, so what they work with can be absent.
const routes = allRoutes({} as Parameters<typeof allRoutes>[0])
const text = `${JSON.stringify(
  openApi(
    routes.map(route => route.endpoint),
    version,
  ),
  null,
  2,
)}\n`

if (!process.argv.includes('--check')) {
  await writeFile(file, text)
} else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  console.error('docs/openapi.json differs from the contracts; run "npm run openapi" and commit it')
  process.exit(1)
}
