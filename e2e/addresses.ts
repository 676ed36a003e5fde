import { listCampaigns } from '../server/campaigns/contract.ts'
import { listCases } from '../server/cases/contract.ts'
import { listCustomers } from '../server/customers/contract.ts'
import { listImports } from '../server/imports/contract.ts'
import { createWebhook } from '../server/integrations/webhook-contract.ts'
import { listScripts } from '../server/scripts/contract.ts'
import { AREAS } from '../web/routes.ts'
import type { House } from './house.ts'

/** A page of the product at an address that exists. */
export interface ExistingPage {
  /** As in the `pages.ts` of its area. */
  route: string
  path: string
  needs: string | null
}

/** Every page there is, with ids of the demo business in the places of parameters. */
export async function everyPage(house: House): Promise<ExistingPage[]> {
  const owner = await house.as('owner@demo.example')
  const first = ({ items }: { items: readonly { id: string }[] }) => items[0]!.id
  const drafts = await owner(listCampaigns, { query: { state: 'draft' } })
  const running = first(await owner(listCampaigns, { query: { state: 'running' } }))
  const webhook = await owner(createWebhook, {
    body: { name: '工单系统', url: 'https://tickets.example/huifang', events: ['case.opened'] },
  })
  const ids: Record<string, string> = {
    '/customers/:id': first(await owner(listCustomers)),
    '/customers/import/:id': first(await owner(listImports)),
    '/campaigns/:id': running,
    '/campaigns/:id/versions/:number': running,
    '/campaigns/:id/edit': first(drafts),
    '/scripts/:id': first(await owner(listScripts)),
    '/cases/:id': first(await owner(listCases)),
    '/settings/webhooks/:id': webhook.id,
  }
  return AREAS.flatMap(area => area.pages).map(({ path: route, needs }) => {
    const id = ids[route]
    if (route.includes(':id') && !id) throw new Error(`there is no example of ${route}`)
    return { route, path: route.replace(':id', id ?? '').replace(':number', '1'), needs }
  })
}
