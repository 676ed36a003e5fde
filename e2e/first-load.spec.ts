import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import { everyPage } from './addresses.ts'
import { A_WORKING_AFTERNOON, type House, openHouse } from './house.ts'
import { mainOf } from './page.ts'

/** What a browser that knows nothing yet may have to load, compressed by gzip, before a page stands. Charts come later. */
const BUDGET = { signIn: 300_000, page: 450_000 }
/** Loaded when a page has a chart, after all else. */
const LATER = /ChartCanvas/

let house: House
test.beforeAll(async () => {
  test.setTimeout(300_000)
  house = await openHouse({ clock: A_WORKING_AFTERNOON, demo: true })
})
test.afterAll(() => house?.close())

test('every page stands after few bytes', async ({ browser }) => {
  test.setTimeout(600_000)
  const stranger = await (await browser.newContext({ baseURL: house.url })).newPage()
  const owner = await house.visit(browser, 'owner@demo.example')
  const loaded = new Map([['/sign-in', await bytesOf(stranger, '/sign-in')]])
  const measure = await bytesPerPage(owner)
  for (const { route, path } of await everyPage(house)) loaded.set(route, await measure(path))
  const rows = [...loaded].toSorted(([, a], [, b]) => b - a)
  const table = rows.map(([route, bytes]) => `| \`${route}\` | ${Math.round(bytes / 1000)} |`)
  console.log(table.join('\n'))
  if (process.env.HUIFANG_SCREENSHOTS !== undefined) writeFileSync('docs/first-load.md', documentOf(table))
  expect(loaded.get('/sign-in')).toBeLessThanOrEqual(BUDGET.signIn)
  expect(rows.filter(([, bytes]) => bytes > BUDGET.page)).toEqual([])
})

/** Loads pages as if for the first time, and adds up what came of the program itself, without the answers of the API. */
async function bytesPerPage(page: Page): Promise<(path: string) => Promise<number>> {
  const sizes = new Map<string, Promise<number>>()
  const asked = new Set<string>()
  page.on('response', response => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/api/') || LATER.test(pathname)) return
    asked.add(pathname)
    if (!sizes.has(pathname))
      sizes.set(
        pathname,
        response.body().then(body => gzipSync(body).length),
      )
  })
  const browser = await page.context().newCDPSession(page)
  await browser.send('Network.setCacheDisabled', { cacheDisabled: true })
  return async path => {
    asked.clear()
    await page.goto(path)
    await mainOf(page).getByRole('heading').first().waitFor()
    await page.waitForLoadState('networkidle')
    const bytes = await Promise.all([...asked].map(pathname => sizes.get(pathname)!))
    return bytes.reduce((sum, size) => sum + size, 0)
  }
}

const bytesOf = async (page: Page, path: string) => (await bytesPerPage(page))(path)

const documentOf = (table: readonly string[]) =>
  `# First load

What a browser that knows nothing yet loads before a page stands, in kB compressed by gzip: the program and its words in
one language, without the answers of the server and without the drawing of charts, which comes last. The test
\`e2e/first-load.spec.ts\` holds the sign-in to ${BUDGET.signIn / 1000} kB and every page to ${BUDGET.page / 1000} kB; \`npm run screenshots\` renews this table.

| Page | kB |
| --- | ---: |
${table.join('\n')}
`
