import './supervision.css'
import { listCampaigns } from '../../server/campaigns/contract.ts'
import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { listFollowups } from '../../server/followups/list-contract.ts'
import { FOLLOWUP_STATES } from '../../server/followups/rules.ts'
import { listTeams } from '../../server/people/contract.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Filters, type FilterValues, useFilters } from '../kit/Filters.tsx'
import { useMay } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { type Column, Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { FollowupDrawer } from './FollowupDrawer.tsx'
import { type FollowupRow, FollowupState, FollowupTime, WhoHasIt } from './FollowupState.tsx'
import { PlanNow } from './PlanNow.tsx'

type FilterName = 'state' | 'campaign' | 'team'

/** The follow-ups of the team: where each stands, why it waits, who has it. */
export function FollowupsPage() {
  const t = useT()
  const [{ id, ...values }, set] = useFilters(['state', 'campaign', 'team', 'id'])
  const state = FOLLOWUP_STATES.find(known => known === values.state)
  const list = useList(listFollowups, { query: { state, campaignId: values.campaign, teamId: values.team } })
  const columns = useColumns()
  const filtered = Boolean(state || values.campaign || values.team)
  return (
    <Page title={t('supervision.followups')} hint={t('supervision.followups-hint')} action={<PlanNow />}>
      <FollowupFilters values={values} set={set} />
      <Table
        label={t('supervision.followups')}
        list={list}
        rowKey={row => row.id}
        onOpen={row => set('id', row.id)}
        openKey={id ?? null}
        dim={row => row.state === 'closed'}
        columns={columns}
        empty={
          filtered ? (
            <Empty title={t('supervision.none-found')} hint={t('supervision.none-found-hint')} />
          ) : (
            <Empty
              title={t('supervision.no-followups')}
              hint={t('supervision.no-followups-hint')}
              to="/campaigns"
              step={t('supervision.to-campaigns')}
            />
          )
        }
      />
      <FollowupDrawer id={id} onClose={() => set('id', undefined)} />
    </Page>
  )
}

interface FollowupFiltersProps {
  values: FilterValues<FilterName>
  set: (name: FilterName, value: string | undefined) => void
}

function FollowupFilters({ values, set }: FollowupFiltersProps) {
  const t = useT()
  const mayCampaigns = useMay('campaigns.read')
  const mayTeams = useMay('people.read')
  const campaigns = useAsk(listCampaigns, { query: { limit: 200 } }, { when: mayCampaigns }).data?.items ?? []
  const teams = useAsk(listTeams, {}, { when: mayTeams }).data?.items ?? []
  const asOptions = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Filters
      values={values}
      set={set}
      filters={[
        {
          name: 'state',
          label: t('supervision.state'),
          options: FOLLOWUP_STATES.map(value => ({ value, label: t(`supervision.state-${value}`) })),
        },
        { name: 'campaign', label: t('supervision.campaign'), options: asOptions(campaigns) },
        { name: 'team', label: t('supervision.team'), options: asOptions(teams) },
      ]}
    />
  )
}

function useColumns(): Column<FollowupRow>[] {
  const t = useT()
  const language = useLanguage()
  return [
    {
      key: 'customer',
      title: t('supervision.customer'),
      phone: 'title',
      width: 220,
      value: row => <strong>{row.customerName}</strong>,
    },
    {
      key: 'why',
      title: t('supervision.why'),
      value: row => (
        <span className="two-lines">
          {row.campaignName ?? PURPOSE_WORDS[row.purpose][language]}
          <small>{row.reason}</small>
        </span>
      ),
    },
    { key: 'state', title: t('supervision.state'), width: 300, value: row => <FollowupState row={row} /> },
    { key: 'due', title: t('supervision.due'), width: 150, value: row => <FollowupTime row={row} /> },
    {
      key: 'attempts',
      title: t('supervision.attempts'),
      width: 72,
      right: true,
      value: row => (
        <span className="num">
          <Num value={row.attempts} />
          <span className="faint">
            {' / '}
            <Num value={row.maxAttempts} />
          </span>
        </span>
      ),
    },
    { key: 'who', title: t('supervision.who'), width: 130, value: row => <WhoHasIt row={row} /> },
    {
      key: 'outcome',
      title: t('supervision.last-outcome'),
      width: 180,
      value: row => row.lastOutcomeText,
    },
  ]
}
