import './plan-contacts.css'
import { Checkbox, Drawer } from 'antd'
import { useState } from 'react'
import { listEntries, readLoad } from '../../server/planner/contract.ts'
import { moveContacts } from '../../server/planner/move-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { type Column, Table } from '../kit/Table.tsx'
import { type Say, useT } from '../kit/words.ts'
import { LoadBar } from './LoadGrid.tsx'
import { type DayLoad, isDay, isOver, sayPlanDay, sumOfTeams } from './load-layout.ts'
import { PlanMoveDrawer } from './PlanMoveDrawer.tsx'
import { PlanMoves } from './PlanMoves.tsx'
import { useEntryColumns } from './plan-columns.tsx'

export type Entry = AnswerOf<typeof listEntries>['items'][number]

/** Stand in the address for what has no day, and for the days that people set. */
const WITHOUT_DAY = 'none'
const MOVES = 'set'

interface PlanDrawerProps {
  today: string
  lastDay: string
}

/** The contacts of the day that the address names, or what has no day, with the reason for each and what can be done. */
export function PlanDrawer({ today, lastDay }: PlanDrawerProps) {
  const t = useT()
  const language = useLanguage()
  const [{ day: named, of }, set] = useFilters(['day', 'of'])
  const day = named === WITHOUT_DAY || named === MOVES || isDay(named) ? named : undefined
  const close = () => {
    set('day', undefined)
    set('of', undefined)
  }
  return (
    <Drawer
      open={day !== undefined}
      onClose={close}
      title={day && titleOf(day, t, language)}
      size={960}
      styles={{ wrapper: { maxWidth: '100vw' }, body: { paddingTop: 12 } }}
      destroyOnHidden
    >
      {day === MOVES && <PlanMoves />}
      {day && day !== MOVES && (
        <Entries key={`${day} ${of}`} day={day === WITHOUT_DAY ? null : day} teamId={of} {...{ today, lastDay }} />
      )}
    </Drawer>
  )
}

function titleOf(day: string, t: Say, language: Language): string {
  if (day === MOVES) return t('plan.moves-title')
  return day === WITHOUT_DAY ? t('plan.without-title') : sayPlanDay(day, language)
}

interface EntriesProps extends PlanDrawerProps {
  /** `null`: what has no day. */
  day: string | null
  teamId: string | undefined
}

function Entries({ day, teamId, today, lastDay }: EntriesProps) {
  const t = useT()
  const query = { ...(day && { day }), ...(teamId && { teamId }) }
  const list = useList(listEntries, { query }, { topics: ['plans', 'followups'] })
  const chosen = useChosen(list.rows)
  const [moving, setMoving] = useState(false)
  const columns = useEntryColumns(day, teamId !== undefined)
  return (
    <>
      {day === null ? (
        <p className="plan-hint muted">{t('plan.without-hint')}</p>
      ) : (
        <LoadOfDay day={day} teamId={teamId} />
      )}
      {(list.rows?.length ?? 0) > 0 && (
        <ChosenBar count={chosen.rows.length} onMove={() => setMoving(true)} onClear={chosen.clear} />
      )}
      <div className="plan-entries">
        <Table
          label={day === null ? t('plan.without-title') : t('plan.day-list')}
          list={list}
          rowKey={row => row.followupId}
          columns={[chosen.column(t), ...columns]}
          empty={
            day === null ? (
              <Empty title={t('plan.without-empty')} />
            ) : (
              <Empty title={t('plan.day-empty')} hint={t('plan.day-empty-hint')} />
            )
          }
        />
      </div>
      <PlanMoveDrawer
        open={moving}
        entries={chosen.rows}
        today={today}
        lastDay={lastDay}
        onLeaveOut={chosen.drop}
        onClose={() => setMoving(false)}
        onMoved={() => {
          setMoving(false)
          chosen.clear()
        }}
      />
    </>
  )
}

interface ChosenBarProps {
  count: number
  onMove: () => void
  onClear: () => void
}

/** How many are chosen, and what can be done with them. */
function ChosenBar({ count, onMove, onClear }: ChosenBarProps) {
  const t = useT()
  const said = t('plan.chosen', { count })
  return (
    <div className="plan-chosen" role="toolbar" aria-label={said}>
      <b>{said}</b>
      <Button type="primary" needs={moveContacts} whyNot={count === 0 && t('plan.choose-first')} onClick={onMove}>
        {t('plan.move')}
      </Button>
      {count > 0 && (
        <Button type="text" onClick={onClear}>
          {t('plan.choose-none')}
        </Button>
      )}
    </div>
  )
}

/** What the day holds of what can be done. */
function LoadOfDay({ day, teamId }: { day: string; teamId: string | undefined }) {
  const t = useT()
  const language = useLanguage()
  const query = { from: day, to: day, ...(teamId && { teamId }) }
  const { data } = useAsk(readLoad, { query }, { topics: ['plans', 'followups', 'calendars'] })
  if (!data) return null
  const [load] = sumOfTeams(data.teams, [Temporal.PlainDate.from(day)]) as [DayLoad]
  const whole = (minutes: number) => sayNumber(Math.round(minutes), language)
  return (
    <div className="plan-day-load">
      <p>
        {[
          teamId ? data.teams[0]?.name : t('plan.all-teams'),
          t('plan.contacts-of', { count: load.contacts }),
          load.mails > 0 && t('plan.mails-of', { count: load.mails }),
          load.byUrgency.promised > 0 && t('plan.promised-of', { count: load.byUrgency.promised }),
          load.minutes > 0
            ? t('plan.minutes-of', { used: whole(load.used), minutes: whole(load.minutes) })
            : t('plan.closed'),
        ]
          .filter(Boolean)
          .join(' · ')}
        {isOver(load) && <Status feel="warn">{t('plan.over-full')}</Status>}
      </p>
      <LoadBar load={load} />
    </div>
  )
}

/** Which contacts are chosen; those that leave the list are chosen no longer. */
function useChosen(rows: readonly Entry[] | undefined) {
  const [ids, set] = useState<readonly string[]>([])
  const shown = rows ?? []
  const chosen = shown.filter(row => ids.includes(row.followupId))
  const toggle = (id: string) => set(ids.includes(id) ? ids.filter(one => one !== id) : [...ids, id])
  return {
    rows: chosen,
    clear: () => set([]),
    drop: (gone: readonly string[]) => set(ids.filter(id => !gone.includes(id))),
    column: (t: ReturnType<typeof useT>): Column<Entry> => ({
      key: 'choose',
      width: 36,
      title: (
        <Checkbox
          aria-label={t('plan.choose-page')}
          checked={shown.length > 0 && chosen.length === shown.length}
          indeterminate={chosen.length > 0 && chosen.length < shown.length}
          onChange={event => set(event.target.checked ? shown.map(row => row.followupId) : [])}
        />
      ),
      value: row => (
        <Checkbox
          aria-label={t('plan.choose-row', { name: row.customerName })}
          checked={ids.includes(row.followupId)}
          onChange={() => toggle(row.followupId)}
        />
      ),
    }),
  }
}
