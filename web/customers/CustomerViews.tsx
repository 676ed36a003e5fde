import { Input, Popover, Segmented } from 'antd'
import { useState } from 'react'
import { addView, changeView, listViews, removeView } from '../../server/customers/list-contract.ts'
import { isIdentifier } from '../../server/customers/list-rules.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { USUAL_COLUMNS, valuesOf } from './list-address.ts'
import type { useCustomerList } from './use-customer-list.ts'

type View = AnswerOf<typeof listViews>['items'][number]
type CustomerList = ReturnType<typeof useCustomerList>

const CRITERIA = ['q', 'branch', 'owner', 'stage', 'tag', 'kind', 'phone', 'changed', 'import'] as const

/** The views as tabs: all customers, one's own, then those kept and shared. Opening one fills the address. */
export function CustomerViews({ list }: { list: CustomerList }) {
  const t = useT()
  const me = useMe()
  const views = useAsk(listViews).data?.items ?? []
  const open = (values: ReturnType<typeof valuesOf>, view?: View) => {
    for (const name of CRITERIA) list.set(name, values[name])
    list.set('sort', view?.sort === 'updated' ? 'updated' : undefined)
    const usual = !view || view.columns.join() === USUAL_COLUMNS.join()
    list.set('cols', usual ? undefined : view.columns.join())
    list.set('view', view?.id)
  }
  const current = list.values.view
  const isMine = !current && list.values.owner === me.staffId
  return (
    <nav className="view-tabs" aria-label={t('customers.view-name')}>
      <Tab current={!current && !isMine} onOpen={() => open({})}>
        {t('customers.view-all')}
      </Tab>
      <Tab current={isMine} onOpen={() => open({ owner: me.staffId })}>
        {t('customers.view-mine')}
      </Tab>
      {views.map(view => (
        <Tab
          key={view.id}
          current={view.id === current}
          title={view.isMine ? undefined : t('customers.view-of', { name: view.staffName })}
          onOpen={() => open(valuesOf(view.criteria), view)}
        >
          {view.name}
        </Tab>
      ))}
    </nav>
  )
}

interface TabProps {
  current: boolean
  title?: string
  onOpen: () => void
  children: string
}

function Tab({ current, title, onOpen, children }: TabProps) {
  return (
    <button type="button" aria-current={current ? 'true' : undefined} title={title} onClick={onOpen}>
      {children}
    </button>
  )
}

/** Keeps what the list shows as a view, changes the open one, or removes it. */
export function SaveView({ list }: { list: CustomerList }) {
  const t = useT()
  const say = useSay()
  const [open, setOpen] = useState(false)
  const views = useAsk(listViews).data?.items ?? []
  const current = views.find(view => view.id === list.values.view && view.isMine)
  const remove = useDo(removeView, {
    onDone: () => {
      list.set('view', undefined)
      say.done(t('customers.view-removed'))
    },
  })
  const whyNot = isIdentifier(list.values.q) && t('customers.view-no-number')
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        open={open && !whyNot}
        onOpenChange={setOpen}
        content={<ViewForm key={String(open)} list={list} view={current} onDone={() => setOpen(false)} />}
      >
        <Button type="text" size="small" whyNot={whyNot}>
          {current ? t('customers.view-update') : t('customers.view-save')}
        </Button>
      </Popover>
      {current && (
        <Button
          type="text"
          size="small"
          loading={remove.isPending}
          onClick={() => remove.mutate({ params: { id: current.id } }, { onError: say.problem })}
        >
          {t('customers.view-remove')}
        </Button>
      )}
    </>
  )
}

function ViewForm({ list, view, onDone }: { list: CustomerList; view?: View; onDone: () => void }) {
  const t = useT()
  const say = useSay()
  const me = useMe()
  const teams = useAsk(listTeams).data?.items ?? []
  const myTeam = teams.find(team => team.memberIds.includes(me.staffId))
  const [name, setName] = useState(view?.name ?? '')
  const [sharedWith, setSharedWith] = useState(view?.sharedWith ?? 'nobody')
  const done = (saved: View) => {
    list.set('view', saved.id)
    say.done(t('customers.view-saved'))
    onDone()
  }
  const add = useDo(addView, { onDone: done })
  const change = useDo(changeView, { onDone: done })
  const body = {
    name: name.trim(),
    sharedWith,
    teamId: sharedWith === 'team' ? (view?.teamId ?? myTeam?.id ?? null) : null,
    criteria: list.criteria,
    sort: list.sort,
    columns: [...list.columns],
  }
  const choices = (['nobody', ...(myTeam ? (['team'] as const) : []), 'organisation'] as const).map(value => ({
    value,
    label: t(`customers.view-shared-${value}`),
  }))
  return (
    <div className="popped">
      <ProblemNote error={add.error ?? change.error} />
      <Input
        autoFocus
        maxLength={60}
        value={name}
        aria-label={t('customers.view-name')}
        placeholder={t('customers.view-name-hint')}
        onChange={event => setName(event.target.value)}
      />
      <Segmented
        size="small"
        aria-label={t('customers.view-shared-with')}
        value={sharedWith}
        options={choices}
        onChange={setSharedWith}
      />
      <div className="drawer-foot">
        {view && (
          <Button disabled={body.name === ''} loading={add.isPending} onClick={() => add.mutate({ body })}>
            {t('customers.view-save-as')}
          </Button>
        )}
        <Button
          type="primary"
          disabled={body.name === ''}
          loading={add.isPending || change.isPending}
          onClick={() => (view ? change.mutate({ params: { id: view.id }, body }) : add.mutate({ body }))}
        >
          {view ? t('customers.view-update') : t('customers.view-save')}
        </Button>
      </div>
    </div>
  )
}
