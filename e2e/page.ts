import { expect, type Locator, type Page } from '@playwright/test'
import { t } from './words.ts'

/** What the page is about, without the menus around it. */
export const mainOf = (page: Page): Locator => page.getByRole('main')

/** Opens a select and presses options in it. */
export async function choose(field: Locator, ...options: string[]): Promise<void> {
  await field.click()
  for (const option of options) {
    // What is chosen already stands in the field under the same title, before the list.
    await field.page().getByTitle(option, { exact: true }).filter({ visible: true }).last().click()
  }
}

/** Finds an option of a long list by typing, and presses it. */
export async function find(field: Locator, option: string): Promise<void> {
  await field.click()
  await field.pressSequentially(option)
  await field.page().getByTitle(option, { exact: true }).filter({ visible: true }).last().click()
}

/** A file of comma-separated values. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map(row => row.join(',')).join('\n')
}

interface ImportedFile {
  name: string
  /** Its content, or where it lies. */
  text?: string
  path?: string
}

/** Imports a file on the import page, through its mapping, and waits until it is finished. */
export async function importFile(
  page: Page,
  kind: 'customers' | 'orders',
  { name, text, path }: ImportedFile,
  map: () => Promise<void> = async () => {},
  withinMs = 15_000,
): Promise<void> {
  await page.goto('/customers/import')
  await page.locator(`input[type=radio][value=${kind}]`).check()
  const field = page.getByLabel(t('customers.drop-file'))
  await field.setInputFiles(path ?? { name, mimeType: 'text/csv', buffer: Buffer.from(text ?? '') })
  await page.getByRole('button', { name: t('customers.upload'), exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: withinMs })
  const start = page.getByRole('button', { name: t('customers.start') })
  await expect(start).toBeVisible({ timeout: withinMs })
  await map()
  await start.click()
  const state = mainOf(page).getByText(t('customers.state-finished'), { exact: true })
  await expect(state).toBeVisible({ timeout: withinMs })
}
