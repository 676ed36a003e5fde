import { Drawer, Form, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { listEntries } from '../../server/planner/contract.ts'
import { moveContacts, removeMove } from '../../server/planner/move-contract.ts'
import { sayPurpose } from '../customers/say-purpose.ts'
import type { GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { forget, keep, kept } from '../kit/kept.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { PlanConsequences, type Preview, usePreview } from './PlanConsequences.tsx'
import type { Entry } from './PlanDrawer.tsx'

export type Moving = GivenTo<typeof moveContacts>['body']['moving']

interface PlanMoveDrawerProps {
  open: boolean
  /** The contacts that are chosen, all of one day or all without one. */
  entries: readonly Entry[]
  today: string
  /** The last day that is planned. */
  lastDay: string
  onLeaveOut: (followupIds: readonly string[]) => void
  onClose: () => void
  onMoved: () => void
}

/** Pulls, pushes or swaps planned contacts; what follows stands there before it is saved. */
export function PlanMoveDrawer(props: PlanMoveDrawerProps) {
  const t = useT()
  const { open, entries, onClose } = props
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t('plan.move-title', { count: entries.length })}
      size={520}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    >
      {open && entries.length > 0 && <MoveForm {...props} />}
    </Drawer>
  )
}

const REASON = 'plan.move-reason'

function MoveForm({ entries, today, lastDay, onLeaveOut, onClose, onMoved }: PlanMoveDrawerProps) {
  const t = useT()
  const [kind, setKind] = useState<Kind>('move')
  const [day, setDay] = useState('')
  const [partner, setPartner] = useState<string | null>(null)
  const [reason, setReason] = useState(kept<string>(REASON) ?? '')
  const moving = movingOf(kind, entries, day, partner)
  const preview = usePreview(moving)
  const save = useSave(onMoved)
  const send = () => moving && save.mutate({ body: { moving, reason } })
  const [first] = entries
  const from = first!.plannedOn
  const same = kind === 'move' && day === from
  const several = kind === 'swap' && entries.length > 1
  const whyNot = whyNotSave({ kind, moving, same, several, preview: preview.data, reason }, t)
  return (
    <Form layout="vertical" onFinish={() => whyNot === null && send()}>
      <ProblemNote error={save.error} />
      <Chosen entries={entries} />
      <KindField value={kind} onChange={setKind} />
      {several ? (
        <p className="plan-one-only">
          <Status feel="info">{t('plan.swap-one-only')}</Status>
        </p>
      ) : (
        <DayField kind={kind} {...{ day, setDay, from, today, lastDay }} />
      )}
      {kind === 'swap' && !several && day && <Partner day={day} entry={first!} value={partner} onChange={setPartner} />}
      {moving && !same && (
        <PlanConsequences
          preview={preview}
          onLeaveOut={entries.length > 1 && kind === 'move' ? onLeaveOut : undefined}
        />
      )}
      <ReasonField value={reason} onChange={setReason} />
      <div className="plan-deeds">
        <Button type="primary" needs={moveContacts} whyNot={whyNot} loading={save.isPending} onClick={send}>
          {t('plan.move-save')}
        </Button>
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
      </div>
    </Form>
  )
}

function Chosen({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className="plan-moving">
      {entries.map(({ followupId, customerName, purpose, carries }) => (
        <li key={followupId}>
          <b>{customerName}</b> <Together of={[purpose, ...carries.map(one => one.purpose)]} />
        </li>
      ))}
    </ul>
  )
}

type Kind = 'move' | 'swap'

function KindField({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  const t = useT()
  const options = (['move', 'swap'] as const).map(kind => ({ value: kind, label: t(`plan.kind-${kind}`) }))
  return (
    <Form.Item label={t('plan.move-kind')}>
      <Segmented<Kind> block aria-label={t('plan.move-kind')} value={value} onChange={onChange} options={options} />
    </Form.Item>
  )
}

/** Why; what was typed outlives the drawer. */
function ReasonField({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const t = useT()
  return (
    <Form.Item label={t('plan.reason')} htmlFor="plan-reason">
      <Input.TextArea
        id="plan-reason"
        value={value}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 5 }}
        placeholder={t('plan.reason-example')}
        onChange={event => {
          onChange(event.target.value)
          keep(REASON, event.target.value)
        }}
      />
    </Form.Item>
  )
}

function Together({ of: purposes }: { of: readonly Entry['purpose'][] }) {
  const language = useLanguage()
  return <span className="muted">{purposes.map(purpose => sayPurpose(purpose, language)).join(' + ')}</span>
}

/** What is asked for; nothing as long as something is missing. */
function movingOf(kind: Kind, entries: readonly Entry[], day: string, partner: string | null): Moving | null {
  const followupIds = entries.map(({ followupId }) => followupId)
  if (kind === 'move') return day ? { kind, followupIds, day } : null
  return partner && followupIds.length === 1 ? { kind, followupIds: [followupIds[0]!, partner] } : null
}

interface Given {
  kind: Kind
  moving: Moving | null
  same: boolean
  /** Whether more are chosen than can be swapped. */
  several: boolean
  preview: Preview | undefined
  reason: string
}

function whyNotSave(
  { kind, moving, same, several, preview, reason }: Given,
  t: ReturnType<typeof useT>,
): string | null {
  if (several) return t('plan.swap-one-only')
  if (!moving) return kind === 'move' ? t('plan.choose-day-first') : t('plan.choose-partner-first')
  if (same) return t('plan.same-day')
  if (!preview) return t('plan.checking')
  if (!preview.possible) return t('plan.not-possible')
  return reason.trim() ? null : t('plan.write-reason')
}

/** Saves a move, and offers the way back. */
function useSave(onMoved: () => void) {
  const t = useT()
  const say = useSay()
  const topics = ['plans', 'followups']
  const undo = useDo(removeMove, { topics })
  return useDo(moveContacts, {
    topics,
    onDone: ({ items }) => {
      forget(REASON)
      const takeBack = async () => {
        try {
          for (const { id } of items) await undo.mutateAsync({ params: { id } })
          say.done(t('plan.move-undone'))
        } catch (error) {
          say.problem(error)
        }
      }
      const isKept = items.every(move => move.kept)
      say.done(isKept ? t('plan.moved', { count: items.length }) : t('plan.moved-next'), takeBack)
      onMoved()
    },
  })
}

interface DayFieldProps {
  kind: Kind
  day: string
  setDay: (day: string) => void
  from: string | null
  today: string
  lastDay: string
}

const STEPS = [
  { word: 'plan.day-before', days: -1 },
  { word: 'plan.day-after', days: 1 },
  { word: 'plan.week-after', days: 7 },
] as const

/** The day, by hand or in steps from where it is now. */
function DayField({ kind, day, setDay, from, today, lastDay }: DayFieldProps) {
  const t = useT()
  const steps = from && kind === 'move' ? STEPS : []
  return (
    <Form.Item label={kind === 'move' ? t('plan.move-day') : t('plan.swap-day')} htmlFor="plan-day">
      <div className="plan-day">
        <Input
          id="plan-day"
          type="date"
          autoFocus
          min={today}
          max={lastDay}
          value={day}
          onChange={event => setDay(event.target.value)}
        />
        {steps.map(({ word, days }) => {
          const to = Temporal.PlainDate.from(from!).add({ days }).toString()
          return (
            <Button key={word} size="small" disabled={to < today || to > lastDay} onClick={() => setDay(to)}>
              {t(word)}
            </Button>
          )
        })}
      </div>
    </Form.Item>
  )
}

const PARTNERS_SHOWN = 200

/** With whom to swap, of those whom the same team contacts on the other day. */
function Partner({
  day,
  entry,
  value,
  onChange,
}: {
  day: string
  entry: Entry
  value: string | null
  onChange: (id: string) => void
}) {
  const t = useT()
  const language = useLanguage()
  const query = { day, teamId: entry.teamId, limit: PARTNERS_SHOWN }
  const others = useAsk(listEntries, { query }, { topics: ['plans'] })
  const items = (others.data?.items ?? []).filter(({ customerId }) => customerId !== entry.customerId)
  return (
    <Form.Item label={t('plan.swap-with')} htmlFor="plan-partner">
      <Select
        id="plan-partner"
        value={items.some(({ followupId }) => followupId === value) ? value : null}
        onChange={next => next && onChange(next)}
        loading={others.isFetching}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={t('plan.swap-nobody')}
        options={items.map(({ followupId, customerName, purpose }) => ({
          value: followupId,
          label: `${customerName} · ${sayPurpose(purpose, language)}`,
        }))}
      />
    </Form.Item>
  )
}
