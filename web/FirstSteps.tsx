import './first-steps.css'
import { Skeleton } from 'antd'
import { Link, Navigate } from 'react-router'
import { listCampaigns } from '../server/campaigns/contract.ts'
import { listCustomers } from '../server/customers/contract.ts'
import { listFollowups } from '../server/followups/list-contract.ts'
import { listStaff, listTeams } from '../server/people/contract.ts'
import { listScripts } from '../server/scripts/contract.ts'
import { useAsk } from './kit/ask.ts'
import { Page } from './kit/Page.tsx'
import { useT } from './kit/words.ts'

const STEPS = [
  { name: 'staff', to: '/settings/staff' },
  { name: 'team', to: '/settings/teams' },
  { name: 'customers', to: '/customers/import' },
  { name: 'script', to: '/scripts/new' },
  { name: 'campaign', to: '/campaigns/new' },
  { name: 'approval', to: '/campaigns' },
  { name: 'call', to: '/followups' },
] as const

type Step = (typeof STEPS)[number]['name']

/** The owner's way from an empty installation to the first finished follow-up; goes on to `home` once there is one. */
export function FirstSteps({ home }: { home: string }) {
  const finished = useAsk(listFollowups, { query: { state: 'done', limit: 1 } })
  if (finished.error || finished.data?.items.length) return <Navigate to={home} replace />
  return finished.data ? <Steps home={home} /> : <Waiting />
}

function Steps({ home }: { home: string }) {
  const t = useT()
  const done = useDone()
  if (!done) return <Waiting />
  const next = STEPS.find(({ name }) => !done.has(name))
  return (
    <Page title={t('shell.first-steps')} hint={t('shell.first-steps-hint')} narrow>
      <ol className="first-steps">
        {STEPS.map(({ name, to }, at) => (
          <li key={name} className={done.has(name) ? 'step-done' : name === next?.name ? 'step-next' : undefined}>
            <i aria-hidden>{done.has(name) ? '✓' : at + 1}</i>
            <div>
              <Link to={to} aria-current={name === next?.name ? 'step' : undefined}>
                {t(`shell.step-${name}`)}
              </Link>
              {done.has(name) && <span className="faint">{t('shell.step-is-done')}</span>}
              <p>{t(`shell.step-${name}-hint`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="first-steps-end">
        <Link to={home}>{t('shell.steps-later')}</Link>
      </p>
    </Page>
  )
}

/** The steps that are behind the organisation, once all of them are known. */
function useDone(): Set<Step> | undefined {
  const one = { query: { limit: 1 } }
  const staff = useAsk(listStaff)
  const teams = useAsk(listTeams)
  const customers = useAsk(listCustomers, one)
  const scripts = useAsk(listScripts, one)
  const campaigns = useAsk(listCampaigns)
  const running = useAsk(listCampaigns, { query: { limit: 1, state: 'running' } })
  const asked = [staff, teams, customers, scripts, campaigns, running]
  if (asked.some(({ isPending }) => isPending)) return undefined
  const facts: [Step, boolean][] = [
    ['staff', (staff.data?.items.length ?? 0) > 1],
    ['team', Boolean(teams.data?.items.length)],
    ['customers', Boolean(customers.data?.items.length)],
    ['script', Boolean(scripts.data?.items.length)],
    ['campaign', Boolean(campaigns.data?.items.some(({ state }) => state !== 'draft'))],
    ['approval', Boolean(running.data?.items.length)],
  ]
  return new Set(facts.flatMap(([step, is]) => (is ? [step] : [])))
}

function Waiting() {
  const t = useT()
  return (
    <Page title={t('shell.first-steps')} narrow>
      <Skeleton active />
    </Page>
  )
}
