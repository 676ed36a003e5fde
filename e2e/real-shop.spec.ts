import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import { emailOf, type House, OWNER, openHouse } from './house.ts'
import { choose, find, importFile, mainOf } from './page.ts'
import { countShop, foundShop, phonesOfShop, runShopCampaign } from './real-shop.ts'
import { t } from './words.ts'

const FILE = fileURLToPath(
  new URL('../../shared/data/online-retail/online_retail_541909_no_invoice.csv.gz', import.meta.url),
)
const here = existsSync(FILE)
if (!here) console.warn(`\n!!!!!! SKIPPED: the real shop, because ${FILE} is not beside the checkout\n`)

/** A Monday, four days before the file ends. */
const MONDAY = '2011-12-05T10:00:00+00:00'
const MINUTES = 60_000

test.describe('a real shop: Online Retail', () => {
  test.skip(!here, 'the file is not beside the checkout')
  let house: House
  let folder: string

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'huifang-shop-'))
    await pipeline(createReadStream(FILE), createGunzip(), createWriteStream(join(folder, 'online-retail.csv')))
    house = await openHouse({ clock: MONDAY })
    await foundShop(house)
  })
  test.afterAll(async () => {
    await house?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is imported whole, planned, and worked on the desk', async ({ browser }) => {
    test.setTimeout(10 * MINUTES)
    const planner = await house.visit(browser, emailOf('planner'))
    const agent = await house.visit(browser, emailOf('agent'))

    await test.step('541,909 lines of orders', () => importLines(planner, join(folder, 'online-retail.csv')))
    expect(await countShop(house.dataFolder)).toMatchObject({
      customers: 4_338,
      orders: 18_440,
      lines: 397_884,
      worth: '8911407.90',
    })
    await test.step('a fictitious phone for each customer', async () => {
      const phones = await phonesOfShop(house.dataFolder)
      await importFile(planner, 'customers', { name: 'phones.csv', text: phones }, undefined, 2 * MINUTES)
    })
    expect(await countShop(house.dataFolder)).toMatchObject({ customers: 4_338, withPhone: 4_338 })

    await test.step('care calls 3 to 10 days after an order', async () => {
      await runShopCampaign(house)
      await planNow(await house.visit(browser, OWNER))
    })
    expect(await countShop(house.dataFolder)).toMatchObject({ followups: 570, settled: 0 })

    await test.step('the first ones on the desk', () => workSome(agent))
    expect(await countShop(house.dataFolder)).toMatchObject({ followups: 570, settled: 2 })
    await planner.goto('/today')
    const row = planner.getByRole('row', { name: 'Grace Agent' })
    await expect(row.getByRole('cell').nth(1)).toHaveText('4')
  })
})

async function importLines(page: Page, path: string): Promise<void> {
  const map = async () => {
    await choose(page.getByLabel(t('customers.option-create')), t('customers.create-yes'))
    await find(page.getByLabel(t('customers.option-currency')), 'GBP')
  }
  await importFile(page, 'orders', { name: 'online-retail.csv', path }, map, 5 * MINUTES)
  await expect(mainOf(page)).toContainText('541,909')
  await expect(mainOf(page)).toContainText('397,884')
  await expect(mainOf(page)).toContainText('144,025')
}

/** 698 orders are 3 to 10 days old, of 570 customers; one follow-up at a time waits for each. */
async function planNow(page: Page): Promise<void> {
  await page.goto('/followups')
  await page.getByRole('button', { name: t('supervision.plan-now') }).click()
  await expect(page.getByText(t('supervision.planned-in-all', { count: 570 }))).toBeVisible()
  await expect(mainOf(page).or(page.getByRole('dialog')).getByText('128').first()).toBeVisible()
}

async function workSome(page: Page): Promise<void> {
  const { keyboard } = page
  const take = page.getByRole('button', { name: t('desk.take-next') })
  const settled = page.getByText(t('desk.ended-settled'))
  const begin = async () => {
    await expect(take).toBeFocused()
    await keyboard.press('Enter')
    await expect(mainOf(page)).toContainText('how you are getting on with your order')
    await keyboard.press('d')
    await expect(page.getByRole('timer')).toBeVisible()
  }
  await page.goto('/desk')
  for (const score of ['9', '7']) {
    await begin()
    await keyboard.press('Enter')
    await keyboard.press(score)
    await keyboard.press('Enter')
    await keyboard.press('n')
    await keyboard.press('Enter')
    await keyboard.press('1')
    await keyboard.press('ControlOrMeta+Enter')
    await expect(settled).toBeVisible()
  }
  // Nobody answers; the next cannot talk now and chooses the first of the times offered.
  await begin()
  await keyboard.press('4')
  await keyboard.press('ControlOrMeta+Enter')
  await expect(settled).toBeVisible()
  await begin()
  await keyboard.press('a')
  await keyboard.press('1')
  await keyboard.press('ControlOrMeta+Enter')
  await expect(settled).toBeVisible()
}
