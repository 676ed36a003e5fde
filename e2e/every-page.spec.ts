import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { BRANCHES } from '../demo/machinery/places.ts'
import { fixedLine, MOBILES, mobile } from '../demo/quiet-numbers.ts'
import { may, ROLES, type Role } from '../server/people/permissions.ts'
import { areas } from '../web/kit/areas.ts'
import { type ExistingPage, everyPage } from './addresses.ts'
import { A_WORKING_AFTERNOON, type House, openHouse } from './house.ts'
import { mainOf } from './page.ts'
import { t, wordsIn } from './words.ts'

type Language = 'zh' | 'en'

interface View {
  width: number
  height: number
  colorScheme: 'light' | 'dark'
}
const DESKTOP_BY_DAY: View = { width: 1440, height: 900, colorScheme: 'light' }
const DESKTOP_AT_NIGHT: View = { ...DESKTOP_BY_DAY, colorScheme: 'dark' }
const PHONE_BY_DAY: View = { width: 390, height: 844, colorScheme: 'light' }
const PHONE_AT_NIGHT: View = { ...PHONE_BY_DAY, colorScheme: 'dark' }

let house: House
let pages: ExistingPage[]

test.beforeAll(async () => {
  test.setTimeout(300_000)
  house = await openHouse({ clock: A_WORKING_AFTERNOON, demo: true })
  pages = await everyPage(house)
})
test.afterAll(() => house?.close())

for (const [language, views] of [
  ['zh', [DESKTOP_BY_DAY, PHONE_AT_NIGHT]],
  ['en', [DESKTOP_AT_NIGHT, PHONE_BY_DAY]],
] as const) {
  test(`every page can be used by everybody, ${language}`, async ({ browser }) => {
    test.setTimeout(600_000)
    const { page, problems } = await visitor(browser, 'owner', language)
    for (const { path } of pages) {
      await goOn(page, path)
      for (const view of views) {
        await show(page, view)
        await isWhole(page, path)
        await fits(page, path)
        await isAccessible(page, path)
      }
    }
    expect(await problems()).toEqual([])
    await page.context().close()
  })
}

for (const [n, role] of ROLES.entries().filter(([, role]) => role !== 'owner')) {
  const language: Language = n % 2 === 0 ? 'en' : 'zh'
  test(`the role ${role} sees its pages whole, no others, and no full number`, async ({ browser }) => {
    const { page, problems } = await visitor(browser, role, language)
    for (const { path, needs } of pages) {
      await show(page, n % 4 < 2 ? DESKTOP_AT_NIGHT : DESKTOP_BY_DAY)
      await goOn(page, path)
      if (needs === null || may({ staffId: 'someone', roles: [role] }, needs as never)) {
        await isWhole(page, path)
        await show(page, n % 4 < 2 ? PHONE_AT_NIGHT : PHONE_BY_DAY)
        await fits(page, path)
      } else {
        await expect(page.getByText(wordsIn(language)('shell.not-yours')), path).toBeVisible()
      }
    }
    expect(await problems()).toEqual([])
    await page.context().close()
  })
}

test('the doorstep can be used by everybody', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: house.url })
  const page = await context.newPage()
  for (const view of [DESKTOP_BY_DAY, PHONE_AT_NIGHT]) {
    await show(page, view)
    await page.goto('/sign-in')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await fits(page, '/sign-in')
    await isAccessible(page, '/sign-in')
  }
  await context.close()
})

test('the desk with a follow-up in hand can be used by everybody', async ({ browser }) => {
  for (const [role, language, views] of [
    ['agent', 'zh', [DESKTOP_BY_DAY, PHONE_AT_NIGHT]],
    ['partner-agent', 'en', [DESKTOP_AT_NIGHT, PHONE_BY_DAY]],
  ] as const) {
    const { page, problems } = await visitor(browser, role, language)
    const say = wordsIn(language)
    await page.goto('/desk')
    await page.getByRole('button', { name: say('desk.take-next') }).click()
    await expect(page.getByRole('navigation', { name: say('desk.stages') })).toBeVisible()
    // Dialled, then the questions, then the end.
    for (const key of ['d', 'ArrowRight', 'ArrowRight']) {
      for (const view of views) {
        await show(page, view)
        await isWhole(page, '/desk')
        await fits(page, '/desk')
        await isAccessible(page, '/desk')
      }
      await page.keyboard.press(key)
    }
    expect(await problems()).toEqual([])
    await page.context().close()
  }
})

/** A browser of a role, and what was wrong in it so far. */
async function visitor(browser: Browser, role: Role, language: Language) {
  const page = await house.visit(browser, `${role}@demo.example`, {
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  })
  const found: string[] = []
  const reading: Promise<void>[] = []
  page.on('pageerror', error => found.push(`${page.url()}: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') found.push(`${page.url()}: ${message.text()} ${message.location().url}`)
  })
  page.on('response', response => {
    if (!response.url().includes('/api/') || !response.headers()['content-type']?.includes('json')) return
    const read = response.text().catch(() => '')
    reading.push(read.then(text => void found.push(...numbersIn(text).map(number => `${response.url()}: ${number}`))))
  })
  const problems = async () => {
    await Promise.all(reading)
    return found
  }
  return { page, problems }
}

async function show(page: Page, { colorScheme, ...size }: View): Promise<void> {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme })
  if (page.url() === 'about:blank') return
  await expect.poll(() => page.evaluate(() => document.documentElement.style.colorScheme)).toBe(colorScheme)
}

/** Goes to an address as Back and Forward do; only the first is loaded from the server. */
async function goOn(page: Page, path: string): Promise<void> {
  if (page.url() === 'about:blank') return void (await page.goto(path))
  await page.evaluate(address => {
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await expect(page).toHaveURL(address => address.pathname === path)
}

/** It has loaded, says something, and holds neither a key of the dictionaries nor a full number. */
async function isWhole(page: Page, path: string): Promise<void> {
  await expect(mainOf(page).getByRole('heading').first(), path).toBeVisible()
  // The grey bars of what is still loading carry no role.
  await expect(page.locator('.ant-skeleton'), path).toHaveCount(0)
  const html = await page.content()
  expect(html.match(KEY) ?? [], path).toEqual([])
  expect(numbersIn(html), path).toEqual([])
}

/** A key, but no file such as customers.csv. */
const KEY = new RegExp(`[>"' ](${Object.keys(areas).join('|')})\\.(?!csv\\b)[a-z][a-z-]+(?=[<"' ])`, 'g')

async function fits(page: Page, path: string): Promise<void> {
  const { width } = page.viewportSize()!
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth)
  await expect.poll(wide, { message: path }).toBeLessThanOrEqual(width)
}

/** Looked at again when something is found, for a page may still be changing its colours. */
async function isAccessible(page: Page, path: string): Promise<void> {
  let told = await gravities(page)
  if (told.length > 0) {
    await page.waitForTimeout(1000)
    told = await gravities(page)
  }
  expect.soft(told, `${path} ${page.viewportSize()!.width} px`).toEqual([])
}

async function gravities(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
}

const LINES = 1000
const TAIL = 10
const tailOf = (number: string) => number.replace(/\D/g, '').slice(-TAIL)

/** The ends of all numbers that customers of the demo business can have, enough to know each by. */
const KNOWN = new Set([
  ...Array.from({ length: MOBILES }, (_, n) => tailOf(mobile(n))),
  ...BRANCHES.flatMap(({ cities }) => cities).flatMap(({ area }) =>
    Array.from({ length: LINES }, (_, n) => tailOf(fixedLine(area, n))),
  ),
])

/** The full numbers of customers in a text, however they are written. */
function numbersIn(text: string): string[] {
  const written = text.match(/\+?\d[\d ()-]{8,}\d/g) ?? []
  return written.filter(number => KNOWN.has(tailOf(number)))
}

test('the scan for full numbers finds one', () => {
  expect(numbersIn(`call ${mobile(7)} or ${fixedLine('10', 3).replaceAll(' ', '-')} now`)).toHaveLength(2)
  expect(numbersIn(`••• 0757, 010-0400 8000, ${t('shell.product')}`)).toEqual([])
})
