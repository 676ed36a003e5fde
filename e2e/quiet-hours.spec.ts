import { expect, type Page, test } from '@playwright/test'
import { fixedLine } from '../demo/quiet-numbers.ts'
import { addCustomer } from '../server/customers/contract.ts'
import { addFollowup } from '../server/followups/contract.ts'
import { createScript } from '../server/scripts/contract.ts'
import { A_WORKING_NIGHT, emailOf, foundHouse, type House, OWNER, openHouse, staffHouse } from './house.ts'
import { find, mainOf } from './page.ts'
import { t } from './words.ts'

let house: House

test.beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_NIGHT })
  await foundHouse(house)
  const teamId = await staffHouse(house, [{ name: '李娜', login: 'agent', role: 'agent' }], '回访一组')
  await giveFollowup(teamId)
})
test.afterAll(() => house.close())

test('nobody is called at night, whoever tries, until the policy says otherwise', async ({ browser }) => {
  const agent = await house.visit(browser, emailOf('agent'))
  const owner = await house.visit(browser, OWNER)

  await test.step('the agent is handed nothing and told why', async () => {
    await agent.goto('/desk')
    await agent.getByRole('button', { name: t('desk.take-next') }).click()
    await expect(agent.getByRole('status')).toContainText('联系规则')
  })
  await test.step('the customer’s page says when next', async () => {
    await owner.goto('/customers')
    await owner.getByRole('link', { name: '王芳' }).click()
    await expect(mainOf(owner)).toContainText(t('customers.verdict-defer'))
    await expect(mainOf(owner)).toContainText('09:00')
  })
  await test.step('a policy that allows the night releases what was held', async () => {
    await publishHours(owner, '00:00', '24:00')
    await agent.getByRole('button', { name: t('desk.take-next') }).click()
    await expect(agent.getByRole('heading', { level: 1, name: '王芳' })).toBeVisible()
  })
  await test.step('a policy that forbids it again holds at the last instant before the call', async () => {
    await publishHours(owner, '09:00', '21:00')
    await agent.getByRole('button', { name: t('desk.dial', { masked: '••• 7919' }) }).click()
    await expect(agent.getByText(t('desk.ended-refused'))).toBeVisible()
    await expect(mainOf(agent)).toContainText('09:00')
  })
})

/** One window for a working day. */
async function publishHours(page: Page, from: string, to: string): Promise<void> {
  await page.goto('/settings/contact-policy')
  const workday = t('settings.windows-workday')
  const windows = page.getByRole('combobox', { name: `${workday} ${t('settings.window-from')}` })
  await expect(windows.first()).toBeVisible()
  while ((await windows.count()) > 1) {
    await page
      .getByRole('button', { name: t('settings.remove-window') })
      .first()
      .click()
  }
  await find(windows, from)
  await find(page.getByRole('combobox', { name: `${workday} ${t('settings.window-to')}` }), to)
  await page.getByRole('button', { name: t('settings.publish-policy') }).click()
  await expect(page.getByText(/第 \d 版已生效/)).toBeVisible()
}

async function giveFollowup(teamId: string): Promise<void> {
  const owner = await house.as(OWNER)
  const { id: scriptId } = await owner(createScript, {
    body: { name: '回访', opening: '您好，{customer}', minutes: 2, questions: [] },
  })
  const { id: customerId } = await owner(addCustomer, { body: { name: '王芳', phones: [fixedLine('10', 1)] } })
  const night = Temporal.Instant.from(A_WORKING_NIGHT)
  await owner(addFollowup, {
    body: {
      customerId,
      teamId,
      scriptId,
      purpose: 'care',
      reason: '了解购买后的使用情况',
      dueAt: night.toString(),
      expiresAt: night.add({ hours: 72 }).toString(),
    },
  })
}
