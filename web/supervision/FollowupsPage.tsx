import './supervision.css'
import './steering.css'
import { useState } from 'react'
import { addFollowup } from '../../server/followups/contract.ts'
import { listFollowups } from '../../server/followups/list-contract.ts'
import { ENDED_STATES, FOLLOWUP_STATES, isStateIn } from '../../server/followups/rules.ts'
import { reassignFollowups } from '../../server/followups/steering-contract.ts'
import { DUE_FILTERS } from '../../server/followups/steering-rules.ts'
import { useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { AddFollowup } from './AddFollowup.tsx'
import { FollowupDrawer } from './FollowupDrawer.tsx'
import { FILTER_NAMES, FollowupFilters } from './FollowupFilters.tsx'
import { useFollowupColumns } from './followup-columns.tsx'
import { PlanNow } from './PlanNow.tsx'
import { ReassignDrawer, type Which } from './ReassignDrawer.tsx'

/** What the filters in the address ask the list for: the open ones by due time, unless an end is asked for. */
function useAsked() {
  const [{ id, ...values }, set] = useFilters([...FILTER_NAMES, 'id'])
  const state = FOLLOWUP_STATES.find(known => known === values.state)
  const due = DUE_FILTERS.find(known => known === values.due)
  const ended = state !== undefined && isStateIn(ENDED_STATES, state)
  const priority = values.priority ? Number(values.priority) : undefined
  const narrowing = {
    ...{ state, due, priority, campaignId: values.campaign, teamId: values.team, branchId: values.branch },
    ...{ heldBy: values.rule, agentId: values.agent, appointment: values.appointment === 'yes' },
  }
  const sort = values.order === 'newest' || ended ? ('newest' as const) : ('due' as const)
  const open = !ended
  const query = {
    ...narrowing,
    priority: values.priority,
    appointment: narrowing.appointment ? 'true' : undefined,
    open: open ? 'true' : undefined,
    sort,
  }
  return { id, values, set, query, filter: { ...narrowing, open }, filtered: Object.keys(values).length > 0 }
}

/** The follow-ups of the team: where each stands, why it waits, who has it; given away by selection or all at once. */
export function FollowupsPage() {
  const t = useT()
  const asked = useAsked()
  const { id, set } = asked
  const list = useList(listFollowups, { query: asked.query })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [giving, setGiving] = useState<Which | null>(null)
  const [adding, setAdding] = useState(false)
  const shown = list.rows ?? []
  const picked = shown.filter(row => chosen.has(row.id)).map(row => row.id)
  const columns = useFollowupColumns({ shown, chosen, setChosen })
  return (
    <Page
      title={t('supervision.followups')}
      hint={t('supervision.followups-hint')}
      action={
        <>
          <PlanNow />
          <Button type="primary" needs={addFollowup} onClick={() => setAdding(true)}>
            {t('supervision.add-followup')}
          </Button>
        </>
      }
    >
      <FollowupFilters values={asked.values} set={set} />
      {picked.length > 0 && (
        <section className="bulk-bar" aria-label={t('supervision.selected', { count: picked.length })}>
          <b>{t('supervision.selected', { count: picked.length })}</b>
          <Button type="primary" needs={reassignFollowups} onClick={() => setGiving({ ids: picked })}>
            {t('supervision.reassign-selected')}
          </Button>
          <Button needs={reassignFollowups} onClick={() => setGiving({ filter: asked.filter })}>
            {t('supervision.reassign-all')}
          </Button>
          <Button type="text" onClick={() => setChosen(new Set())}>
            {t('supervision.clear-selection')}
          </Button>
        </section>
      )}
      <Table
        label={t('supervision.followups')}
        list={list}
        rowKey={row => row.id}
        onOpen={row => set('id', row.id)}
        openKey={id ?? null}
        dim={row => row.state === 'closed'}
        columns={columns}
        empty={<None filtered={asked.filtered} />}
      />
      <FollowupDrawer id={id} onClose={() => set('id', undefined)} onReassign={one => setGiving({ ids: [one] })} />
      <ReassignDrawer which={giving} onClose={() => setGiving(null)} onDone={() => setChosen(new Set())} />
      <AddFollowup open={adding} onClose={() => setAdding(false)} />
    </Page>
  )
}

function None({ filtered }: { filtered: boolean }) {
  const t = useT()
  if (filtered) return <Empty title={t('supervision.none-found')} hint={t('supervision.none-found-hint')} />
  return (
    <Empty
      title={t('supervision.no-followups')}
      hint={t('supervision.no-followups-hint')}
      to="/campaigns"
      step={t('supervision.to-campaigns')}
    />
  )
}
