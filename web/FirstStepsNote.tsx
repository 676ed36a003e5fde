import './first-steps.css'
import { useEffect } from 'react'
import { Link, useLocation } from 'react-router'
import { STEPS, useFirstFinished, useStepsDone } from './first-steps.ts'
import { areFirstStepsPast, keepFirstStepsPast } from './first-steps-past.ts'
import { useMe } from './kit/me.ts'
import { useT } from './kit/words.ts'

/** Says on every page which step is the owner's next, until the first follow-up is finished; then it is gone for good. */
export function FirstStepsNote({ open }: { open: boolean }) {
  const { organisation } = useMe()
  const { pathname } = useLocation()
  const asks = open && pathname !== '/' && !areFirstStepsPast(organisation.id)
  const finished = useFirstFinished(asks)
  useEffect(() => {
    if (finished) keepFirstStepsPast(organisation.id)
  }, [finished, organisation.id])
  return asks && finished === false ? <Next pathname={pathname} /> : null
}

function Next({ pathname }: { pathname: string }) {
  const t = useT()
  const done = useStepsDone()
  const at = done ? STEPS.findIndex(({ name }) => !done.has(name)) : -1
  const next = STEPS[at]
  if (!next) return null
  const title = t(`shell.step-${next.name}`)
  return (
    <aside className="next-step" aria-label={t('shell.first-steps')}>
      <span>{t('shell.step-of', { at: at + 1, all: STEPS.length })}</span>
      {pathname === next.to ? <strong>{title}</strong> : <Link to={next.to}>{title}</Link>}
      <span className="next-step-hint">{t(`shell.step-${next.name}-hint`)}</span>
      <Link to="/" className="next-step-all">
        {t('shell.all-steps')}
      </Link>
    </aside>
  )
}
