import { type Browser, expect, type Page, test } from '@playwright/test'
import { fixedLine, mobile } from '../demo/quiet-numbers.ts'
import { type LabMail, startLabMail } from '../lab/mail.ts'
import { may, ROLES, type Role } from '../server/people/permissions.ts'
import { type ExistingPage, everyPage } from './addresses.ts'
import { A_WORKING_AFTERNOON, type House, openHouse } from './house.ts'
import { ADDRESS, writeUntilStopped } from './mails.ts'
import {
  DESKTOP_AT_NIGHT,
  DESKTOP_BY_DAY,
  fits,
  isAccessible,
  isWhole,
  numbersIn,
  PHONE_AT_NIGHT,
  PHONE_BY_DAY,
  show,
} from './views.ts'
import { type Language, t, wordsIn } from './words.ts'

let house: House
let lab: LabMail
let pages: ExistingPage[]

test.beforeAll(async () => {
  test.setTimeout(300_000)
  lab = await startLabMail()
  house = await openHouse({
    ...{ clock: A_WORKING_AFTERNOON, demo: true },
    env: {
      HUIFANG_SMTP_URL: `${lab.url}?tls=optional`,
      HUIFANG_MAIL_FROM: 'huifang@house.example',
      HUIFANG_ADDRESS: ADDRESS,
    },
  })
  pages = await everyPage(house)
})
test.afterAll(async () => {
  await house?.close()
  await lab?.close()
})

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

test('a mail to a customer goes out, can be checked, and is stopped by whoever got it', ({ browser }) =>
  writeUntilStopped({ house, lab, browser }))

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

/** Goes to an address as Back and Forward do; only the first is loaded from the server. */
async function goOn(page: Page, path: string): Promise<void> {
  if (page.url() === 'about:blank') return void (await page.goto(path))
  await page.evaluate(address => {
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await expect(page).toHaveURL(address => address.pathname === path)
}

test('the scan for full numbers finds one', () => {
  expect(numbersIn(`call ${mobile(7)} or ${fixedLine('10', 3).replaceAll(' ', '-')} now`)).toHaveLength(2)
  expect(numbersIn(`••• 0757, 010-0400 8000, ${t('shell.product')}`)).toEqual([])
})
