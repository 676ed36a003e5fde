import { type Page, test } from '@playwright/test'
import { listCampaigns } from '../server/campaigns/contract.ts'
import { listCases } from '../server/cases/contract.ts'
import { getCustomer } from '../server/customers/contract.ts'
import { listFollowups } from '../server/followups/list-contract.ts'
import { A_WORKING_AFTERNOON, type House, openHouse } from './house.ts'
import { mainOf } from './page.ts'
import { t } from './words.ts'

/** The eight pictures of the README, of the demo business on a working afternoon. */
const FOLDER = 'docs/screenshots'
let house: House

test.beforeAll(async () => {
  test.setTimeout(120_000)
  house = await openHouse({ clock: A_WORKING_AFTERNOON, demo: true })
})
test.afterAll(() => house.close())

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' })
}

async function pictureOf(path: string, name: string, page: Page): Promise<void> {
  await page.goto(path)
  await mainOf(page).getByRole('heading').first().waitFor()
  await take(page, name)
}

test('the desk', async ({ browser }) => {
  const page = await house.visit(browser, 'agent@demo.example')
  await page.goto('/desk')
  await page.getByRole('button', { name: t('desk.take-next') }).click()
  await page.getByRole('button', { name: t('desk.give-back') }).waitFor()
  // By key, for the mouse would rest on what takes the button's place.
  await page.keyboard.press('d')
  await page.getByRole('timer').waitFor()
  await page.mouse.move(0, 0)
  await take(page, 'desk')
})

test('a customer, a campaign, the day, a case', async ({ browser }) => {
  const owner = await house.as('owner@demo.example')
  const page = await house.visit(browser, 'owner@demo.example')
  const followup = (await owner(listFollowups, { query: { state: 'done', limit: 1 } })).items[0]!
  await pictureOf(`/customers/${followup.customerId}`, 'customer', page)
  const campaign = (await owner(listCampaigns, { query: { state: 'running', limit: 1 } })).items[0]!
  await pictureOf(`/campaigns/${campaign.id}`, 'campaign', page)
  await pictureOf('/today', 'today', page)
  const file = (await owner(listCases, { query: { state: 'confirming', limit: 1 } })).items[0]!
  await pictureOf(`/cases/${file.id}`, 'case', page)
})

test('the plan of days, the contact policy', async ({ browser }) => {
  const page = await house.visit(browser, 'planner@demo.example')
  await page.goto('/plan')
  await mainOf(page)
    .getByRole('button', { name: t('plan.plan-now') })
    .click()
  await mainOf(page)
    .getByText(t('plan.made-by', { name: '林晓燕' }))
    .waitFor()
  await page.mouse.move(0, 0)
  await pictureOf('/plan', 'plan', page)
  await pictureOf('/policy', 'policy', page)
})

test('the hotline', async ({ browser }) => {
  const owner = await house.as('owner@demo.example')
  const done = (await owner(listFollowups, { query: { state: 'done' } })).items
  const followup = done.find(({ campaignId }) => campaignId !== null)!
  const customer = await owner(getCustomer, { params: { id: followup.customerId } })
  const lastFour = customer.points.find(({ kind }) => kind === 'phone')!.masked.slice(-4)
  const page = await house.visit(browser, 'hotline@demo.example')
  await page.goto('/hotline')
  await page.getByRole('main').getByRole('textbox').first().fill(`${customer.name} ${lastFour}`)
  await page.keyboard.press('Enter')
  await mainOf(page).getByText(customer.name).first().waitFor()
  await take(page, 'hotline')
})
