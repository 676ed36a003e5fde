import { expect, type Page, test } from '@playwright/test'
import { listSessions, revokeSession } from '../server/people/contract.ts'
import { A_WORKING_MORNING, emailOf, foundHouse, type House, OWNER, openHouse, PASSWORD, staffHouse } from './house.ts'

let house: House

test.beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_MORNING })
  await foundHouse(house)
  await staffHouse(house, [{ name: '林晓燕', login: 'planner', role: 'planner' }], '回访一组')
})
test.afterAll(() => house.close())

test('a wrong password is refused and what was typed stays', async ({ browser }) => {
  const page = await browser.newPage({ baseURL: house.url })
  await page.goto('/customers')
  await signIn(page, OWNER, 'not-the-password')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('邮箱')).toHaveValue(OWNER)
  await signIn(page, OWNER)
  await expect(page).toHaveURL(/\/customers$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.close()
})

test('a session revoked in one browser ends in the other', async ({ browser }) => {
  const lost = await signedIn(browser.newPage({ baseURL: house.url }), emailOf('planner'))
  const mine = await signedIn(browser.newPage({ baseURL: house.url }), emailOf('planner'))

  await mine.getByRole('button', { name: '我的账号' }).click()
  await mine.getByRole('menuitem', { name: '我的登录' }).click()
  const sessions = mine.getByRole('table', { name: '我的登录' }).getByRole('row')
  await expect(sessions.filter({ hasText: '当前登录' }).getByRole('button', { name: '结束登录' })).toBeDisabled()
  await sessions.filter({ hasNotText: '当前登录' }).getByRole('button', { name: '结束登录' }).click()
  await expect(sessions).toHaveCount(2)

  await lost.getByRole('link', { name: '客户', exact: true }).click()
  await expect(lost.getByRole('dialog', { name: '登录已结束' })).toBeVisible()
  await mine.getByRole('link', { name: '客户', exact: true }).click()
  await expect(mine.getByRole('heading', { level: 1 })).toBeVisible()
  await Promise.all([lost.close(), mine.close()])
})

test('signing out ends the session, and going back shows nothing', async ({ browser }) => {
  const page = await signedIn(browser.newPage({ baseURL: house.url }), emailOf('planner'))
  await page.goto('/customers')
  await page.getByRole('button', { name: '我的账号' }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect((await page.request.get('/api/v1/customers')).status()).toBe(401)
  await page.goto('/customers')
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fcustomers/)
  await page.close()
})

test('a session that ends while a form is open keeps what was typed', async ({ browser }) => {
  const page = await signedIn(browser.newPage({ baseURL: house.url }), OWNER)
  await page.goto('/settings/staff')
  await page.getByRole('button', { name: '邀请员工' }).click()
  const form = page.getByRole('dialog', { name: '邀请员工' })
  await form.getByLabel('姓名').fill('孙悦')
  await form.getByLabel('邮箱').fill('sun.yue@house.example')

  await endSessionsOf(OWNER)
  // What the page asks by itself may have found the session ended already, and the question about it lies above.
  await form.getByRole('button', { name: '邀请员工' }).dispatchEvent('click')
  const again = page.getByRole('dialog', { name: '登录已结束' })
  await expect(again.getByLabel('邮箱')).toHaveValue(OWNER)
  await again.getByLabel('密码').fill(PASSWORD)
  await again.getByRole('button', { name: '登录', exact: true }).click()
  await expect(again).toBeHidden()

  await expect(form.getByLabel('姓名')).toHaveValue('孙悦')
  await form.getByRole('button', { name: '邀请员工' }).click()
  await expect(page.getByRole('table', { name: '员工' }).getByRole('row', { name: /孙悦/ })).toBeVisible()
  await page.close()
})

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

async function signedIn(opening: Promise<Page>, email: string): Promise<Page> {
  const page = await opening
  await page.goto('/sign-in')
  await signIn(page, email)
  await expect(page.getByRole('navigation', { name: '主菜单' })).toBeVisible()
  return page
}

/** Ends every session but the one that does it, as from another browser. */
async function endSessionsOf(email: string): Promise<void> {
  const elsewhere = await house.as(email)
  for (const { id, current } of (await elsewhere(listSessions)).items) {
    if (!current) await elsewhere(revokeSession, { params: { id } })
  }
}
