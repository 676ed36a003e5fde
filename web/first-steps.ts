import { listCampaigns } from '../server/campaigns/contract.ts'
import { listCustomers } from '../server/customers/contract.ts'
import { listFollowups } from '../server/followups/list-contract.ts'
import { listImports } from '../server/imports/contract.ts'
import { listStaff } from '../server/people/contract.ts'
import { listTeams } from '../server/people/team-contract.ts'
import { listScripts } from '../server/scripts/contract.ts'
import { useAsk } from './kit/ask.ts'

/** The way from an empty installation to the first finished follow-up, and where each step is done. */
export const STEPS = [
  { name: 'staff', to: '/settings/staff' },
  { name: 'team', to: '/settings/teams' },
  { name: 'customers', to: '/customers/import' },
  { name: 'script', to: '/scripts/new' },
  { name: 'campaign', to: '/campaigns/new' },
  { name: 'approval', to: '/campaigns' },
  { name: 'call', to: '/desk' },
] as const

export type Step = (typeof STEPS)[number]['name']

/** Whether the organisation has finished its first follow-up, by phone or by mail; `undefined` while that is not known. */
export function useFirstFinished(when: boolean): boolean | undefined {
  const done = useAsk(listFollowups, { query: { state: 'done', limit: 1 } }, { when })
  const mailed = useAsk(listFollowups, { query: { state: 'mailed', limit: 1 } }, { when })
  if (done.error || mailed.error) return true
  return done.data && mailed.data && done.data.items.length + mailed.data.items.length > 0
}

/** The steps that are behind the organisation, once all of them are known. */
export function useStepsDone(when = true): ReadonlySet<Step> | undefined {
  const one = { query: { limit: 1 } }
  const staff = useAsk(listStaff, {}, { when })
  const teams = useAsk(listTeams, {}, { when })
  const customers = useAsk(listCustomers, one, { when })
  const imports = useAsk(listImports, {}, { when })
  const scripts = useAsk(listScripts, one, { when })
  const campaigns = useAsk(listCampaigns, {}, { when })
  const running = useAsk(listCampaigns, { query: { limit: 1, state: 'running' } }, { when })
  const asked = [staff, teams, customers, imports, scripts, campaigns, running]
  if (asked.some(({ isPending }) => isPending)) return undefined
  const submitted = Boolean(campaigns.data?.items.some(({ state }) => state !== 'draft'))
  // A campaign follows what happened, so customers alone are only half of the step.
  const happened = imports.data?.items.some(({ kind, state }) => kind !== 'customers' && state === 'finished')
  const facts: [Step, boolean][] = [
    ['staff', (staff.data?.items.length ?? 0) > 1],
    ['team', Boolean(teams.data?.items.length)],
    ['customers', Boolean(customers.data?.items.length) && Boolean(happened || submitted)],
    ['script', Boolean(scripts.data?.items.length)],
    ['campaign', submitted],
    ['approval', Boolean(running.data?.items.length)],
  ]
  return new Set(facts.flatMap(([step, is]) => (is ? [step] : [])))
}
