import { App, Tooltip } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { Link, Navigate, Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router'
import { me as whoAmI } from '../server/people/contract.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { AreaPages } from './AreaPages.tsx'
import { areaIcon } from './area-icons.tsx'
import { areFirstStepsPast } from './first-steps-past.ts'
import { onSignedOut } from './kit/api.ts'
import { useAsk } from './kit/ask.ts'
import { setClock } from './kit/clock.ts'
import { Empty } from './kit/Empty.tsx'
import { useConnected, useLive } from './kit/live.ts'
import { type Me, MeContext } from './kit/me.ts'
import { ProblemNote } from './kit/Problem.tsx'
import { useLanguage } from './kit/preferences.ts'
import { useSay } from './kit/say.tsx'
import { whenOpened } from './kit/when-opened.tsx'
import { speak, useT } from './kit/words.ts'
import { areasFor, type VisibleArea } from './navigation.ts'
import type { PageHandle } from './router.tsx'
import { HolidayWarning } from './settings/HolidayWarning.tsx'
import { SignInAgain } from './sign-in/SignInAgain.tsx'

// Only those who plan work are told.
const CoverageNote = whenOpened(() => import('./CoverageNote.tsx').then(file => file.CoverageNote))
// What it asks of all areas is not loaded once there is nothing left to say.
const FirstStepsNote = whenOpened(() => import('./FirstStepsNote.tsx').then(file => file.FirstStepsNote))

const TOLD_OF_COVERAGE = ['reports.read', 'followups.plan'] as const

/** Everything behind the sign-in: finds out who it is, then the rail and the page. */
export function Shell() {
  const { data: me, error, refetch } = useAsk(whoAmI, {}, { topics: ['people'] })
  const location = useLocation()
  if (me) return <SignedIn me={me} />
  if (error?.status === 401) {
    const back = location.pathname === '/' ? '' : `?to=${encodeURIComponent(location.pathname + location.search)}`
    return <Navigate to={`/sign-in${back}`} replace />
  }
  return (
    <main className="page">
      <ProblemNote error={error} onRetry={() => void refetch()} />
    </main>
  )
}

function SignedIn({ me }: { me: Me }) {
  useMemo(() => setClock(Temporal.Instant.from(me.now)), [me.now])
  const [signedOut, setSignedOut] = useState(false)
  useEffect(() => onSignedOut(() => setSignedOut(true)), [])
  useLive()
  const areas = areasFor(me.permissions)
  const handle = useMatches().at(-1)?.handle as PageHandle | undefined
  const here = areas.find(area => area.name === handle?.area)
  const allowed = !handle?.needs || me.permissions.includes(handle.needs)
  return (
    <MeContext value={me}>
      <App className="shell" message={{ maxCount: 3 }}>
        <Rail areas={areas} current={handle?.area} />
        <div className="content">
          <ConnectionNote />
          <FirstStepsNote open={me.roles.includes('owner') && !areFirstStepsPast(me.organisation.id)} />
          <HolidayWarning />
          <CoverageNote open={TOLD_OF_COVERAGE.every(needed => me.permissions.includes(needed))} />
          {here && here.pages.length > 1 && <AreaPages area={here} />}
          {allowed ? <Outlet /> : <NotYours />}
        </div>
        <SignInAgain open={signedOut} me={me} onSignedIn={() => setSignedOut(false)} />
        <ScrollRestoration />
      </App>
    </MeContext>
  )
}

function Rail({ areas, current }: { areas: readonly VisibleArea[]; current: string | undefined }) {
  const t = useT()
  return (
    <nav className="rail" aria-label={t('shell.main-menu')}>
      <Link to="/" className="rail-mark" aria-label={t('shell.product')}>
        <img src="/mark.svg" alt="" width={28} height={28} />
      </Link>
      {areas.map(area => (
        <Link
          key={area.name}
          to={area.pages[0]!.path}
          className={area.name === current ? 'rail-item rail-current' : 'rail-item'}
          aria-current={area.name === current ? 'page' : undefined}
        >
          {areaIcon(area.name)}
          <span>{t(area.word)}</span>
        </Link>
      ))}
      <span className="rail-space" />
      <LanguageSwitch />
      <AccountMenu />
    </nav>
  )
}

/** One click to the other language, named in that language. */
export function LanguageSwitch() {
  const t = useT()
  const say = useSay()
  const shown = useLanguage()
  return (
    <Tooltip title={t('shell.switch-language')} placement="right">
      <button
        type="button"
        className="rail-button"
        aria-label={`${t('shell.other-language')} · ${t('shell.switch-language')}`}
        onClick={() => void speak(shown === 'zh' ? 'en' : 'zh').catch(say.problem)}
      >
        {t('shell.other-language')}
      </button>
    </Tooltip>
  )
}

function ConnectionNote() {
  const t = useT()
  return useConnected() ? null : (
    <output className="connection">
      <i aria-hidden />
      {t('shell.disconnected')}
    </output>
  )
}

function NotYours() {
  const t = useT()
  return (
    <main className="page">
      <Empty title={t('shell.not-yours')} hint={t('shell.not-yours-hint')} to="/" step={t('shell.home')} />
    </main>
  )
}
