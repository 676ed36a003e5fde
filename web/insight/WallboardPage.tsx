import './wallboard.css'
import { Select } from 'antd'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { listBranches } from '../../server/people/contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import { readWallboard } from '../../server/reports/wallboard-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { useConnected } from '../kit/live.ts'
import { useMay } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Num, Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type Colour, colour, type Mode } from '../theme.ts'

type Board = AnswerOf<typeof readWallboard>

/** Time alone moves the hour, the waits and the states; changes come at once. */
const EVERY_MS = 20_000
const COLOURS: Colour[] = [
  'ground',
  'surface',
  'sunken',
  'line',
  'hairline',
  'text',
  'muted',
  'faint',
  'accent',
  'good',
  'warn',
  'bad',
  'info',
]

function coloursOf(mode: Mode): CSSProperties {
  return Object.fromEntries(COLOURS.map(name => [`--${name}`, colour(mode, name)])) as CSSProperties
}

/** This moment for a screen on the wall, readable from the other end of the room; dark unless told; names no customer. */
export function WallboardPage() {
  const t = useT()
  const [values, set] = useFilters(['branch', 'team', 'look'])
  const mode: Mode = values.look === 'light' ? 'light' : 'dark'
  const wall = useRef<HTMLElement>(null)
  const query = { branchId: values.branch, teamId: values.team }
  const board = useAsk(
    readWallboard,
    { query },
    { topics: ['followups', 'calls', 'cases', 'reports'], everyMs: EVERY_MS },
  )
  const connected = useConnected()
  useEffect(() => {
    document.title = `${t('insight.wallboard')} · Huifang`
  }, [t])
  return (
    <main ref={wall} className="wall" style={{ ...coloursOf(mode), colorScheme: mode }}>
      <header className="wall-head">
        <h1>{t('insight.wallboard')}</h1>
        <AreaChoice values={values} set={set} />
        <span className="wall-space" />
        <Button size="small" type="text" onClick={() => set('look', mode === 'dark' ? 'light' : undefined)}>
          {t(mode === 'dark' ? 'insight.wall-light' : 'insight.wall-dark')}
        </Button>
        <Button size="small" type="text" onClick={() => void wall.current?.requestFullscreen()}>
          {t('insight.wall-full')}
        </Button>
        <Link to="/today">{t('insight.wall-leave')}</Link>
      </header>
      {board.error && <ProblemNote error={board.error} onRetry={() => void board.refetch()} />}
      {!connected && board.data && (
        <p className="wall-lost">
          {t('insight.wall-lost')} <Time at={board.data.asOf} />
        </p>
      )}
      {board.data && <BoardOf board={board.data} />}
    </main>
  )
}

function AreaChoice({
  values,
  set,
}: {
  values: { branch?: string; team?: string }
  set: (name: 'branch' | 'team', value: string | undefined) => void
}) {
  const t = useT()
  const may = useMay('people.read')
  const branches = useAsk(listBranches, {}, { when: may }).data?.items ?? []
  const teams = useAsk(listTeams, {}, { when: may }).data?.items ?? []
  const choice = (name: 'branch' | 'team', all: string, rows: readonly { id: string; name: string }[]) => (
    <Select
      variant="borderless"
      aria-label={all}
      value={values[name] ?? ''}
      onChange={value => set(name, value || undefined)}
      options={[{ value: '', label: all }, ...rows.map(row => ({ value: row.id, label: row.name }))]}
      popupMatchSelectWidth={false}
    />
  )
  return (
    <>
      {choice('branch', t('insight.wall-all-branches'), branches)}
      {choice('team', t('insight.wall-all-teams'), teams)}
    </>
  )
}

function BoardOf({ board }: { board: Board }) {
  const t = useT()
  const { hour, today, now, cases } = board
  return (
    <>
      <div className="wall-big">
        <section className="wall-group">
          <h2>{t('insight.wall-hour', { hour: hour.label })}</h2>
          <Big name={t('insight.wall-attempts')} value={hour.attempts}>
            {hour.plan === null ? t('insight.wall-no-plan') : t('insight.wall-of-plan', { plan: String(hour.plan) })}
          </Big>
          <Big name={t('insight.wall-conversations')} value={hour.conversations} />
          <Big name={t('insight.wall-completed')} value={hour.completed} good />
        </section>
        <section className="wall-group">
          <h2>{t('insight.wall-queue')}</h2>
          <Big name={t('insight.wall-waiting')} value={now.waiting} />
          <div className="wall-figure">
            <span>{t('insight.wall-oldest')}</span>
            <Wait since={now.oldestDueAt} />
          </div>
          <Big name={t('insight.wall-overdue')} value={cases.overdue} bad={cases.overdue > 0} />
        </section>
      </div>
      <section className="wall-small">
        <h2>{t('insight.wall-today')}</h2>
        <Small name={t('insight.wall-attempts')} value={today.attempts}>
          {today.plan !== null && t('insight.wall-of-plan', { plan: String(today.plan) })}
        </Small>
        <Small name={t('insight.wall-conversations')} value={today.conversations} />
        <Small name={t('insight.wall-completed')} value={today.completed} />
        <Small name={t('insight.wall-later')} value={now.dueLaterToday} />
        <Small name={t('insight.wall-held')} value={now.held} />
        {now.byMail > 0 && <Small name={t('insight.to-mail')} value={now.byMail} />}
      </section>
      <Agents agents={board.agents} />
    </>
  )
}

interface BigProps {
  name: string
  value: number
  good?: boolean
  bad?: boolean
  children?: ReactNode
}

function Big({ name, value, good, bad, children }: BigProps) {
  return (
    <div className={bad ? 'wall-figure wall-bad' : good ? 'wall-figure wall-good' : 'wall-figure'}>
      <span>{name}</span>
      <b>
        <Num value={value} />
      </b>
      {children && <small>{children}</small>}
    </div>
  )
}

function Small({ name, value, children }: Pick<BigProps, 'name' | 'value' | 'children'>) {
  return (
    <p>
      {name}{' '}
      <b>
        <Num value={value} />
      </b>{' '}
      {children && <small>{children}</small>}
    </p>
  )
}

/** How long the one that waits longest has waited, in the largest unit that says enough. */
function Wait({ since }: { since: string | null }) {
  const t = useT()
  const now = useNow()
  const said = useSayWait(since ? Temporal.Instant.from(since) : now, now)
  return <b className="wall-words">{since ? said : t('insight.wall-nobody-waits')}</b>
}

function useSayWait(since: Temporal.Instant, now: Temporal.Instant): string {
  const t = useT()
  const minutes = Math.max(0, Math.floor(now.since(since).total('minutes')))
  if (minutes < 120) return t('insight.wall-minutes', { minutes: String(minutes) })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return t('insight.wall-hours', { hours: String(hours) })
  return t('insight.wall-days', { days: String(Math.floor(hours / 24)) })
}

function Agents({ agents }: { agents: Board['agents'] }) {
  const t = useT()
  if (agents.length === 0) return <p className="wall-lost">{t('insight.wall-no-agents')}</p>
  return (
    <ul className="wall-agents" aria-label={t('insight.wall-agents')}>
      {agents.map(agent => (
        <li key={agent.staffId} className={`wall-${agent.state}`}>
          <strong>{agent.name}</strong>
          <span>{t(`insight.wall-state-${agent.state}`)}</span>
          <AgentSince since={agent.since} />
          <b>
            <Num value={agent.completed} />
            <small>
              /<Num value={agent.attempts} />
            </small>
          </b>
        </li>
      ))}
    </ul>
  )
}

function AgentSince({ since }: { since: string | null }) {
  const now = useNow()
  const said = useSayWait(since ? Temporal.Instant.from(since) : now, now)
  return <small>{since ? said : '–'}</small>
}
