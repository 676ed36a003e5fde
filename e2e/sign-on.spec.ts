import { expect, test } from '@playwright/test'
import { type IdentityProvider, openIdentityProvider } from '../lab/identity-provider.ts'
import { emailOf, foundHouse, type House, OWNER, openHouse, staffHouse } from './house.ts'

let house: House
let idp: IdentityProvider

test.beforeAll(async () => {
  house = await openHouse({ env: { HUIFANG_WEBHOOK_ALLOW: '127.0.0.1' } })
  await foundHouse(house)
  await staffHouse(house, [{ name: '林晓燕', login: 'planner', role: 'planner' }], '回访一组')
  idp = await openIdentityProvider(`${house.url}/api/v1/sign-on/callback`)
})
test.afterAll(async () => {
  await idp.close()
  await house.close()
})

test('the owner sets sign-on up, and a colleague signs in by the company account', async ({ browser }) => {
  const owner = await house.visit(browser, OWNER)
  await owner.goto('/settings/sign-on')
  await owner.getByLabel('签发者').fill(idp.issuer)
  await owner.getByRole('button', { name: '测试连接' }).click()
  await expect(owner.getByText('可以连接，签发者一致')).toBeVisible()
  await owner.getByLabel('客户端 ID').fill(idp.clientId)
  await owner.getByLabel('客户端密钥').fill(idp.clientSecret)
  await owner.getByLabel('允许的邮箱域名').fill(emailOf('planner').split('@')[1]!)
  await owner.keyboard.press('Enter')
  await owner.getByRole('button', { name: '保存' }).click()
  await expect(owner.getByText('已保存', { exact: true })).toBeVisible()

  idp.accounts.lin = { email: emailOf('planner'), email_verified: true, name: '林晓燕' }
  idp.accounts.stranger = { email: emailOf('stranger'), email_verified: true }
  const context = await browser.newContext({ baseURL: house.url })
  const page = await context.newPage()
  await page.goto('/customers')
  await page.getByRole('button', { name: '用企业账号登录' }).click()
  await page.getByRole('button', { name: 'lin' }).click()
  await expect(page).toHaveURL(/\/customers$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await context.close()

  const other = await browser.newContext({ baseURL: house.url })
  const door = await other.newPage()
  await door.goto('/sign-in')
  await door.getByRole('button', { name: '用企业账号登录' }).click()
  await door.getByRole('button', { name: 'stranger' }).click()
  await expect(door.getByRole('alert')).toHaveText(/没有您的账号/)
  await other.close()
})
