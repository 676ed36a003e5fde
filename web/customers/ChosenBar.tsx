import { DownOutlined } from '@ant-design/icons'
import { Dropdown, Input, type MenuProps } from 'antd'
import { useState } from 'react'
import {
  changeCustomers,
  getCustomerBatch,
  type listTags,
  STAGES,
  setTag,
  undoCustomerBatch,
} from '../../server/customers/list-contract.ts'
import type { listStaff } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Criteria } from './list-address.ts'

type Change = GivenTo<typeof changeCustomers>['body']['change']
type Batch = AnswerOf<typeof changeCustomers>

interface ChosenBarProps {
  ids: readonly string[]
  /** Set when all that fit are chosen. */
  criteria: Criteria | null
  count: number
  staff: AnswerOf<typeof listStaff>['items']
  tags: AnswerOf<typeof listTags>['items']
  onAll: () => void
  onClear: () => void
  children?: React.ReactNode
}

/** What can be done with the chosen customers: owner, stage and tags, with the way back. */
export function ChosenBar({ ids, criteria, count, staff, tags, onAll, onClear, children }: ChosenBarProps) {
  const t = useT()
  const say = useSay()
  const [running, setRunning] = useState<string | null>(null)
  const undo = useDo(undoCustomerBatch, { onDone: () => say.done(t('customers.batch-undone')) })
  const said = (batch: Batch) => {
    if (batch.state === 'running') return setRunning(batch.id)
    const back = () => undo.mutate({ params: { id: batch.id } }, { onError: say.problem })
    say.done(t('customers.batch-done', { count: batch.changed }), batch.undoable ? back : undefined)
    onClear()
  }
  const change = useDo(changeCustomers, { onDone: said })
  const act = (what: Change) => {
    const which = criteria ? { criteria } : { ids: [...ids] }
    change.mutate({ body: { ...which, change: what } }, { onError: say.problem })
  }
  if (running) {
    return (
      <Running
        id={running}
        onEnd={batch => {
          setRunning(null)
          said(batch)
        }}
      />
    )
  }
  const people = [
    { key: '', label: t('customers.no-owner') },
    ...staff.map(({ id, name }) => ({ key: id, label: name })),
  ]
  const stages = [
    { key: '', label: t('customers.no-stage') },
    ...STAGES.map(stage => ({ key: stage, label: t(`customers.stage-${stage}`) })),
  ]
  const labels = tags.map(({ name }) => ({ key: name, label: name }))
  return (
    <div className="chosen-bar" role="toolbar" aria-label={t('customers.chosen-count', { count: ids.length })}>
      <b>{criteria ? t('customers.chosen-all', { count }) : t('customers.chosen-count', { count: ids.length })}</b>
      {!criteria && count > ids.length && (
        <Button type="link" size="small" onClick={onAll}>
          {t('customers.choose-all', { count })}
        </Button>
      )}
      <Menu
        label={t('customers.set-owner')}
        items={people}
        busy={change.isPending}
        onChoose={key => act({ ownerId: key || null })}
      />
      <Menu
        label={t('customers.set-stage')}
        items={stages}
        busy={change.isPending}
        onChoose={key => act({ stage: (key || null) as Change['stage'] })}
      />
      <Menu
        label={t('customers.add-tag')}
        items={labels}
        busy={change.isPending}
        onChoose={key => act({ addTags: [key] })}
        foot={<NewTag onAdded={name => act({ addTags: [name] })} />}
      />
      <Menu
        label={t('customers.take-tag')}
        items={labels}
        busy={change.isPending}
        onChoose={key => act({ removeTags: [key] })}
      />
      {children}
      <Button type="text" onClick={onClear}>
        {t('customers.choose-none')}
      </Button>
    </div>
  )
}

interface MenuOfProps {
  label: string
  items: NonNullable<MenuProps['items']>
  busy: boolean
  onChoose: (key: string) => void
  foot?: React.ReactNode
}

function Menu({ label, items, busy, onChoose, foot }: MenuOfProps) {
  const t = useT()
  const shown = items.length > 0 ? items : [{ key: ' ', label: t('customers.no-tags'), disabled: true }]
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: shown, onClick: ({ key }) => onChoose(key), style: { maxHeight: 320, overflowY: 'auto' } }}
      popupRender={menu => (foot ? <div className="menu-with-foot">{[menu, foot]}</div> : menu)}
    >
      <Button size="small" loading={busy}>
        {label} <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  )
}

function NewTag({ onAdded }: { onAdded: (name: string) => void }) {
  const t = useT()
  const say = useSay()
  const [name, setName] = useState('')
  const add = useDo(setTag, {
    onDone: tag => {
      setName('')
      onAdded(tag.name)
    },
  })
  const submit = () => {
    if (name.trim()) add.mutate({ body: { name: name.trim(), colour: 'grey' } }, { onError: say.problem })
  }
  return (
    <div className="menu-foot" key="foot">
      <Input
        size="small"
        maxLength={30}
        value={name}
        placeholder={t('customers.new-tag')}
        aria-label={t('customers.new-tag')}
        onChange={event => setName(event.target.value)}
        onPressEnter={submit}
        onKeyDown={event => event.stopPropagation()}
      />
      <Button size="small" type="primary" disabled={!name.trim()} loading={add.isPending} onClick={submit}>
        {t('customers.new-tag-add')}
      </Button>
    </div>
  )
}

const ASK_MS = 1000

function Running({ id, onEnd }: { id: string; onEnd: (batch: Batch) => void }) {
  const t = useT()
  const batch = useAsk(getCustomerBatch, { params: { id } }, { everyMs: ASK_MS }).data
  const ended = batch && batch.state !== 'running'
  if (!ended) {
    return <div className="chosen-bar">{t('customers.batch-running', { count: batch?.lookedAt ?? 0 })}</div>
  }
  return (
    <div className="chosen-bar">
      {batch.state === 'failed' ? t('customers.batch-failed') : t('customers.batch-done', { count: batch.changed })}
      <Button size="small" type="primary" onClick={() => onEnd(batch)}>
        {t('customers.batch-seen')}
      </Button>
    </div>
  )
}
