import './first-steps.css'
import { useEffect } from 'react'
import { Link, useLocation } from 'react-router'
import { STEPS, useFirstFinished, useStepsDone } from './first-steps.ts'
import { useMe } from './kit/me.ts'
import { useT } from './kit/words.ts'

/** Says on every page which step is the owner's next, until the first follow-up is finished; then it is gone for good. */
export function FirstStepsNote() {
  const me = useMe()
  const { pathname } = useLocation()
  const past = `huifang.first-steps-past.${me.organisation.id}`
  const asks = me.roles.includes('owner') && pathname !== '/' && localStorage.getItem(past) === null
  const finished = useFirstFinished(asks)
  useEffect(() => {
    if (finished) localStorage.setItem(past, '1')
  }, [finished, past])
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
